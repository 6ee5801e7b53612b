"""What stands on a day, as conditions: what has not ended yet, what still lasts, and what nothing newer follows."""

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


def unfollowed(cls: Any, *alike: str, ends: str) -> sa.ColumnElement[bool]:
    """Return the condition that a record of ``cls`` ends and that no other with the same ``alike`` fields ends later.

    One that never ends comes after all that do.
    """
    newer = orm.aliased(cls)
    newer_ends = getattr(newer, ends)
    followed = sa.select(newer).where(
        *(getattr(newer, name) == getattr(cls, name) for name in alike),
        sa.or_(newer_ends.is_(None), newer_ends > getattr(cls, ends)),
    )
    return ~followed.exists()
