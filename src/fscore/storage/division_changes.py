"""Changes of divisions as rows: the statements behind rename, recode, split and merge."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.evaluation.succession import Succession
from fscore.model.division import ChangeKind, Division, DivisionChange
from fscore.storage.division_load import insert_divisions
from fscore.storage.tables import table_of

_division = table_of(Division)
_change = table_of(DivisionChange)


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
    """Close the old rows, open the new ones, and tie them together."""
    for closing in made.closings:
        write_fields(connection, closing.id, valid_to=closing.valid_to, code=closing.code)
    insert_divisions(
        connection,
        ((one.id, one.code, one.name, one.level, one.kind.value, one.parent_id, *one.path) for one in made.openings),
    )
    opened = [one.id for one in made.openings]
    connection.execute(
        _division.update()
        .where(_division.c.id >= min(opened), _division.c.id <= max(opened))
        .values(valid_from=made.on)
    )
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
