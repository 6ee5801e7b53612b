"""Scope: what one session may see and change, as expressions over the place of a record."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from fscore.model.division import Division, Level
from fscore.model.entity import about
from fscore.model.record import Record
from fscore.model.roles import Role
from fscore.storage.columns import col


def inside(division: Division) -> sa.ColumnElement[bool]:
    """Return the subtree of ``division``, itself included, as a condition on :class:`Division`."""
    return _ancestor(division) == division.id


def outside(division: Division) -> sa.ColumnElement[bool]:
    """Return what is not in the subtree of ``division``; units above its level have no ancestor there at all."""
    return _ancestor(division).is_distinct_from(division.id)


def _ancestor(division: Division) -> "InstrumentedAttribute[Any]":
    # Nothing lies below a group: its own id says the same as ``group_id`` and has an index.
    level = Level(division.level)
    return col(Division.id) if level is Level.GROUP else col(getattr(Division, level.column))


@attrs.frozen
class Reach:
    """Where a plugin is on: each point says on or off for its subtree, as far as the next point below it.

    One that closed speaks for its own records alone, which lie in the unit that goes on with it.
    """

    points: tuple[tuple[Division, bool], ...] = ()

    def on_at(self, division: Division) -> bool:
        """Tell whether the plugin is on in ``division``: its nearest point decides, and without one it is off."""
        around = [(point.level, point.id == division.id, on) for point, on in self.points if _covers(point, division)]
        return max(around)[2] if around else False

    def on_somewhere(self, place: Division) -> bool:
        """Tell whether the plugin is on in a division or in any below it."""
        return self.on_at(place) or any(on and point.under(place) for point, on in self.points)

    def both(self, other: "Reach") -> "Reach":
        """Return where this plugin and another one are on."""
        places = {point.id: point for point, _on in (*self.points, *other.points)}
        return Reach(tuple((place, self.on_at(place) and other.on_at(place)) for place in places.values()))

    def on_throughout(self, place: Division) -> bool:
        """Tell whether the plugin is on in every division of a subtree."""
        return self.on_at(place) and all(on for point, on in self.points if point.under(place))

    @property
    def expression(self) -> sa.ColumnElement[bool]:
        """Where the plugin is on, as a condition on :class:`Division`."""
        terms = []
        for point, on in self.points:
            if on:
                holes = [_hole(hole) for hole, live in self.points if not live and hole.under(point)]
                terms.append(sa.and_(inside(point), *holes))
        return sa.or_(*terms) if terms else sa.false()


def _covers(point: Division, division: Division) -> bool:
    return division.under(point) if point.valid_to is None else division.id == point.id


def _hole(point: Division) -> sa.ColumnElement[bool]:
    return outside(point) if point.valid_to is None else col(Division.id) != point.id


@attrs.frozen
class Scope:
    """What a session may see: a subtree (None: everything), as a role, and each plugin only where it is on.

    ``owners`` says which plugin an entity belongs to; those of the core are in none.
    """

    role: Role
    place: Division | None
    reach: Mapping[str, Reach] = attrs.field(factory=dict)
    owners: Mapping[type, str] = attrs.field(factory=dict)

    def may_read(self, cls: type) -> bool:
        """Tell whether the role may see records of ``cls``."""
        return self.role in about(cls).read

    def may_write(self, cls: type) -> bool:
        """Tell whether the role may make or change records of ``cls``."""
        return self.role in about(cls).write

    def holds(self, division: Division, cls: type) -> bool:
        """Tell whether a record of ``cls`` that lies in ``division`` is in scope."""
        if self.place is not None and not division.under(self.place):
            return False
        owner = self.owners.get(cls)
        return owner is None or self.reach.get(owner, Reach()).on_at(division)

    def criterion(self, cls: type[Record], *, deleted: bool = False) -> sa.ColumnElement[bool]:
        """Return what every query for ``cls`` is narrowed by: not deleted, in place, plugin on."""
        conditions = [] if deleted else [col(cls.deleted_at).is_(None)]
        places = list(self._places(cls))
        if places:
            conditions.append(col(cls.division_id).in_(sa.select(col(Division.id)).where(*places)))
        return sa.and_(sa.true(), *conditions)

    def _places(self, cls: type) -> Iterable[sa.ColumnElement[bool]]:
        if self.place is not None:
            yield inside(self.place)
        owner = self.owners.get(cls)
        if owner is None:
            return
        reach = self.reach.get(owner, Reach())
        if self.place is None or not reach.on_throughout(self.place):
            yield reach.expression
