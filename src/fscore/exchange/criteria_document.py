"""Reads a set of criteria from plain tables, the shape that TOML and Excel share."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from fscore.errors import Problem
from fscore.evaluation.criteria import (
    BASIC,
    BONUS,
    GROUP_LABELS,
    KEY,
    Absence,
    AnsweredBy,
    Band,
    Bound,
    Counted,
    CriteriaSet,
    Criterion,
    Deduction,
    GradeLimit,
    Group,
    Method,
    Step,
    Withheld,
)
from fscore.evaluation.rounding import Mode, Rounding
from fscore.evaluation.sources import Citation, Op
from fscore.exchange.document_reader import Reader
from fscore.labels import _
from fscore.model.choice import Choice

Document = dict[str, Any]

NAMES = {
    "code": _("代码"),
    "label": _("名称"),
    "version": _("版本"),
    "effective": _("起用日期"),
    "superseded": _("停用日期"),
    "region": _("适用地区"),
    "method": _("计分方法"),
    "total": _("总分"),
    "unit": _("单位"),
    "rounding": _("取舍"),
    "digits": _("保留小数位"),
    "mode": _("取舍方法"),
    "absence": _("缺项处理"),
    "key_floor": _("关键项最低比例"),
    "pass": _("合格条件"),
    "bonus_at_most": _("加分最多"),
    "veto_grade": _("否决后的等级"),
    "citation": _("依据"),
    "title": _("依据文件"),
    "number": _("文号"),
    "article": _("条款"),
    "issuer": _("发布机关"),
    "verified": _("已核对"),
    "verified_on": _("核对日期"),
    "kinds": _("对象类型"),
    "groups": _("分组"),
    "group": _("分组"),
    "criteria": _("项目"),
    "points": _("分值"),
    "veto": _("否决项"),
    "key": _("关键项"),
    "bonus": _("加分项"),
    "floor": _("最低比例"),
    "answer": _("作答"),
    "expects": _("好的答案"),
    "query": _("数据代码"),
    "target": _("目标值"),
    "steps": _("档次"),
    "deductions": _("扣分情形"),
    "at_most": _("最多扣分"),
    "evidence": _("凭据"),
    "evidence_required": _("必须有凭据"),
    "bands": _("等级"),
    "and": _("另一界限"),
    "grade": _("等级"),
    "names": _("其他名称"),
    "reason": _("理由"),
    "limits": _("等级限制"),
    "counts": _("数什么"),
    "items": _("只数这些项目"),
    "down": _("降几级"),
    "withheld": _("不评级情形"),
    "op": _("比较"),
    "value": _("数值"),
}

_GROUPS = {label: code for code, label in GROUP_LABELS.items()}
_ONE = Decimal(1)
_MOST_ITEMS = 2000


class Good(Choice):
    """The good answer of a yes/no item."""

    YES = "yes", _("是")
    NO = "no", _("否")


def read_document(document: Mapping[str, Any], problems: list[Problem]) -> CriteriaSet | None:
    """Return the set that the tables describe, or None if they are not readable; faults go to ``problems``."""
    before = len(problems)
    reader = Reader(document, "", problems, NAMES)
    method = reader.choice("method", Method) or Method.SUM
    total = reader.numbers("total")
    groups = tuple(_group(each) for each in reader.tables("groups", _("分组")))
    named = {**_GROUPS, **{group.label: group.code for group in groups}}
    criteria = _criteria(reader, method, total, named)
    if total is None and method is Method.ALL:
        total = _summed(criteria)
    elif total is None and "total" not in reader:
        reader.fault(_("没有写{key}").format(key=reader.named("total")))
    made: Document = {
        "code": reader.text("code", required=True),
        "label": reader.text("label", required=True),
        "effective": reader.day("effective", required=True),
        "superseded": reader.day("superseded"),
        "region": reader.text("region") or None,
        "method": method,
        "total": total,
        "unit": reader.text("unit") or "分",
        "rounding": _rounding(reader.table("rounding")),
        "absence": reader.choice("absence", Absence) or Absence.REFUSED,
        "key_floor": reader.number("key_floor"),
        "passes": _bound(reader.table("pass")),
        "bonus_at_most": reader.number("bonus_at_most"),
        "veto_grade": reader.text("veto_grade") or None,
        "kinds": reader.names("kinds"),
        "groups": groups,
        "bands": tuple(_band(each) for each in reader.tables("bands", _("等级"))),
        "limits": tuple(_limit(each) for each in reader.tables("limits", _("等级限制"))),
        "withheld": tuple(_withheld(each) for each in reader.tables("withheld", _("不评级情形"))),
        "citation": _citation(reader.table("citation")),
        "verified": reader.flag("verified"),
        "verified_on": reader.day("verified_on"),
        "criteria": criteria,
    }
    version = reader.text("version")
    if version:
        made["version"] = version
    reader.close()
    return None if len(problems) > before else CriteriaSet(**made)


def _summed(criteria: tuple[Criterion, ...]) -> Decimal | dict[str, Decimal]:
    """Return the total that the items make, for each kind where some have points by kind."""
    kinds = {kind for item in criteria if not isinstance(item.points, Decimal) for kind in item.points}
    if not kinds:
        return sum((item.points_for(None) or Decimal(0) for item in criteria), Decimal(0))
    return {kind: sum((item.points_for(kind) or Decimal(0) for item in criteria), Decimal(0)) for kind in kinds}


def _criteria(reader: Reader, method: Method, total: Any, groups: Mapping[str, str]) -> tuple[Criterion, ...]:
    items = list(reader.tables("criteria", _("项目")))
    if len(items) > _MOST_ITEMS:
        reader.fault(_("项目有 {count} 个，最多 {most} 个").format(count=len(items), most=_MOST_ITEMS))
        return ()
    if not items:
        reader.fault(_("一个项目也没有，请至少写一个 [[criteria]]"))
    return tuple(_criterion(each, method, total, groups) for each in items)


def _criterion(reader: Reader, method: Method, total: Any, groups: Mapping[str, str]) -> Criterion:
    deductions = tuple(_deduction(each) for each in reader.tables("deductions", _("扣分情形")))
    query = reader.text("query") or None
    written = reader.text("group")
    group = groups.get(written, written) or BASIC
    points = reader.numbers("points")
    veto = reader.flag("veto")
    if points is None:
        points = _default_points(method, total, veto=veto)
    if points is None and "points" not in reader:
        reader.fault(_("没有写{key}").format(key=reader.named("points")))
    item = Criterion(
        code=reader.text("code", required=True),
        label=reader.text("label", required=True),
        points=Decimal(0) if points is None else points,
        group=group,
        veto=veto,
        key=reader.flag("key") or group == KEY,
        bonus=reader.flag("bonus") or group == BONUS,
        floor=reader.number("floor"),
        answered_by=reader.choice("answer", AnsweredBy) or usual_answer(deductions, query),
        expects=reader.choice("expects", Good) is not Good.NO,
        deductions=deductions,
        query=query,
        target=_bound(reader.table("target")),
        steps=tuple(_step(each) for each in reader.tables("steps", _("档次"))),
        unit=reader.text("unit"),
        absence=reader.choice("absence", Absence),
        evidence=reader.text("evidence"),
        evidence_required=reader.flag("evidence_required"),
        citation=_citation(reader.table("citation")),
    )
    reader.close()
    return item


def _default_points(method: Method, total: Any, *, veto: bool) -> Decimal | dict[str, Decimal] | None:
    if veto and method is not Method.ALL:
        return Decimal(0)
    if method is Method.ALL:
        return _ONE
    return total if method is Method.MEAN else None


def usual_answer(deductions: tuple[Deduction, ...], query: str | None) -> AnsweredBy:
    """Return how an item is answered if it does not say."""
    if deductions:
        return AnsweredBy.DEDUCTIONS
    return AnsweredBy.INDICATOR if query else AnsweredBy.YES_NO


def _deduction(reader: Reader) -> Deduction:
    found = Deduction(
        code=reader.text("code", required=True),
        label=reader.text("label", required=True),
        points=reader.number("points", required=True) or Decimal(0),
        at_most=reader.number("at_most"),
    )
    reader.close()
    return found


def _pair(reader: Reader) -> Bound:
    op = reader.choice("op", Op, required=True) or Op.GE
    value = reader.number("value", required=True)
    return Bound(op, Decimal(0) if value is None else value)


def _bound(reader: Reader | None) -> Bound | None:
    if reader is None:
        return None
    found = _pair(reader)
    reader.close()
    return found


def _step(reader: Reader) -> Step:
    found = Step(_pair(reader), reader.number("points", required=True) or Decimal(0))
    reader.close()
    return found


def _rounding(reader: Reader | None) -> Rounding | None:
    if reader is None:
        return None
    found = Rounding(reader.whole("digits", required=True) or 0, reader.choice("mode", Mode) or Mode.HALF_UP)
    reader.close()
    return found


def _citation(reader: Reader | None) -> Citation | None:
    if reader is None:
        return None
    found = Citation(
        title=reader.text("title", required=True),
        **{field.name: reader.text(field.name) for field in attrs.fields(Citation) if field.name != "title"},
    )
    reader.close()
    return found


def _group(reader: Reader) -> Group:
    found = Group(reader.text("code", required=True), reader.text("label", required=True), reader.numbers("points"))
    reader.close()
    return found


def _band(reader: Reader) -> Band:
    second = _bound(reader.table("and"))
    found = Band(
        bounds=(_pair(reader), second) if second else (_pair(reader),),
        grade=reader.text("grade") or None,
        names=reader.names("names"),
        reason=reader.text("reason"),
    )
    reader.close()
    return found


def _limit(reader: Reader) -> GradeLimit:
    found = GradeLimit(
        code=reader.text("code", required=True),
        label=reader.text("label", required=True),
        counts=reader.choice("counts", Counted) or Counted.KEY_ITEMS,
        bound=_pair(reader),
        items=reader.texts("items"),
        grade=reader.text("grade") or None,
        down=reader.whole("down") or 0,
    )
    reader.close()
    return found


def _withheld(reader: Reader) -> Withheld:
    found = Withheld(reader.text("code", required=True), reader.text("label", required=True))
    reader.close()
    return found
