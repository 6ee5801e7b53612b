"""What stands on a day, as conditions: what has not ended yet, what still lasts, and what nothing newer follows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm


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
    cls: Any, *alike: str, by: str, among: Callable[[Any], sa.ColumnElement[bool]] | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that no record of ``cls`` with the same ``alike`` fields is later than this one.

    What is later the field ``by`` says, such as the day on which a paper ends: one that never ends comes after all that
    do, and has nothing to be followed. Only records for which ``among`` returns a condition that holds may follow.
    """
    newer = orm.aliased(cls)
    later = getattr(newer, by)
    followed = sa.select(newer).where(
        *(getattr(newer, name) == getattr(cls, name) for name in alike),
        sa.or_(later.is_(None), later > getattr(cls, by)),
    )
    if among is not None:
        followed = followed.where(among(newer))
    return ~followed.exists()
