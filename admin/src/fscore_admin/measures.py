"""Figures in the words and shapes of pages: what stands there, what it is called, how far the bar goes."""

from decimal import Decimal
from math import ceil
from typing import Any

import attrs

from fscore.evaluation.ratio import State, Value, cut
from fscore.evaluation.sources import Op, Rule
from fscore.evaluation.wording import claim_text, target_sign, target_text, value_text
from fscore.labels import _
from fscore.services.figures import Line, Reading

_CHIPS = {
    State.NOTHING: "off",
    State.NOT_REPORTED: "due",
    State.NO_DENOMINATOR: "doubt",
    State.ABSENT: "off",
    State.FAILED: "late",
}
FULL = Decimal(100)
EDGE = Decimal("99.5")


@attrs.frozen
class Shown:
    """A value as a page shows it; ``chip`` and ``verdict`` are the shape and the words of the conclusion."""

    text: str
    parts: str
    chip: str
    verdict: str
    share: str
    aim: str | None
    met: bool | None


def grouped(number: Any) -> str:
    """Return a number with its thousands set apart.

    >>> grouped(Decimal("1204.00"))
    '1,204'
    """
    exact = Decimal(number)
    return f"{exact.to_integral_value():,f}" if exact == exact.to_integral_value() else f"{exact.normalize():,f}"


def words(value: Value) -> str:
    """Return a value with its unit, or what is known instead of one."""
    text = value_text(value)
    if text is None:
        return value.state.label
    if value.unit.scale is None:
        return _("{text} {unit}").format(text=grouped(value.part or 0), unit=value.unit.label)
    return text if value.unit.label == "%" else _("{text} {unit}").format(text=text, unit=value.unit.label)


def parts(value: Value) -> str:
    """Return part and whole beside a rate; a count has none."""
    if value.part is None or value.whole is None:
        return ""
    return f"{grouped(value.part)} / {grouped(value.whole)}"


def target_words(rule: Rule | None) -> str:
    """Return a target as it is written: ≥ 95%."""
    if rule is None:
        return ""
    full = target_text(rule)
    return full if full == "100%" else target_sign(rule, " ")


def show(value: Value, target: Rule | None, met: bool | None) -> Shown:  # noqa: FBT001 - the third of three states
    """Return a value as a page shows it."""
    chip, verdict = _verdict(value, target, met)
    return Shown(words(value), parts(value), chip, verdict, _share(value, target), _aim(value, target), met)


def show_reading(reading: Reading) -> Shown:
    """Return a reading as a page shows it."""
    return show(reading.value, reading.target, reading.met)


def show_line(line: Line, target: Rule | None) -> Shown:
    """Return the share of one division as a page shows it."""
    return show(line.value, target, line.met)


def _verdict(value: Value, target: Rule | None, met: bool | None) -> tuple[str, str]:  # noqa: FBT001 - as above
    if value.state is not State.OK:
        return _CHIPS[value.state], value.reason or value.state.label
    if met is None:
        return "", _("没有目标") if target is None else ""
    if met:
        return "ok", _("达标")
    short = _short_of(value, target)
    return "late", _("差 {count}").format(count=grouped(short)) if short else _("没达标")


def _short_of(value: Value, target: Rule | None) -> int:
    """Return how many more of the whole would meet a target that must be reached."""
    scale = value.unit.scale
    if target is None or value.part is None or target.op not in (Op.GE, Op.EQ):
        return 0
    if target.op is Op.EQ and target.value != scale:
        return 0
    wanted = target.value if scale is None else target.value * Decimal(value.whole or 0) / scale
    return max(0, ceil(wanted - Decimal(value.part)))


def _share(value: Value, target: Rule | None) -> str:
    number = value.number
    if number is None:
        return "0"
    if value.unit.scale is not None and value.unit.scale == FULL:
        return str(min(FULL, cut(number)))
    top = max(number, target.value if target is not None else number)
    return str(cut(number * FULL / top)) if top else "0"


def _aim(value: Value, target: Rule | None) -> str | None:
    if target is None:
        return None
    if value.unit.scale is not None and value.unit.scale == FULL:
        return str(min(EDGE, target.value))
    top = max(value.number or Decimal(0), target.value)
    return str(min(EDGE, cut(target.value * FULL / top))) if top else str(Decimal(0))


def wording_note(reading: Reading) -> str:
    """Return what may be written of a figure, and what may not."""
    text, claim = value_text(reading.value), claim_text(reading.value, reading.target)
    if text is None:
        return _("没有数，文书里不写这一句。")
    if claim is not None and claim != text:
        return _("可写“{claim}”或“{text}”，不能往上凑整。").format(claim=claim, text=text)
    if reading.met is False:
        return _("只能写“{text}”，不能写达标。").format(text=text)
    return _("可写“{text}”。").format(text=text)
