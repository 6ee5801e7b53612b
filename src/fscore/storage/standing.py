"""What happened in a period and what stands on a day: as selects, and as the conditions that these are made of."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.period import Period
from fscore.storage.columns import col


def dated(day: date | None, period: Period) -> "sa.Select[Any]":
    """Return the records whose ``day``, a field of a class such as ``Drill.held_on``, lies in a period."""
    column = col(day)
    return sa.select(column.class_).where(column.between(*period.days))


def standing(on: date, *, since: date | None, ended: date | None = None, last: date | None = None) -> "sa.Select[Any]":
    """Return the records that stand on a day, by fields of their class such as ``Licence.issued_on``.

    Args:
        on: the day.
        since: the first day.
        ended: the day of an end, such as a closure: on that day it stands no more.
        last: the last day, such as that of a paper: on that day it still stands.
    """
    column = col(since)
    found = sa.select(column.class_).where(column <= on)
    if ended is not None:
        found = found.where(not_yet(col(ended), on))
    return found if last is None else found.where(lasts(col(last), on))


def not_yet(column: Any, on: date) -> sa.ColumnElement[bool]:
    """Return the condition that what ``column`` dates, such as a closure, has not happened by a day, if it ever did."""
    return sa.or_(column.is_(None), column > on)


def begun(column: Any, on: date) -> sa.ColumnElement[bool]:
    """Return the condition that a day is no earlier than the first one in ``column``, or that nobody knows that one."""
    return sa.or_(column.is_(None), column <= on)


def lasts(column: Any, on: date) -> sa.ColumnElement[bool]:
    """Return the condition that a day is no later than the last one in ``column``, which counts, or there is none."""
    return sa.or_(column.is_(None), column >= on)


def unfollowed(
    cls: Any, *alike: str, by: str | tuple[str, ...], among: Callable[[Any], sa.ColumnElement[bool]] | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that no record of ``cls`` with the same ``alike`` fields is later than this one.

    What is later the field ``by`` says, such as the day on which a paper ends: one that never ends comes after all that
    do, and has nothing to be followed. Of several fields the first in which two records differ says it. Only records
    for which ``among`` returns a condition that holds may follow.
    """
    newer = orm.aliased(cls)
    followed = sa.select(newer).where(
        *_same(newer, cls, alike), _later(newer, cls, (by,) if isinstance(by, str) else by)
    )
    if among is not None:
        followed = followed.where(among(newer))
    return ~followed.exists()


def _same(one: Any, other: Any, fields: tuple[str, ...]) -> Iterator[sa.ColumnElement[bool]]:
    return (getattr(one, name) == getattr(other, name) for name in fields)


def _later(newer: Any, cls: Any, fields: tuple[str, ...]) -> sa.ColumnElement[bool]:
    after = (sa.or_(getattr(newer, name).is_(None), getattr(newer, name) > getattr(cls, name)) for name in fields)
    return sa.or_(*(sa.and_(*_same(newer, cls, fields[:place]), one) for place, one in enumerate(after)))
