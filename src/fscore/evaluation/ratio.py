"""Ratios and the states of a value: a number is a part of a whole, and a missing number is never zero."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import Self

import attrs

from fscore.errors import WrongUse
from fscore.evaluation.sources import Rule
from fscore.labels import _
from fscore.model.choice import Choice

Number = int | Decimal


@attrs.frozen
class Unit:
    """What a value counts; a rate has a ``scale`` (100 for percent), a count has none."""

    label: str
    scale: int | None = None


PERCENT = Unit("%", 100)
PER_THOUSAND = Unit(_("批次/千人"), 1000)


class State(Choice):
    """What is known of a value; all but ``OK`` have no number to print."""

    OK = "ok", _("有数")
    NOTHING = "nothing-to-measure", _("没有要算的")
    NOT_REPORTED = "not-reported", _("没报全")
    NO_DENOMINATOR = "denominator-missing", _("缺总数")
    ABSENT = "module-absent", _("模块未启用")
    FAILED = "module-failed", _("模块出错")


def cut(number: Decimal, places: int = 1) -> Decimal:
    """Return ``number`` cut, never rounded, to ``places`` decimals.

    >>> cut(Decimal("95.96"))
    Decimal('95.9')
    """
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


@attrs.frozen
class Ratio:
    """A part of a whole; ratios add up part by part and whole by whole, never by averaging.

    >>> Ratio(79, 83) + Ratio(4, 4)
    Ratio(part=83, whole=87)
    """

    part: Number
    whole: Number

    def __attrs_post_init__(self) -> None:
        if self.part < 0 or self.whole < 0:
            raise WrongUse("A ratio has no negative numbers: {part} of {whole}", part=self.part, whole=self.whole)

    def __add__(self, other: Self) -> "Ratio":
        return Ratio(self.part + other.part, self.whole + other.whole)

    @classmethod
    def total(cls, ratios: "Iterable[Ratio]") -> "Ratio":
        """Return the sum of ``ratios``; of none, 0 of 0."""
        return sum(ratios, cls(0, 0))

    def scaled(self, scale: int) -> Decimal | None:
        """Return the exact quotient times ``scale``, or None when there is nothing to measure."""
        return Decimal(self.part) * scale / Decimal(self.whole) if self.whole else None


@attrs.frozen
class Value:
    """What an indicator amounts to: a count, or a part of a whole, or the reason why there is none.

    ``left_out`` names the divisions that the number does not speak of, because the module is off there.
    """

    unit: Unit
    state: State
    part: Number | None = None
    whole: Number | None = None
    reason: str = ""
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, unit: Unit, part: Number, whole: Number | None = None, left_out: tuple[str, ...] = ()) -> "Value":
        """Return the value of numbers that were counted; a rate over an empty whole has nothing to measure."""
        empty = unit.scale is not None and whole == 0
        return cls(unit, State.NOTHING if empty else State.OK, part, whole, left_out=left_out)

    @property
    def number(self) -> Decimal | None:
        """The number itself: the count, or the rate times its scale; exact, to be cut before it is printed."""
        if self.state is not State.OK or self.part is None:
            return None
        if self.unit.scale is None:
            return Decimal(self.part)
        return Ratio(self.part, self.whole or 0).scaled(self.unit.scale)

    @property
    def shown(self) -> str | None:
        """The number as it is printed: rates cut to one decimal, whole counts as they are."""
        number = self.number
        if number is None:
            return None
        if self.unit.scale is None and number == number.to_integral_value():
            return str(number.to_integral_value())
        return str(cut(number))

    def met(self, target: Rule | None) -> bool | None:
        """Tell whether the target is met, from part and whole and not from the printed number; None if nobody can say.

        >>> from fscore.evaluation.sources import Citation, Op
        >>> from datetime import date
        >>> target = Rule("t", Decimal(96), Op.GE, "%", date(2023, 1, 1), Citation("…"))
        >>> Value.of(PERCENT, 9596, 10000).met(target)
        False
        """
        if target is None or self.state is not State.OK or self.part is None:
            return None
        if self.unit.scale is None:
            return target.op.holds(Decimal(self.part), target.value)
        return target.op.holds(self.part * self.unit.scale, target.value * Decimal(self.whole or 0))
