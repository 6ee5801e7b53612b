"""Rounding as a form states it: so many digits, one mode, once."""

from decimal import Decimal
from fractions import Fraction

import attrs

from fscore.labels import _
from fscore.model.choice import Choice


class Mode(Choice):
    """What happens to the digits that are not kept."""

    HALF_UP = "half-up", _("四舍五入")
    HALF_EVEN = "half-even", _("四舍六入五成双")
    DOWN = "down", _("舍去")
    UP = "up", _("进位")


@attrs.frozen
class Rounding:
    """So many digits after the point, and what happens to the rest."""

    digits: int
    mode: Mode = Mode.HALF_UP

    @property
    def step(self) -> Decimal:
        """The distance between two neighbouring rounded values."""
        return Decimal(1).scaleb(-self.digits)

    def apply(self, value: Fraction | Decimal) -> Decimal:
        """Return ``value``, 0 or more, rounded; computed in whole numbers, so that nothing is rounded twice.

        >>> Rounding(1).apply(Decimal("8.95"))
        Decimal('9.0')
        """
        scaled = Fraction(value) * 10**self.digits
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        if self._goes_up(whole, Fraction(rest, scaled.denominator)):
            whole += 1
        return Decimal(whole).scaleb(-self.digits)

    def _goes_up(self, whole: int, rest: Fraction) -> bool:
        half = Fraction(1, 2)
        if self.mode is Mode.DOWN or not rest:
            return False
        if self.mode is Mode.UP or rest > half:
            return True
        return rest == half and (self.mode is Mode.HALF_UP or whole % 2 == 1)


def exact(value: Fraction) -> Decimal | None:
    """Return ``value`` as a decimal number, or None if it has no end."""
    rest = value.denominator
    digits = 0
    while rest % 10 == 0:
        rest, digits = rest // 10, digits + 1
    while rest % 5 == 0:
        rest, digits = rest // 5, digits + 1
    while rest % 2 == 0:
        rest, digits = rest // 2, digits + 1
    if rest != 1:
        return None
    return Decimal(value.numerator * (10**digits // value.denominator)).scaleb(-digits)
