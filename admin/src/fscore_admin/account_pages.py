"""Accounts: who may sign in, as what and for which place; for those who grant, and those who run the system."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
from flask import flash, make_response, redirect, render_template, request, url_for

from fscore.errors import Conflict, FscoreError, InvalidRecord, InvalidValue, NotFound
from fscore.labels import _
from fscore.model.accounts import GRANTED, GRANTORS, STAFF, Account
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.services import accounts
from fscore_admin.access import READING, allow, current_actor, current_work
from fscore_admin.page_context import words

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

UNPROCESSABLE = 422
_GRANT = allow(*GRANTORS)
_RUN = allow(*STAFF)
_ROLES = tuple(role for role in Role if role in GRANTED)


def prepare(route: Callable[..., None]) -> None:
    """Add the pages of accounts."""
    route("/accounts/", "accounts", _list, _RUN)
    route("/accounts/new", "new_account", _new, _GRANT, ("GET", "POST"))
    route("/accounts/<int:number>", "account", _one, _RUN)
    route("/accounts/<int:number>/role", "account_role", _role, _GRANT, ("POST",))
    route("/accounts/<int:number>/link", "account_link", _link, _GRANT, ("POST",))
    route("/accounts/<int:number>/enable", "account_enable", _enable, _GRANT, ("POST",))
    route("/accounts/<int:number>/disable", "account_disable", _disable, _RUN, ("POST",))
    route("/accounts/<int:number>/unlock", "account_unlock", _unlock, _RUN, ("POST",))


def _list() -> "ResponseReturnValue":
    return render_template("fscore/accounts.html", accounts=accounts.all_accounts(current_work()))


@attrs.frozen
class Typed:
    """What somebody has typed for a new account, and what is wrong with it by field."""

    values: dict[str, str] = attrs.field(factory=dict)
    faults: dict[str, FscoreError] = attrs.field(factory=dict)


def _new() -> "ResponseReturnValue":
    work = current_work()
    if request.method in READING:
        return _form(Typed())
    values = {name: request.form.get(name, "").strip() for name in ("login", "name", "role", "place")}
    faults: dict[str, FscoreError] = {}
    role = Role.named(values["role"])
    if role is None or role not in GRANTED:
        faults["role"] = InvalidValue(_("选一个角色"), field="role", label="", value=None)
    place = _place(values["place"], faults)
    if role is not None and place is not None and not faults:
        try:
            made = accounts.add_account(work, values["login"], values["name"], role, place)
        except InvalidValue as fault:
            faults[fault.data["field"]] = fault
        except InvalidRecord as fault:
            faults |= {one.data["field"]: one for one in fault.faults}
        except Conflict as fault:
            faults["login"] = fault
        else:
            work.commit()
            flash(words(_("账号加好了，再发一个一次性的登录链接")), "success")
            return redirect(url_for("account", number=made.id))
    return make_response(_form(Typed(values, faults)), UNPROCESSABLE)


def _form(typed: Typed) -> str:
    return render_template("fscore/account_new.html", typed=typed, roles=_ROLES, places=accounts.places(current_work()))


def _place(text: str, faults: dict[str, FscoreError]) -> Division | None:
    """Return the place that is meant: its code stands first, whatever follows."""
    code = text.split(" ", 1)[0]
    try:
        return accounts.place_of(current_work(), code)
    except NotFound as fault:
        faults["place"] = fault
        return None


def _one(number: int, link: str = "", fault: FscoreError | None = None) -> "ResponseReturnValue":
    work = current_work()
    account = work.get(Account, number)
    page = render_template(
        "fscore/account.html",
        account=account,
        place=accounts.place_held(work, account),
        own=current_actor().account_id == account.id,
        may_grant=current_actor().role in GRANTORS,
        roles=_ROLES,
        places=accounts.places(work),
        link=link,
        minutes=accounts.CODE_MINUTES,
        fault=fault,
    )
    return make_response(page, 200 if fault is None else UNPROCESSABLE)


def _role(number: int) -> "ResponseReturnValue":
    work = current_work()
    account = work.get(Account, number)
    role = Role.named(request.form.get("role", ""))
    faults: dict[str, FscoreError] = {}
    place = _place(request.form.get("place", "").strip(), faults)
    if role is None or place is None:
        return _one(number, fault=faults.get("place"))
    accounts.change_role(work, account, role, place)
    return _done(number, _("改好了，{name}要重新登录").format(name=account.name))


def _link(number: int) -> "ResponseReturnValue":
    """Show the link once, on the page itself: it is nowhere else, not in the address and not in a message."""
    work = current_work()
    code = accounts.one_time_sign_in(work, work.get(Account, number))
    work.commit()
    return _one(number, link=url_for("sign_in_once", code=code, _external=True))


def _enable(number: int) -> "ResponseReturnValue":
    work = current_work()
    account = accounts.enable(work, work.get(Account, number))
    return _done(number, _("{name}的账号启用了").format(name=account.name))


def _disable(number: int) -> "ResponseReturnValue":
    work = current_work()
    account = accounts.disable(work, work.get(Account, number))
    return _done(number, _("{name}的账号停用了，登录马上失效").format(name=account.name))


def _unlock(number: int) -> "ResponseReturnValue":
    work = current_work()
    account = work.get(Account, number)
    accounts.unlock(work, account)
    return _done(number, _("{name}的锁解开了").format(name=account.name))


def _done(number: int, text: str) -> "ResponseReturnValue":
    current_work().commit()
    flash(words(text), "success")
    return redirect(url_for("account", number=number))
