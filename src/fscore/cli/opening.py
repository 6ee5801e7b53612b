"""Opening the database for a command: whose work it is, which place and which days it speaks of."""

import logging
import os
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from fscore.cli.faults import Usage
from fscore.cli.program import Option
from fscore.cli.shell import Shell
from fscore.errors import NotPossible
from fscore.exchange.divisions import code_of
from fscore.labels import _, joined
from fscore.model.accounts import GRANTED
from fscore.model.division import Division, Level
from fscore.model.period import Period, chinese_date, month, quarter, year
from fscore.model.roles import Role
from fscore.services.accounts import find_account
from fscore.services.system import BUSINESS_DAY, System
from fscore.services.system import open as open_system
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor, Work
from fscore.storage.columns import col
from fscore.storage.sessions import open_engine
from fscore.storage.settings import read_setting

F = TypeVar("F", bound=Callable[..., Any])
_QUARTER = re.compile(r"(\d{4})-?[Qq]?([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0?[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"(19|2[01])\d\d", re.ASCII)
NAMED = 5


def sqlite_file(shell: Shell) -> Path | None:
    """Return the file of an SQLite database, None for any other database or one in memory."""
    place = _url(shell)
    file = place.database if place.get_backend_name() == "sqlite" else None
    return Path(file) if file and file != ":memory:" and not file.startswith("file:") else None


def _url(shell: Shell) -> sa.URL:
    try:
        return sa.make_url(shell.url)
    except ArgumentError:
        raise Usage(_("看不懂数据库地址 {url}，要像 sqlite:///fscore.db 这样写"), url=shell.url) from None


def engine_of(shell: Shell, *, new: bool = False) -> Engine:
    """Return an engine for the database that the shell names, without looking into it.

    Args:
        shell: the options before the command.
        new: an SQLite file that is not there is made; without it, it is wrong use.
    """
    file = sqlite_file(shell)
    if file is not None and not new and not file.exists():
        raise Usage(_("没有数据库 {file}。请用 --db 指明，或先运行 fscore init"), file=file)
    try:
        engine = open_engine(shell.url)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise Usage(_("没有连接这种数据库的程序：{kind}"), kind=_url(shell).get_backend_name()) from None
    click.get_current_context().call_on_close(engine.dispose)
    return engine


def hush() -> None:
    """Keep the log off the screen: what a plugin does wrong is said in one line, where it stood is for --debug."""
    log = logging.getLogger("fscore")
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def opened(shell: Shell, *, new: bool = False, quiet: bool = False) -> System:
    """Open the database that the shell names.

    Args:
        shell: the options before the command.
        new: an SQLite file that is not there is made; without it, it is wrong use.
        quiet: do not say which plugins can't be used.
    """
    if not shell.debug:
        hush()
    engine = engine_of(shell, new=new)
    try:
        system = open_system(engine)
    except DBAPIError as fault:
        where = engine.url.render_as_string(hide_password=True)
        reason = str(fault.orig).strip().splitlines()[0]
        raise NotPossible(
            _("打不开数据库 {url}（{reason}）。请核对地址、权限和服务"), url=where, reason=reason
        ) from fault
    if not quiet:
        for failure in system.plugins.failures.values():
            shell.note(_("模块 {plugin} 不能用：{reason}"), plugin=failure.plugin, reason=failure.reason)
    return system


def secret_of(shell: Shell) -> bytes | None:
    """Return the key of the installation, if it is at hand."""
    given = os.environ.get("FSCORE_SECRET")
    file = sqlite_file(shell)
    place = Path(f"{file}.key")
    if given:
        return given.encode()
    return place.read_text(encoding="ascii").strip().encode() if file is not None and place.exists() else None


def actor(shell: Shell, system: System) -> Actor:
    """Return who acts: the account that --as names, else the installation's operator.

    Raises:
        NotFound: if there is no such account.
        NotPossible: if it is disabled.
    """
    if shell.user is None:
        return OPERATOR_OF_INSTALLATION
    with system.work(reading=True) as work:
        account = find_account(work, shell.user)
        if account.disabled:
            raise NotPossible(_("{name}的账号停用了"), name=account.name)
        return Actor(account.name, account.role, work.place(account.division_id), account.id)


def as_installation(shell: Shell) -> None:
    """Refuse --as where it would change nothing: what concerns the whole installation is done by its operator.

    Raises:
        Usage: if the shell names a user.
    """
    if shell.user is not None:
        raise Usage(_("这个命令总由安装操作员执行，不能加 --as"))


def working(shell: Shell, *, reading: bool = True) -> Work:
    """Begin the work of whoever the shell names."""
    system = opened(shell)
    return system.work(actor(shell, system), reading=reading)


def fixed_day(system: System) -> date | None:
    """Return the business day if the database has a fixed one."""
    with system.engine.connect().execution_options(fscore_reading=True) as connection:
        text = read_setting(connection, BUSINESS_DAY)
    return date.fromisoformat(text) if text else None


def say_day(shell: Shell, system: System) -> None:
    """Say on which day the office works, where it is a fixed one."""
    day = fixed_day(system)
    if day is not None:
        shell.say(_("按业务日期 {day}"), day=chinese_date(day))


def area_of(work: Work, code: str | None) -> Division:
    """Return the division asked for; without a code the actor's own, or the only township.

    Raises:
        Usage: if there are several townships, naming some.
    """
    if code is not None:
        return work.division(code_of(code))
    if work.scope.place is not None:
        return work.scope.place
    wanted = sa.select(Division).where(col(Division.level) == int(Level.TOWNSHIP), col(Division.valid_to).is_(None))
    found = work.all(wanted.order_by(col(Division.code)).limit(NAMED + 1))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotPossible(_("这个数据库里还没有乡镇。请先运行 fscore divisions load"))
    names = joined(f"{one.code} {one.name}" for one in found[:NAMED])
    more = "……" if len(found) > NAMED else ""
    raise Usage(_("这里不止一个乡镇，请用 --division 指明：{names}{more}"), names=names, more=more)


def period_of(work: Work, year_: int | None, quarter_: str | None, month_: str | None) -> tuple[str, Period]:
    """Return the days asked for with the name they have in JSON; without any, the year of the business day."""
    if sum(one is not None for one in (year_, quarter_, month_)) > 1:
        raise Usage(_("--year、--quarter、--month 只能写一个"))
    if quarter_ is not None:
        parts = _QUARTER.fullmatch(ascii_of(quarter_))
        if parts is None:
            raise Usage(_("看不懂季度 {text}，要像 2023-1 这样写"), text=quarter_)
        return f"{parts[1]}-Q{parts[2]}", quarter(int(parts[1]), int(parts[2]))
    if month_ is not None:
        parts = _MONTH.fullmatch(ascii_of(month_))
        if parts is None:
            raise Usage(_("看不懂月份 {text}，要像 2023-05 这样写"), text=month_)
        return f"{parts[1]}-{int(parts[2]):02d}", month(int(parts[1]), int(parts[2]))
    number = year_ or work.today.year
    return str(number), year(number)


def ascii_of(typed: str) -> str:
    """Return what was typed with digits and signs of full width as those of half width."""
    return unicodedata.normalize("NFKC", typed)


class Day(click.ParamType[date]):
    """A day as people type it: 2023-12-31 or 2023年12月31日."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        parts = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", ascii_of(value), re.ASCII)
        try:
            if parts is not None:
                return date(*(int(part) for part in parts.groups()))
        except ValueError:
            return self.fail(_("没有 {text} 这一天").format(text=value), param, ctx)
        return self.fail(_("看不懂日期 {text}，要像 2023-12-31 这样写").format(text=value), param, ctx)


class Year(click.ParamType[int]):
    """A year as people type it."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year."""
        if isinstance(value, int):
            return value
        typed = ascii_of(value).removesuffix("年")
        if _YEAR.fullmatch(typed):
            return int(typed)
        return self.fail(_("看不懂年份 {text}，要像 2023 这样写").format(text=value), param, ctx)


YEAR = Year()


class RoleType(click.ParamType[Role]):
    """A role by its word or its Chinese name."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        """Return the role."""
        found = value if isinstance(value, Role) else Role.named(value)
        if found is None or found not in GRANTED:
            named = _("{value}（{label}）")
            known = joined(named.format(value=one.value, label=one.label) for one in Role if one in GRANTED)
            return self.fail(_("没有角色 {text}，可以写：{known}").format(text=value, known=known), param, ctx)
        return found


def role_option(*, required: bool) -> Callable[[F], F]:
    """Add --role."""
    words = _("角色：{roles}").format(roles=joined(one.value for one in Role if one in GRANTED))
    return click.option("--role", cls=Option, type=RoleType(), required=required, metavar="ROLE", words=words)


def existing_path(path: Path) -> Path:
    """Return a path that is there.

    Raises:
        Usage: if it is not.
    """
    if not path.exists():
        raise Usage(_("没有文件 {path}"), path=path)
    return path


def new_path(path: Path) -> Path:
    """Return a path that a file can be written to, as far as can be told before it is made.

    Raises:
        Usage: if its folder is not there.
    """
    if not path.absolute().parent.is_dir():
        raise Usage(_("没有文件夹 {folder}"), folder=path.absolute().parent)
    return path


def division_option(command: F) -> F:
    """Add --division."""
    text = _("区划代码；不写就是自己的，或唯一的乡镇")
    return click.option("--division", metavar="CODE", help=text)(command)


def on_option(command: F) -> F:
    """Add --on."""
    return click.option("--on", type=Day(), metavar="DATE", help=_("哪一天，不写就是业务日期"))(command)


def json_option(command: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help=_("给程序读的 JSON"))(command)


def period_options(command: F) -> F:
    """Add --year, --quarter and --month."""
    command = click.option("--month", metavar="2023-05", help=_("月份"))(command)
    command = click.option("--quarter", metavar="2023-1", help=_("季度"))(command)
    return click.option("--year", type=YEAR, metavar="2023", help=_("年份，不写就是业务日期那一年"))(command)
