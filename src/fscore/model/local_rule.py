"""Local rules: a division's own version of a dated rule, with the document that sets it."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fscore.labels import _
from fscore.model.entity import About, entity
from fscore.model.op import Op
from fscore.model.record import Record
from fscore.model.roles import Role


@entity(
    table="local_rule",
    label=_("本地规则"),
    title=("code", "effective"),
    key=("code", "effective"),
    dated="effective",
    write=frozenset({Role.DISTRICT, Role.INSTALLATION}),
)
class LocalRule(Record):
    """A rule's version for a division and all below it; a change is a new entry, so that old records keep theirs."""

    code: Annotated[str, About(_("规则编号"), max_length=80, searchable=True)]
    value: Annotated[Decimal, About(_("数值"), places=4)]
    op: Annotated[Op, About(_("比较"), filtered=True)]
    unit: Annotated[str, About(_("单位"), max_length=20)]
    effective: Annotated[date, About(_("施行日期"))]
    title: Annotated[str, About(_("文件名称"), max_length=200)]
    superseded: Annotated[date | None, About(_("失效日期"), help=_("从这一天起不再适用"))] = None
    number: Annotated[str, About(_("文号"), max_length=60)] = ""
    article: Annotated[str, About(_("条款"), max_length=60)] = ""
    verified: Annotated[bool, About(_("已核对原文"), filtered=True)] = False
    verified_on: Annotated[date | None, About(_("核对日期"), past=True)] = None
