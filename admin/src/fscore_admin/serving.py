"""Serving on one machine: waitress, an address, and a link to sign in with for the first time."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from waitress.server import create_server

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.accounts import Account
from fscore.model.roles import Role
from fscore.services.accounts import CODE_MINUTES, find_account, one_time_sign_in
from fscore.storage.columns import col
from fscore_admin.app import LARGEST_REQUEST, LOCAL, create_app

if TYPE_CHECKING:
    from fscore.services.system import System

_FIRST = (Role.OFFICER, Role.SECURITY, Role.SYSADMIN)
_THREADS = 8


def serve(
    system: "System",
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    login: str | None = None,
    title: str = "",
    trusted_hosts: Sequence[str] = (),
    proxies: int = 0,
    say: Callable[[str], object] | None = None,
) -> None:
    """Serve the front end until it is stopped; say where, and a link that signs in once.

    Args:
        system: the opened database.
        host: the address to listen on.
        port: the port to listen on.
        login: whom the link is for; without it the first officer, else whoever grants or runs.
        title: what stands on the page of sign-in.
        trusted_hosts: the names that it is reached by, besides those of this machine.
        proxies: how many proxies stand before it.
        say: takes each line; without it they are printed.

    Raises:
        NotPossible: if the port is taken.
    """
    app = create_app(system, title=title, trusted_hosts=[*LOCAL, host, *trusted_hosts], proxies=proxies)
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=_THREADS,
            ident=None,
            max_request_body_size=LARGEST_REQUEST,
            clear_untrusted_proxy_headers=proxies == 0,
        )
    except OSError as fault:
        said = _("{host} 的 {port} 端口打不开：{reason}。换一个端口，如 --port {other}（make run 写 PORT={other}）")
        raise NotPossible(said, host=host, port=port, reason=fault.strerror or fault, other=port + 1) from fault
    for line in announcement(system, f"http://{host}:{port}", login):
        (say or _print)(line)
    try:
        server.run()
    finally:
        server.close()


def announcement(system: "System", address: str, login: str | None = None) -> list[str]:
    """Return what is said at the start: the address and a one-time link, or how to make an account."""
    lines = [_("网页已开：{address}").format(address=address)]
    with system.work() as work:
        account = find_account(work, login) if login else _first(work.all(_standing()))
        if account is None:
            return [*lines, _("还没有账号。先用 fscore user add 加一个，再用 fscore user sign-in 取登录链接。")]
        code = one_time_sign_in(work, account)
        work.commit()
    link = f"{address}/sign-in/once/{code}"
    said = _("{name}（{role}）登录，{minutes} 分钟内用一次：{link}")
    return [*lines, said.format(name=account.name, role=account.role.label, minutes=CODE_MINUTES, link=link)]


def _standing() -> "sa.Select[Account]":
    return sa.select(Account).where(col(Account.disabled).is_(False)).order_by(col(Account.id))


def _first(accounts: Sequence[Account]) -> Account | None:
    order = [*_FIRST, *(role for role in Role if role not in _FIRST)]
    return min(accounts, key=lambda one: (order.index(one.role), one.id), default=None)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
