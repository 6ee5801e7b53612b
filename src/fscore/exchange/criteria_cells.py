"""One cell of a workbook of criteria: as it is written, and as it is read."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from fscore.evaluation.criteria import Bound
from fscore.evaluation.sources import Op
from fscore.exchange.criteria_columns import BOUND, DAY, FLAG, LIST, NUMBER, TEXT
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.text import normal

_SIGNS = {
    ">=": Op.GE,
    "≥": Op.GE,
    "不少于": Op.GE,
    "不低于": Op.GE,
    "<=": Op.LE,
    "≤": Op.LE,
    "不超过": Op.LE,
    "不高于": Op.LE,
    ">": Op.GT,
    "超过": Op.GT,
    "大于": Op.GT,
    "<": Op.LT,
    "不满": Op.LT,
    "低于": Op.LT,
    "小于": Op.LT,
    "=": Op.EQ,
    "等于": Op.EQ,
}
_AFTER = {"以上": Op.GE, "以下": Op.LE}
_OPS = {op.value: op for op in Op}
_NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
_BOUND = re.compile(rf"({'|'.join(_SIGNS)})?\s*({_NUMBER})\s*({'|'.join(_AFTER)})?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_BETWEEN = re.compile(r"[、，,；;]\s*")


class WrongCell(ValueError):
    """A cell that its column can't hold; the text says what to write."""


def cell_text(value: Any, holds: str | type[Choice]) -> str:
    """Return a value as a cell shows it; a value of a column without content is ""."""
    if value is None:
        return ""
    if holds == FLAG:
        return _("是") if value else ""
    if holds == BOUND:
        return "、".join(str(Bound(_OPS[table["op"]], table["value"])) for table in value)
    if holds == LIST:
        return "、".join(value)
    if not isinstance(holds, str):
        return next(each.label for each in holds if each.value == value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def cell_value(cell: Any, holds: str | type[Choice]) -> Any:
    """Return what a cell says, None if it is empty.

    Raises:
        WrongCell: if the column holds something else.
    """
    if isinstance(cell, str):
        cell = normal(cell)
    if cell is None or cell == "":
        return None
    if not isinstance(holds, str):
        return _choice(_as_text(cell), holds)
    return _READ[holds](cell)


def _as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _number(cell: Any) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise WrongCell(_("要写数字"))
    try:
        number = Decimal(_as_text(cell))
    except InvalidOperation as fault:
        raise WrongCell(_("要写数字")) from fault
    return number


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(str(cell))
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
    except ValueError as fault:
        raise WrongCell(_("没有这一天，日期例如 2025-01-01")) from fault
    raise WrongCell(_("要写日期，例如 2025-01-01"))


def _flag(cell: Any) -> bool:
    text = _as_text(cell)
    if text in ("是", "√", "✓", "true", "TRUE"):
        return True
    if text in ("否", "×", "false", "FALSE"):
        return False
    raise WrongCell(_("要写“是”或“否”"))


def _bound(text: str) -> dict[str, Any]:
    found = _BOUND.fullmatch(text)
    before, number, after = found.groups() if found else (None, "", None)
    if not found or (before is None) == (after is None):
        raise WrongCell(_("要写比较和数字，例如 90以上、不满6.0"))
    op = _SIGNS[before] if before is not None else _AFTER[str(after)]
    return {"op": op.value, "value": Decimal(number)}


def _choice(text: str, choices: type[Choice]) -> str:
    found = choices.named(text)
    if found is None:
        raise WrongCell(_("要写其中之一：{offered}").format(offered="、".join(each.label for each in choices)))
    return str(found.value)


def _bounds(cell: Any) -> list[dict[str, Any]]:
    return [_bound(part) for part in _BETWEEN.split(_as_text(cell))]


def _listed(cell: Any) -> list[str]:
    return _BETWEEN.split(_as_text(cell))


_READ: dict[str, Callable[[Any], Any]] = {
    TEXT: _as_text,
    NUMBER: _number,
    DAY: _day,
    FLAG: _flag,
    BOUND: _bounds,
    LIST: _listed,
}
