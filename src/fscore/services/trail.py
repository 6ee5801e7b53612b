"""The audit trail as a whole, for those who audit."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed
from fscore.labels import _
from fscore.model.clock import CHINA
from fscore.model.division import Division, Level
from fscore.model.entity import about, describe
from fscore.model.roles import Role
from fscore.services.history import ACTIONS
from fscore.services.work import Work
from fscore.storage import audit
from fscore.storage.audit import Broken
from fscore.storage.tables import table_of

AUDITORS = frozenset({Role.AUDITOR, Role.INSTALLATION})
ACTS = {
    **ACTIONS,
    "denied": _("被挡住"),
    "load": _("装入"),
    "withdraw": _("撤下"),
    "correct-key": _("更正答案"),
    "backup": _("备份"),
    "restore": _("恢复"),
    "put_aside": _("停下模块"),
    "reset": _("重新启用模块"),
    "rename": _("更名"),
    "recode": _("换代码"),
    "split": _("分设"),
    "merge": _("合并"),
    "one-time-code": _("发登录链接"),
    "unlock": _("解锁"),
    "sign-in": _("登录"),
    "sign-in-once": _("用链接登录"),
    "sign-in-failed": _("登录没成功"),
    "sign-out": _("退出"),
    "password-set": _("换密码"),
    "password-refused": _("密码不对"),
    "confine": _("限制登录范围"),
}
"""What acts are called; one that is not among them is called by its own word."""

_OTHERS = {
    "account": _("账号"),
    "page": _("页面"),
    "plugin": _("模块"),
    "installation": _("整个系统"),
    "criteria_set": _("指标表"),
}
_FACTS = {
    "file": _("文件名"),
    "sha256": _("指纹"),
    "added": _("新增"),
    "unchanged": _("没变"),
    "folded": _("代表上一级的"),
    "changed": _("成绩变了的"),
    "key": _("密钥"),
    "on": _("日期"),
    "code": _("代码"),
    "successor": _("改后的区划"),
    "effective": _("施行日期"),
    "label": _("名称"),
    "version": _("版本"),
    "field": _("字段"),
    "reason": _("原因"),
    "endpoint": _("要看的页面"),
    "method": _("方法"),
    "path": _("网址"),
    "address": _("地址"),
    "minutes": _("有效分钟数"),
    "plugin": _("模块"),
    "call": _("出错的地方"),
    "failures": _("出错次数"),
}
"""What is told besides the fields of a record."""


@attrs.frozen
class Entry:
    """One row of the trail."""

    sequence: int
    at: datetime
    actor: str
    role: str
    door: str
    action: str
    entity: str
    record_id: int | None
    division_id: int | None
    changes: Any
    hash: str


def check_trail(work: Work) -> tuple[int, tuple[Broken, ...]]:
    """Return how many rows the trail has, and where it does not hold.

    Raises:
        NotAllowed: unless an auditor or the installation's operator asks.
    """
    _check(work)
    return audit.verify(work.session.own_connection(), work.system.secret)


@attrs.frozen
class Wanted:
    """The part of the trail that somebody asks for; what is left out narrows nothing.

    ``who`` stands in the name of who acted. ``first`` and ``last`` are days in China, both included. ``before`` is the
    number of a row: only older ones are wanted.
    """

    who: str = ""
    entity: str | None = None
    record_id: int | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None


def length(work: Work) -> int:
    """Return the number of the last row of the trail.

    Raises:
        NotAllowed: unless an auditor or the installation's operator asks.
    """
    _check(work)
    return work.session.own_connection().scalar(sa.select(sa.func.max(audit.audit.c.sequence))) or 0


def read_trail(work: Work, last: int, wanted: Wanted | None = None) -> Sequence[Entry]:
    """Return the last rows of the trail that are wanted, oldest first.

    Whoever audits a place below the top sees what was done to its records; what belongs to no place belongs to the top.

    Raises:
        NotAllowed: unless an auditor or the installation's operator asks.
    """
    _check(work)
    table = audit.audit
    statement = sa.select(table).where(*_conditions(wanted or Wanted()), *_within(work))
    rows = work.session.own_connection().execute(statement.order_by(table.c.sequence.desc()).limit(last)).mappings()
    return [
        Entry(
            row["sequence"],
            row["at"],
            row["actor"],
            row["role"],
            row["door"],
            row["action"],
            row["entity"],
            row["record_id"],
            row["division_id"],
            json.loads(row["changes"]),
            row["hash"],
        )
        for row in reversed(rows.all())
    ]


def kinds(work: Work) -> dict[str, str]:
    """Return what acts are about, by the word that the trail keeps."""
    return {name: about(cls).label for name, cls in work.system.plugins.entities.items()} | _OTHERS


def facts(work: Work, one: Entry) -> list[str]:
    """Return what is told of an act, by the labels of the fields; what has none stays as the trail has it."""
    cls = work.system.plugins.entities.get(one.entity)
    fields = {} if cls is None else {each.name: each.about.label for each in describe(cls)}
    known = {**_FACTS, **fields}
    return [known.get(name, name) for name in one.changes]


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    row = audit.audit.c
    if wanted.who:
        yield row.actor.contains(wanted.who, autoescape=True)
    if wanted.entity is not None:
        yield row.entity == wanted.entity
    if wanted.record_id is not None:
        yield row.record_id == wanted.record_id
    if wanted.first is not None:
        yield row.at >= _begins(wanted.first)
    if wanted.last is not None:
        yield row.at < _begins(wanted.last) + timedelta(days=1)
    if wanted.before is not None:
        yield row.sequence < wanted.before


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)


def _within(work: Work) -> Iterator[sa.ColumnElement[bool]]:
    place = work.scope.place
    if place is not None and place.parent_id is not None:
        division = table_of(Division).c
        below = sa.select(division.id).where(division[Level(place.level).column] == place.id)
        yield audit.audit.c.division_id.in_(below)


def _check(work: Work) -> None:
    if work.actor.role not in AUDITORS:
        raise NotAllowed(_("{role}不能看审计，请找审计员"), role=work.actor.role.label)
