"""The period and the division that a page speaks of, from its address."""

from collections.abc import Mapping
from datetime import date

import attrs

from fscore.errors import NotFound
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import Period, month, quarter, year
from fscore.services.listing import places, topmost
from fscore.services.work import Work

YEARS_SHOWN = 6
FEW_PLACES = 60


@attrs.frozen
class Choice:
    """One option of a selector."""

    value: str
    label: str


@attrs.frozen
class Asked:
    """What a page is asked about: a division and a period, each with the selector that changes it."""

    area: Division
    period: Period
    when: str
    divisions: tuple[Choice, ...]
    periods: tuple[Choice, ...]

    @property
    def arguments(self) -> dict[str, str]:
        """The same as arguments of an address."""
        return {"division": self.area.code, "period": self.when}


def asked(work: Work, given: Mapping[str, str]) -> Asked:
    """Return what a page is asked about; without a word of it, the actor's own division and the current year.

    Raises:
        NotFound: if the division is not there or out of scope, or the period is none.
    """
    area = own_area(work, given.get("division", ""))
    when = given.get("period", "") or str(work.today.year)
    near = places(work, FEW_PLACES) or ()
    divisions = tuple(Choice(one.code, one.name) for one in near if one.id != area.id)
    return Asked(area, period_of(when), when, (Choice(area.code, area.name), *divisions), _periods(work.today, when))


def own_area(work: Work, code: str = "") -> Division:
    """Return the division with a code, or the actor's own; for whoever sees everything, the topmost there is.

    Raises:
        NotFound: if it is not there, or out of scope.
    """
    if code:
        return work.division(code)
    if work.scope.place is not None:
        return work.scope.place
    top = topmost(work)
    if top is None:
        raise NotFound(_("还没有行政区划，请先导入"))
    return top


def period_of(text: str) -> Period:
    """Return the period that an address names: ``2023``, ``2023-q2`` or ``2023-05``.

    Raises:
        NotFound: if it names none.

    >>> period_of("2023-q2").label
    '2023年第2季度'
    """
    number, _dash, rest = text.partition("-")
    if number.isascii() and number.isdigit() and len(number) == len("2023") and int(number) > 0:
        if not rest:
            return year(int(number))
        if rest in ("q1", "q2", "q3", "q4"):
            return quarter(int(number), int(rest[1]))
        if rest.isascii() and rest.isdigit() and len(rest) <= 2 and 1 <= int(rest) <= 12:
            return month(int(number), int(rest))
    raise NotFound(_("没有这个时段"))


def _periods(today: date, when: str) -> tuple[Choice, ...]:
    now = int(when[:4])
    values = [str(one) for one in range(today.year, today.year - YEARS_SHOWN, -1)]
    values += [f"{now}-q{one}" for one in range(1, 5)]
    values += [f"{now}-{one:02d}" for one in range(1, 13)]
    if when not in values:
        values.insert(0, when)
    return tuple(Choice(value, period_of(value).label) for value in values)


def below(area: Division) -> Level | None:
    """Return the level that figures of a division are broken down by: villages, or townships of what lies higher."""
    if area.level >= Level.VILLAGE:
        return None
    return Level.VILLAGE if area.level == Level.TOWNSHIP else Level.TOWNSHIP
