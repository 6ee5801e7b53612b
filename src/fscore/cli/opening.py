"""Opening the database for a command: whose work it is, which place and which days it speaks of."""

import logging
import os
import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from fscore.cli.faults import Usage
from fscore.cli.shell import Shell
from fscore.errors import NotPossible
from fscore.exchange.divisions import code_of
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import Period, chinese_date, month, quarter, year
from fscore.services.system import BUSINESS_DAY, System
from fscore.services.system import open as open_system
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor, Work
from fscore.storage.columns import col
from fscore.storage.settings import read_setting

F = TypeVar("F", bound=Callable[..., Any])
_QUARTER = re.compile(r"(\d{4})-?[Qq]?([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0?[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"(19|2[01])\d\d", re.ASCII)
NAMED = 5


def opened(shell: Shell, *, new: bool = False) -> System:
    """Open the database that the shell names.

    Args:
        new: an SQLite file that is not there is made; without it, it is wrong use.
    """
    if not shell.debug:
        # What a plugin does wrong is said in one line below; where it stood is for --debug.
        logging.getLogger("fscore").addHandler(logging.NullHandler())
        logging.getLogger("fscore").propagate = False
    try:
        place = sa.make_url(shell.url)
        file = place.database if place.get_backend_name() == "sqlite" else None
        if file and file != ":memory:" and not new and not os.path.exists(file):  # noqa: PTH110 - may be a file: URI
            raise Usage(_("没有数据库 {file}。请用 --db 指明，或先运行 fscore init"), file=file)
        system = open_system(shell.url)
    except (ArgumentError, NoSuchModuleError):
        raise Usage(_("看不懂数据库地址 {url}，要像 sqlite:///fscore.db 这样写"), url=shell.url) from None
    except DBAPIError as fault:
        where = place.render_as_string(hide_password=True)
        reason = str(fault.orig).strip().splitlines()[0]
        raise NotPossible(
            _("打不开数据库 {url}（{reason}）。请核对地址、权限和服务"), url=where, reason=reason
        ) from fault
    for failure in system.plugins.failures.values():
        shell.warn(_("模块 {plugin} 不能用：{reason}"), plugin=failure.plugin, reason=failure.reason)
    return system


def actor(shell: Shell, system: System) -> Actor:
    """Return who acts."""
    if shell.user is not None:
        raise NotPossible(_("{url} 里还没有用户 {user}"), url=system.engine.url.render_as_string(), user=shell.user)
    return OPERATOR_OF_INSTALLATION


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
    names = "、".join(f"{one.code} {one.name}" for one in found[:NAMED])
    more = "……" if len(found) > NAMED else ""
    raise Usage(_("这里不止一个乡镇，请用 --division 指明：{names}{more}"), names=names, more=more)


def period_of(work: Work, year_: str | None, quarter_: str | None, month_: str | None) -> tuple[str, Period]:
    """Return the days asked for with the name they have in JSON; without any, the year of the business day."""
    if sum(one is not None for one in (year_, quarter_, month_)) > 1:
        raise Usage(_("--year、--quarter、--month 只能写一个"))
    if quarter_ is not None:
        parts = _QUARTER.fullmatch(quarter_)
        if parts is None:
            raise Usage(_("看不懂季度 {text}，要像 2023-1 这样写"), text=quarter_)
        return f"{parts[1]}-Q{parts[2]}", quarter(int(parts[1]), int(parts[2]))
    if month_ is not None:
        parts = _MONTH.fullmatch(month_)
        if parts is None:
            raise Usage(_("看不懂月份 {text}，要像 2023-05 这样写"), text=month_)
        return f"{parts[1]}-{int(parts[2]):02d}", month(int(parts[1]), int(parts[2]))
    if year_ is not None and _YEAR.fullmatch(year_) is None:
        raise Usage(_("看不懂年份 {text}，要像 2023 这样写"), text=year_)
    number = int(year_) if year_ is not None else work.today.year
    return str(number), year(number)


class Day(click.ParamType[date]):
    """A day as people type it: 2023-12-31 or 2023年12月31日."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        parts = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", value, re.ASCII)
        try:
            if parts is not None:
                return date(*(int(part) for part in parts.groups()))
        except ValueError:
            return self.fail(_("没有 {text} 这一天").format(text=value), param, ctx)
        return self.fail(_("看不懂日期 {text}，要像 2023-12-31 这样写").format(text=value), param, ctx)


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
    return click.option("--year", metavar="2023", help=_("年份，不写就是业务日期那一年"))(command)
