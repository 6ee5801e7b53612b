"""Where divisions lay on a day, as expressions.

The ladder of a division says where it lies today, and what sees, grants and guards goes by that. A figure of a day
before a change goes by the tree of that day: so no change of divisions alters a number that was true before it.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.division import Division, FormerPlace, Level
from fscore.storage.columns import col
from fscore.storage.scope import inside
from fscore.storage.standing import lasts


def inside_on(division: Division, on: date | None) -> sa.ColumnElement[bool]:
    """Return what lay in ``division`` on a day, itself included, as a condition on :class:`Division`; None is today.

    A unit that was not there yet, or no longer, stands for what lay in it on its first or last day.
    """
    if on is None and division.valid_to is None:
        return inside(division)
    level = Level(division.level)
    elsewhere = _lay(level, division.nearest_day(on or date.max)).with_only_columns(col(FormerPlace.subject_id))
    here = elsewhere.where(col(FormerPlace.ancestor_id) == division.id)
    own = col(Division.id)
    return sa.or_(sa.and_(inside(division), own.not_in(elsewhere)), own.in_(here))


def ancestor_on(unit: Any, level: Level, on: Any) -> sa.ColumnElement[Any]:
    """Return in what a unit lay at a level on a day (None: today), as an expression over :class:`Division`.

    The day may be a column.
    """
    today: sa.ColumnElement[Any] = getattr(unit, level.column)
    if on is None:
        return today
    place = orm.aliased(FormerPlace)
    then = _lay(level, on, place).where(col(place.subject_id) == unit.id)
    return sa.case((then.exists(), then.with_only_columns(col(place.ancestor_id)).scalar_subquery()), else_=today)


def of_unit(cls: Any, on: date, level: Level = Level.VILLAGE) -> sa.ColumnElement[bool]:
    """Return the condition that a record of ``cls`` belongs on a day to the :class:`Division` of the select around it.

    It is the unit's own, or that of one that had closed by then and that it goes on with; both are of ``level``.
    """
    # What has passed on to it since lies in a unit that began later, and none of the day.
    place, owner = orm.aliased(Division), orm.aliased(Division)
    today = sa.select(col(place.id)).where(
        getattr(place, level.column) == col(Division.id), col(place.level) == int(level)
    )
    then = (
        _lay(level, on)
        .join(owner, col(owner.id) == col(FormerPlace.subject_id))
        .where(col(FormerPlace.ancestor_id) == col(Division.id), col(owner.level) == int(level))
        .with_only_columns(col(FormerPlace.subject_id))
    )
    own = col(cls.division_id)
    return sa.or_(own.in_(today.correlate(Division)), own.in_(then.correlate(Division)))


def same_unit(one: Any, other: Any, on: date) -> sa.ColumnElement[bool]:
    """Return the condition that two records are on a day of one unit, its own or those of units that it goes on with.

    Both are classes, or aliases of them, that the selects around it list.
    """
    here, there = orm.aliased(Division), orm.aliased(Division)
    same = sa.select(col(here.id)).where(
        col(here.id) == col(one.division_id), col(there.id) == col(other.division_id), _own(here, on) == _own(there, on)
    )
    return same.correlate(one, other).exists()


def belonging(division: Division, on: date | None = None) -> "sa.Select[int]":
    """Return the ids, as a select, of a division and of those that had closed by a day and that it goes on with."""
    return sa.select(col(Division.id)).where(inside_on(division, on), col(Division.level) == division.level)


def moved_after(session: orm.Session, on: date) -> bool:
    """Tell whether any division was moved after a day."""
    return session.scalar(sa.select(col(FormerPlace.id)).where(col(FormerPlace.until) >= on).limit(1)) is not None


def ever_moved(session: orm.Session) -> bool:
    """Tell whether any division was ever moved; where none was, nothing belongs to another unit than its own."""
    return session.scalar(sa.select(col(FormerPlace.id)).limit(1)) is not None


def ancestors(session: orm.Session, division: Division, on: date) -> Mapping[Level, int]:
    """Return the ids of what a division lay in on a day, itself included, by level; missing levels are left out."""
    found = {level: division.ancestor(level) for level in Level}
    wanted = sa.select(FormerPlace).where(col(FormerPlace.subject_id) == division.id, col(FormerPlace.until) >= on)
    for former in session.scalars(wanted):
        if former.held_on(on):
            found[Level(former.level)] = former.ancestor_id
    return {level: one for level, one in found.items() if one is not None}


def lay_in(unit: Any, place: Division, on: Any) -> sa.ColumnElement[bool]:
    """Return the condition that the unit with an id lay in ``place`` on a day; id and day may be columns."""
    former = orm.aliased(FormerPlace)
    then = _lay(Level(place.level), on, former).where(col(former.subject_id) == unit)
    today = unit.in_(sa.select(col(Division.id)).where(inside(place)))
    return sa.or_(sa.and_(today, ~then.exists()), then.where(col(former.ancestor_id) == place.id).exists())


def moves(session: orm.Session, levels: Collection[int]) -> Mapping[int, Collection[FormerPlace]]:
    """Return in what units lay before at some levels, by the ids of these units."""
    found: dict[int, list[FormerPlace]] = {}
    for former in session.scalars(sa.select(FormerPlace).where(col(FormerPlace.level).in_(levels))):
        found.setdefault(former.subject_id, []).append(former)
    return found


def _own(unit: Any, on: date) -> sa.ColumnElement[Any]:
    """Return what had on a day what is a unit's own: itself, or once it had closed the one that went on with it."""
    place = orm.aliased(FormerPlace)
    then = _former(on, place).where(col(place.level) == col(unit.level), col(place.subject_id) == col(unit.id))
    today = sa.case({int(level): getattr(unit, level.column) for level in Level}, value=col(unit.level))
    return sa.func.coalesce(then.with_only_columns(col(place.ancestor_id)).scalar_subquery(), today)


def _lay(level: Level, on: Any, place: Any = FormerPlace) -> "sa.Select[Any]":
    return _former(on, place).where(col(place.level) == int(level))


def _former(on: Any, place: Any) -> "sa.Select[Any]":
    after = col(place.after)
    return sa.select(place).where(sa.or_(after.is_(None), after < on), lasts(col(place.until), on))
