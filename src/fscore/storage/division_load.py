"""Divisions in bulk: what the table knows of codes, and rows written by plain inserts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from fscore.model.division import ChangeKind, Division, DivisionChange, Level
from fscore.model.known_division import KnownDivision
from fscore.storage.tables import table_of

CHUNK = 10_000
_AT_ONCE = 500  # codes in one query, below every database's limit of parameters
_MANY = 20_000
COLUMNS = ("id", "code", "name", "level", "kind", "parent_id", *(level.column for level in Level))

_division = table_of(Division)
_change = table_of(DivisionChange)
_LADDER = tuple(_division.c[level.column] for level in Level)


def divisions_by_code(connection: Connection, codes: Collection[str]) -> Mapping[str, KnownDivision]:
    """Return the divisions that have a code, or had it before they got another one; unknown codes are left out."""
    if connection.execute(sa.select(_division.c.id).limit(1)).first() is None:
        return {}
    found = dict(_asked(connection, _HAVE, codes))
    missing = [code for code in codes if code not in found]
    return {**dict(_asked(connection, _HAD, missing)), **found}


_above = _division.alias("above")
_HAVE = sa.select(
    _division.c.code.label("asked"),
    *(_division.c[name] for name in ("id", "code", "name", "level", "kind", "valid_to")),
    _above.c.code.label("parent_code"),
    *_LADDER,
).select_from(_division.outerjoin(_above, _above.c.id == _division.c.parent_id))
_HAD = (
    _HAVE.with_only_columns(_change.c.old_code.label("asked"), *_HAVE.selected_columns[1:])
    .join(_change, _change.c.subject_id == _division.c.id)
    .where(_change.c.kind == ChangeKind.RECODE)
)


def _asked(
    connection: Connection, wanted: "sa.Select[Any]", codes: Collection[str]
) -> Iterator[tuple[str, KnownDivision]]:
    column = wanted.selected_columns[0].element
    if len(codes) > _MANY:
        # Reading the table once is cheaper than a thousand questions.
        asked = frozenset(codes)
        rows = connection.execution_options(yield_per=CHUNK).execute(wanted)
        yield from ((row[0], _kept(row)) for row in rows if row[0] in asked)
        return
    rest = iter(codes)
    narrowed = wanted.where(column.in_(sa.bindparam("codes", expanding=True)))
    while piece := list(islice(rest, _AT_ONCE)):
        yield from ((row[0], _kept(row)) for row in connection.execute(narrowed, {"codes": piece}))


def _kept(row: Row[Any]) -> KnownDivision:
    values: tuple[Any, ...] = tuple(row)
    number, code, name, level, kind, valid_to, parent_code = values[1:8]
    return KnownDivision(number, code, name, level, kind, parent_code, values[8:], valid_to)


def next_id(connection: Connection, count: int) -> int:
    """Take ``count`` ids of the table in one piece and return the first; held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        # Lock out whoever else loads divisions, then move the sequence past the whole piece.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(64759)"))
    first = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(_division.c.id), 0))).scalar_one()) + 1
    if connection.dialect.name == "postgresql" and count:
        sequence = sa.func.pg_get_serial_sequence("division", "id")
        connection.execute(sa.select(sa.func.setval(sequence, first + count - 1)))
    return first


def insert_divisions(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Write new rows with the values of :data:`COLUMNS`, in pieces, inside the transaction of ``connection``."""
    # The values are as the table keeps them, so the driver gets them as they are: looking at each of eight million
    # values again would take longer than writing them.
    insert = _division.insert().compile(dialect=connection.dialect, column_keys=list(COLUMNS))
    sql = str(insert)
    rest = iter(rows)
    while piece := list(islice(rest, CHUNK)):
        if insert.positional:
            connection.exec_driver_sql(sql, piece)
        else:
            connection.exec_driver_sql(sql, [dict(zip(COLUMNS, row, strict=True)) for row in piece])
