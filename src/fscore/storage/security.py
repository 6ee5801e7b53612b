"""Row security: behind the session's scope stands the database's own, where it has one (PostgreSQL)."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from fscore.model.division import Level
from fscore.model.record import Record
from fscore.storage.tables import mappers, table_of

_POLICY = "fscore_scope"


def protect(engine: Engine) -> None:
    """Put every table of records that is there under row security; a database without it is left alone.

    A transaction sees and writes only rows whose division lies in the one named by ``fscore.scope``; ``*`` is
    everywhere, and without the setting there is nothing to see. The owner of the tables is bound as well.
    """
    if engine.dialect.name != "postgresql":
        return
    with engine.begin() as connection:
        there = set(sa.inspect(connection).get_table_names())
        done = set(
            connection.scalars(sa.text("SELECT tablename FROM pg_policies WHERE policyname = :name"), {"name": _POLICY})
        )
        for mapper in mappers.mappers:
            name = table_of(mapper.class_).name
            if not issubclass(mapper.class_, Record) or name not in there or name in done:
                continue
            place = "current_setting('fscore.scope', true)"
            levels = ", ".join(level.column for level in Level)
            visible = (
                f"{place} = '*' OR division_id IN (SELECT id FROM division"  # noqa: S608 - names of our own tables
                f" WHERE CASE WHEN {place} ~ '^[0-9]+$' THEN {place}::bigint IN ({levels}) ELSE false END)"
            )
            for statement in (
                f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY',
                f'CREATE POLICY {_POLICY} ON "{name}" USING ({visible}) WITH CHECK ({visible})',
            ):
                connection.execute(sa.text(statement))
