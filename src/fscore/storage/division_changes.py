"""Changes of divisions as rows: the statements behind rename, recode, split and merge."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.evaluation.succession import Move, Succession
from fscore.model.division import ChangeKind, Division, DivisionChange, FormerPlace, Level
from fscore.storage.division_load import insert_divisions
from fscore.storage.tables import table_of

_division = table_of(Division)
_change = table_of(DivisionChange)
_former = table_of(FormerPlace)


def has_code(connection: Connection, code: str) -> bool:
    """Tell whether a division, open or closed, has a code today."""
    return connection.execute(sa.select(_division.c.id).where(_division.c.code == code)).first() is not None


def write_fields(connection: Connection, division_id: int, **values: Any) -> None:
    """Change single fields of a division."""
    connection.execute(_division.update().where(_division.c.id == division_id).values(values))


def write_change(connection: Connection, kind: ChangeKind, on: date, subject: Division) -> None:
    """Remember the code and name that a division has until ``on``; call it before they change."""
    connection.execute(
        _change.insert(),
        {"kind": kind, "on": on, "subject_id": subject.id, "old_code": subject.code, "old_name": subject.name},
    )


def write_succession(connection: Connection, made: Succession) -> None:
    """Close the old rows, open the new ones, move what lies below, and tie old and new together."""
    for closing in made.closings:
        write_fields(connection, closing.id, valid_to=closing.valid_to, code=closing.code)
    insert_divisions(
        connection,
        ((one.id, one.code, one.name, one.level, one.kind.value, one.parent_id, *one.path) for one in made.openings),
    )
    for opening in made.openings:
        write_fields(connection, opening.id, valid_from=made.on)
    for move in made.moves:
        _move(connection, move, made.day_before)
    ties = [
        {
            "kind": made.kind,
            "on": made.on,
            "subject_id": tie.subject.id,
            "old_code": tie.subject.code,
            "old_name": tie.subject.name,
            "successor_id": tie.successor_id,
        }
        for tie in made.ties
    ]
    connection.execute(_change.insert(), ties)


def _move(connection: Connection, move: Move, day_before: date) -> None:
    """Let a unit lie in an opening, and remember in what it lay until the day before."""
    level, subject = Level(move.subject.level), move.subject
    moved = _division.c[level.column] == subject.id
    if move.ends:
        moved &= _division.c.level == level
    fresh = {
        one: move.into.path[one - 1]
        for one in Level
        if one <= move.into.level and subject.ancestor(one) != move.into.path[one - 1]
    }
    for one in fresh:
        before = _former.alias()
        last = sa.select(sa.func.max(before.c.until)).where(
            before.c.subject_id == _division.c.id, before.c.level == int(one)
        )
        was = {
            "subject_id": _division.c.id,
            "level": sa.literal(int(one)),
            "ancestor_id": _division.c[one.column],
            "after": last.scalar_subquery(),
            "until": sa.literal(day_before),
        }
        connection.execute(_former.insert().from_select(list(was), sa.select(*was.values()).where(moved)))
    above = move.into.parent_id if move.ends else move.into.id
    top = moved if move.ends else _division.c.id == subject.id
    connection.execute(_division.update().where(top).values(parent_id=above))
    if fresh:
        values = {one.column: ancestor for one, ancestor in fresh.items()}
        connection.execute(_division.update().where(moved).values(values))
