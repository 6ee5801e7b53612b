"""Which months each village has to report, and where a report is lacking, as query expressions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.division import Division, Level
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.standing import begun, lasts
from fscore_emergency.model import Incident, ZeroReport
from fscore_emergency.standing_in import reported_before, standing_in


def ended_months(period: Period) -> list[Period]:
    """Return the months that have ended by the last day of a period; that day itself may be the last of its month."""
    return [one for one in period.months() if one.last <= period.last]


def months_due(months: Sequence[Period]) -> Any:
    """Return how many of ``months`` a division has to report: those at whose end it existed."""
    existed = [sa.case((_existed(one), 1), else_=0) for one in months]
    return sum(existed, sa.literal(0))


def reporting_units(months: Sequence[Period]) -> "sa.Select[Division]":
    """Return the villages and communities that have to report any of ``months``."""
    return _villages(*map(_existed, months))


def reports(months: Sequence[Period], by: date | None = None) -> "sa.Select[ZeroReport]":
    """Return the reports on ``months`` of the villages and communities that had to report on them, one for each month.

    A village may have reported on a month already that it then did not see the end of: that counts only if it stands
    for the report of the unit that goes on with it, which was there by the day ``by``.
    """
    due = [sa.and_(_on([one]), _existed(one)) for one in months]
    never_changed = sa.and_(col(Division.valid_from).is_(None), col(Division.valid_to).is_(None))
    unit = sa.select(Division).where(
        col(Division.id) == col(ZeroReport.division_id),
        col(Division.level) == int(Level.VILLAGE),
        sa.or_(never_changed, *due),
    )
    counted: list[sa.ColumnElement[bool]] = [unit.exists()]
    if months:
        counted.append(col(ZeroReport.id).in_(standing_in(months, by)))
    return sa.select(ZeroReport).where(_on(months), sa.or_(*counted))


def lacking(months: Sequence[Period]) -> "sa.Select[Division]":
    """Return the villages and communities that have not reported one of ``months``."""
    return _villages(*_owed(months))


def borne_out() -> sa.ColumnElement[bool]:
    """Return the condition that all incidents that a report tells of are registered, those that proved none as well."""
    day = col(Incident.found_on)
    registered = sa.select(sa.func.count(col(Incident.id))).where(
        col(Incident.division_id) == col(ZeroReport.division_id),
        sa.extract("year", day) == col(ZeroReport.year),
        sa.extract("month", day) == col(ZeroReport.month),
    )
    told = col(ZeroReport.incidents)
    return sa.or_(told == 0, told <= registered.scalar_subquery())


def doubtful(months: Sequence[Period]) -> "sa.Select[Division]":
    """Return the villages and communities that no "none" can rest on: a report is lacking, or tells of more."""
    more = sa.select(ZeroReport).where(
        col(ZeroReport.division_id) == col(Division.id), _on(months), sa.not_(borne_out())
    )
    return _villages(more.exists(), *_owed(months))


def _villages(*conditions: sa.ColumnElement[bool]) -> "sa.Select[Division]":
    """Return the villages and communities that satisfy one of some conditions."""
    return sa.select(Division).where(col(Division.level) == int(Level.VILLAGE), sa.or_(sa.false(), *conditions))


def _existed(one: Period) -> sa.ColumnElement[bool]:
    return sa.and_(begun(col(Division.valid_from), one.last), lasts(col(Division.valid_to), one.last))


def _owed(months: Sequence[Period]) -> Iterator[sa.ColumnElement[bool]]:
    """Yield conditions of which one holds if a division had to report a month, and did not, nor was it done for it."""
    began = []
    for one in months:
        report = sa.select(ZeroReport).where(col(ZeroReport.division_id) == col(Division.id), _on([one]))
        owed = sa.and_(_existed(one), ~report.exists())
        new = sa.func.coalesce(col(Division.valid_from).between(one.first, one.last), sa.false())
        yield sa.and_(owed, ~new)
        began.append(sa.and_(owed, new))
    if began:
        yield sa.and_(sa.or_(*began), col(Division.id).not_in(reported_before(months)))


def _on(months: Iterable[Period]) -> sa.ColumnElement[bool]:
    years: dict[int, list[int]] = {}
    for one in months:
        years.setdefault(one.last.year, []).append(one.last.month)
    terms = [
        sa.and_(col(ZeroReport.year) == year, col(ZeroReport.month).between(min(found), max(found)))
        for year, found in years.items()
    ]
    return sa.or_(sa.false(), *terms)
