"""Reports that stand for the one of a unit which was merged within their month: what it was made of had all reported.

A report is written of a month, and whoever merges villages may enter it weeks after they have reported.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.division import Division, FormerPlace, Level
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.places import ancestor_on
from fscore.storage.standing import begun
from fscore.storage.types import Day
from fscore_emergency.model import ZeroReport

_LEVEL = Level.VILLAGE


def reported_before(months: Sequence[Period]) -> "sa.Select[int]":
    """Return the ids of the units that one of ``months`` is reported for by all that was merged into them in it."""
    closed = _Closed.within(months)
    return closed.select(closed.unit).where(closed.unit.not_in(_silent(months)))


def standing_in(months: Sequence[Period], by: date | None = None) -> "sa.Select[int]":
    """Return the ids of the reports that stand for the one of such a unit: one for each that has none of its own.

    Args:
        by: only for units that were there by this day; None: for all.
    """
    closed, filed = _Closed.within(months), orm.aliased(ZeroReport)
    unit = orm.aliased(Division)
    there = sa.select(unit).where(col(unit.id) == closed.unit)
    if by is not None:
        there = there.where(begun(col(unit.valid_from), by))
    return (
        closed.select(sa.func.min(col(filed.id)))
        .join(filed, col(filed.division_id) == col(closed.place.id))
        .where(
            closed.on(filed),
            there.exists(),
            closed.unit.not_in(_silent(months)),
            ~_reports(closed, closed.unit).exists(),
        )
        .group_by(closed.unit)
    )


@attrs.frozen
class _Closed:
    """Villages and communities that were there on the first day of one of ``months`` and closed before its last."""

    months: Sequence[Period]
    place: Any
    former: Any

    @classmethod
    def within(cls, months: Sequence[Period]) -> "_Closed":
        return cls(months, orm.aliased(Division), orm.aliased(FormerPlace))

    @property
    def unit(self) -> sa.ColumnElement[Any]:
        """The unit that goes on with one at the end of the month."""
        return ancestor_on(self.place, _LEVEL, self._told(lambda one: sa.literal(one.last, Day())))

    def on(self, report: Any) -> sa.ColumnElement[bool]:
        """Tell whether a report is on the month in which the unit closed."""
        year, number = (self._told(lambda one, name=name: sa.literal(getattr(one.last, name))) for name in _PARTS)
        return sa.and_(col(report.year) == year, col(report.month) == number)

    def select(self, what: Any) -> "sa.Select[Any]":
        place, former = self.place, self.former
        first = self._told(lambda one: sa.literal(one.first, Day()))
        return (
            sa.select(what)
            .select_from(former)
            .join(place, col(place.id) == col(former.subject_id))
            .where(
                # Of changes there are few: the one that closed it leads to the unit, and no other unit is looked at.
                sa.or_(sa.false(), *(within for within, _one in self._cases())),
                col(former.level) == int(_LEVEL),
                col(former.until) == col(place.valid_to),
                col(place.level) == int(_LEVEL),
                begun(col(place.valid_from), first),
            )
        )

    def _cases(self) -> Iterator[tuple[sa.ColumnElement[bool], Period]]:
        for one in self.months:
            yield col(self.former.until).between(one.first, one.last - timedelta(days=1)), one

    def _told(self, value: Any) -> Any:
        return sa.case(*((within, value(one)) for within, one in self._cases()))


_PARTS = ("year", "month")


def _silent(months: Sequence[Period]) -> "sa.Select[int]":
    closed = _Closed.within(months)
    return closed.select(closed.unit).where(~_reports(closed, col(closed.place.id)).exists())


def _reports(closed: _Closed, unit: Any) -> "sa.Select[Any]":
    report = orm.aliased(ZeroReport)
    return sa.select(report).where(col(report.division_id) == unit, closed.on(report))
