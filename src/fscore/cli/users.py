"""Users: who may sign in, as what, and for which division."""

import click

from fscore.cli.opening import area_of, division_option, role_option, working
from fscore.cli.program import Command, Option
from fscore.cli.shell import Shell, pass_shell
from fscore.exchange.divisions import code_of
from fscore.labels import _
from fscore.model.roles import Role
from fscore.services import accounts


@click.command(cls=Command)
@click.argument("login", metavar="LOGIN")
@click.argument("name", metavar="NAME")
@role_option(required=True)
@division_option
@pass_shell
def add(shell: Shell, *, login: str, name: str, role: Role, division: str | None) -> None:
    """Add somebody who may sign in."""
    with working(shell, reading=False) as work:
        place = area_of(work, None) if division is None else accounts.place_of(work, code_of(division))
        made = accounts.add_account(work, login, name, role, place)
        work.commit()
        shell.say(
            _("加好了：{login}，{name}，{role}，{place}"),
            login=made.login,
            name=name,
            role=role.label,
            place=place.name,
        )
    shell.say(_("登录用一次性代码：fscore user sign-in {login}"), login=made.login)


@click.command(cls=Command)
@click.argument("login", metavar="LOGIN")
@role_option(required=True)
@click.option("--division", metavar="CODE", help=_("改管哪里；不写就不变"))
@pass_shell
def role(shell: Shell, login: str, role: Role, division: str | None) -> None:
    """Give an account another role."""
    with working(shell, reading=False) as work:
        account = accounts.find_account(work, login)
        place = None if division is None else accounts.place_of(work, code_of(division))
        accounts.change_role(work, account, role, place)
        where = (place or accounts.place_held(work, account)).name
        work.commit()
    shell.say(_("{name}现在是{role}，{place}；要重新登录"), name=account.name, role=role.label, place=where)


@click.command("sign-in", cls=Command)
@click.argument("login", metavar="LOGIN")
@click.option(
    "--minutes",
    cls=Option,
    type=int,
    default=accounts.CODE_MINUTES,
    metavar="MINUTES",
    words=_("多少分钟内有效，不写就是 {minutes}").format(minutes=accounts.CODE_MINUTES),
)
@click.option("--address", metavar="URL", help=_("网页的地址，写了就给出完整链接"))
@pass_shell
def sign_in(shell: Shell, login: str, minutes: int, address: str | None) -> None:
    """Print a code that signs in once."""
    with working(shell, reading=False) as work:
        account = accounts.find_account(work, login)
        code = accounts.one_time_sign_in(work, account, minutes)
        work.commit()
    shell.say(_("{name}，{minutes} 分钟内用一次："), name=account.name, minutes=minutes)
    path = f"/sign-in/once/{code}"
    if address:
        shell.say("{link}", link=f"{address.rstrip('/')}{path}")
        return
    shell.say(_("在网页地址后面加上这一段打开（或写 --address 得到完整链接）："))
    shell.say("{path}", path=path)


@click.command(cls=Command)
@click.argument("login", metavar="LOGIN")
@pass_shell
def disable(shell: Shell, login: str) -> None:
    """Shut an account out."""
    with working(shell, reading=False) as work:
        account = accounts.disable(work, accounts.find_account(work, login))
        work.commit()
    shell.say(_("{name}停用了，已经退出登录；他登记过的都留着"), name=account.name)
