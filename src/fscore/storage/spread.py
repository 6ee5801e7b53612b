"""What units have reached: how many of several things, such as the quarters of a year, and which units have nothing."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.division import Division, Level
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, entity_of, place_of
from fscore.storage.places import ancestor_on


def spread(
    of: "sa.Select[Any]", over: Any, *, units: "sa.Select[Division]", level: Level, on: date, times: int
) -> Share:
    """Return the share of things reached: the whole is ``times`` for each unit, so that units add up to their district.

    Of all records that reach the same thing for the same unit, the one that was written down first stands for it. The
    units answer as wholes: below their level there is nothing to measure.

    Args:
        of: the records that reach something.
        over: what one of them reaches, as an expression that is never empty.
        units: the divisions that are to reach everything; a record counts for the unit that it lies in.
        level: the level of the units.
        on: the day whose tree says what lies in which unit.
        times: how many things there are.
    """
    cls: Any = entity_of(of)
    place = orm.aliased(Division)
    unit = ancestor_on(place, level, on)

    def part(*around: sa.ColumnElement[bool]) -> "sa.Select[Any]":
        first = (
            of.order_by(None)
            .join(place, place.id == place_of(of))
            .where(unit.in_(units.with_only_columns(col(Division.id))), *around)
            .with_only_columns(sa.func.min(cls.id))
            .group_by(unit, over)
        )
        return sa.select(cls).where(cls.id.in_(first))

    def near(area: Division) -> "sa.Select[Any]":
        # An area below the units shares its unit with others, and one of theirs may have been the first.
        around = min(Level(area.level), level)
        above = area.id if area.level == around else area.ancestor(around)
        return part(ancestor_on(place, around, area.nearest_day(on)) == above)

    return Share(part=part(), whole=units, times=times, near=near)


def has_none(of: "sa.Select[Any]", level: Level, on: date) -> sa.ColumnElement[bool]:
    """Return the condition that a unit of a level has none of the records on a day, neither itself nor below it."""
    place = orm.aliased(Division)
    own = of.join(place, col(place.id) == place_of(of)).where(ancestor_on(place, level, on) == col(Division.id))
    return ~own.exists()


def quarter_number(period: Period, day: Any) -> sa.ColumnElement[int]:
    """Return which of the quarters of a period, from 1, a day of the period lies in, as an expression."""
    return sa.case(*((day.between(*one.days), number) for number, one in enumerate(period.quarters(), 1)))
