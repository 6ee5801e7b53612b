"""Row security: behind the session's scope stands the database's own, where it has one (PostgreSQL)."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from fscore.model.division import Level
from fscore.model.record import Record
from fscore.storage.criteria_sets import criteria_set
from fscore.storage.tables import mappers, table_of

_POLICY, _ABOVE = "fscore_scope", "fscore_above"
_PLACE = "current_setting('fscore.scope', true)"
_LEVELS = ", ".join(level.column for level in Level)
_WITHIN = (
    f"{_PLACE} = '*' OR division_id IN (SELECT id FROM division"  # noqa: S608 - names of our own tables
    f" WHERE CASE WHEN {_PLACE} ~ '^[0-9]+$' THEN {_PLACE}::bigint IN ({_LEVELS}) ELSE false END)"
)
# What is set for a place holds for all below it: whoever works there has to see it, and does not change it.
_HOLDING = (
    f"{_PLACE} ~ '^[0-9]+$' AND (division_id IS NULL OR division_id IN (SELECT unnest(ARRAY[{_LEVELS}])"  # noqa: S608 - as above
    f" FROM division WHERE CASE WHEN {_PLACE} ~ '^[0-9]+$' THEN id = {_PLACE}::bigint ELSE false END))"
)


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
        records = {table_of(mapper.class_).name for mapper in mappers.mappers if issubclass(mapper.class_, Record)}
        for name in sorted({*records, criteria_set.name} & there - done):
            for statement in (
                f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY',
                f'CREATE POLICY {_POLICY} ON "{name}" USING ({_WITHIN}) WITH CHECK ({_WITHIN})',
            ):
                connection.execute(sa.text(statement))
            if name == criteria_set.name:
                connection.execute(sa.text(f'CREATE POLICY {_ABOVE} ON "{name}" FOR SELECT USING ({_HOLDING})'))
