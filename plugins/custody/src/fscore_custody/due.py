"""Which visits are due: so many months for each grade, by dated rules, in calendar windows; as query expressions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.period import Period, month, months_after
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import lasts, standing
from fscore.storage.types import Whole
from fscore_custody.model import Custody, CustodyVisit, RiskGrade

Window = tuple[Period, sa.ColumnElement[bool]]


def windows(period: Period, rules: Rules) -> Iterator[Window]:
    """Yield the windows that end in a period, each with the condition that a custody has to visit in it.

    A custody is asked for a visit if it is held from the first day of the window to the last.
    """
    for grade in RiskGrade:
        code = f"custody.months-{grade.value}"
        for months in sorted({int(rule.value) for rule in rules.book.versions(code)}):
            for one in _calendar(period, months):
                held = sa.and_(col(Custody.starts_on) <= one.first, lasts(col(Custody.ends_on), one.last))
                valid = rules.met(code, sa.literal(months, Whole()), on=one.last, division=col(Custody.division_id))
                yield one, sa.and_(col(Custody.grade) == grade, held, valid)


def _calendar(period: Period, months: int) -> Iterator[Period]:
    """Yield the stretches of so many months, counted from January, that end in a period."""
    first = date(period.first.year, 1, 1)
    while first <= period.last:
        last = months_after(first, months - 1)
        one = Period(first, month(last.year, last.month).last)
        if one.last in period:
            yield one
        first = months_after(first, months)


def held_on(day: date) -> "sa.Select[Custody]":
    """Return the custodies that are held on a day."""
    return standing(day, since=Custody.starts_on, last=Custody.ends_on)


def cadres_of(operator: Operator, on: date) -> "sa.Select[Person]":
    """Return the cadres who hold a business on a day."""
    held = held_on(on).where(col(Custody.operator_id) == operator.id, col(Custody.person_id) == col(Person.id))
    return sa.select(Person).where(held.exists()).order_by(col(Person.id))


def visits_due(found: list[Window]) -> Any:
    """Return how many visits a custody has to make, one in each of the windows that ask for it."""
    return sum((sa.case((asked, 1), else_=0) for _one, asked in found), sa.literal(0))


def asked_in(found: list[Window]) -> "sa.Select[Custody]":
    """Return the custodies that have to visit in any of the windows."""
    return sa.select(Custody).where(sa.or_(sa.false(), *(asked for _one, asked in found)))


def visits_made(found: list[Window]) -> "sa.Select[CustodyVisit]":
    """Return the first visit of each custody in each window that asks for one; further visits count for nothing."""
    earlier = orm.aliased(CustodyVisit)
    day = col(CustodyVisit.visited_on)
    first = []
    for one, asked in found:
        before = sa.select(earlier).where(
            col(earlier.custody_id) == col(CustodyVisit.custody_id),
            col(earlier.visited_on) >= one.first,
            sa.or_(
                col(earlier.visited_on) < day,
                sa.and_(col(earlier.visited_on) == day, col(earlier.id) < col(CustodyVisit.id)),
            ),
        )
        first.append(sa.and_(day.between(*one.days), asked, ~before.exists()))
    return (
        sa.select(CustodyVisit)
        .join(Custody, col(Custody.id) == col(CustodyVisit.custody_id))
        .where(day >= min(one.first for one, _asked in found), sa.or_(*first))
    )


def not_visited(found: list[Window]) -> "sa.Select[Custody]":
    """Return the custodies that still have to visit in one of the windows."""
    terms = []
    for one, asked in found:
        visit = sa.select(CustodyVisit).where(
            col(CustodyVisit.custody_id) == col(Custody.id), col(CustodyVisit.visited_on).between(*one.days)
        )
        terms.append(sa.and_(asked, ~visit.exists()))
    return sa.select(Custody).where(sa.or_(sa.false(), *terms))
