"""Schema: one linear history for the core and for each plugin, each with its own version table."""

from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import attrs
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.types import TypeDecorator

from fscore.errors import WrongUse
from fscore.model.entity import about
from fscore.storage.tables import mappers, table_of
from fscore.storage.types import Day, Flag, Moment, Scaled, Text, Whole

CORE = "core"
CORE_PACKAGE = "fscore.storage"


def version_table(history: str) -> str:
    """Return the table with the version of a history."""
    return f"schema_{history}"


def folder(package: str) -> Path:
    """Return the folder with a package's migrations."""
    found = Path(str(resources.files(package))) / "migrations"
    if not found.is_dir():
        raise WrongUse("The package {package} has no folder 'migrations'", package=package)
    return found


def _script(package: str) -> ScriptDirectory:
    place = folder(package)
    return ScriptDirectory(str(place), version_locations=[str(place / "versions")])


def upgrade(engine: Engine, history: str, package: str) -> tuple[str | None, str | None]:
    """Bring one history to its newest version; return the versions before and after.

    All steps run in one transaction; on SQLite without foreign key checks, as a table that is rebuilt would
    otherwise take its children along, and with a check of all keys at the end.
    """
    script = _script(package)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _outside_transaction(connection, "PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                versions = _run(connection, script, history)
                if sqlite:
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                    if broken is not None:
                        raise WrongUse(
                            "The migration of {history} leaves a broken key: {row}", history=history, row=broken
                        )
        finally:
            if sqlite:
                _outside_transaction(connection, "PRAGMA foreign_keys=ON")
    return versions


def _outside_transaction(connection: Connection, statement: str) -> None:
    # These settings are without effect inside a transaction, and a connection begins one by itself.
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(statement)


def _run(connection: Connection, script: ScriptDirectory, history: str) -> tuple[str | None, str | None]:
    before = current(connection, history)
    head = script.get_current_head()
    if before == head:
        return before, head

    def steps(revision: object, _context: MigrationContext) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]  # noqa: SLF001 - as alembic's own commands do

    with EnvironmentContext(Config(), script, fn=steps, destination_rev="head") as environment:
        environment.configure(
            connection=connection,
            version_table=version_table(history),
            render_as_batch=True,
            target_metadata=mappers.metadata,
        )
        environment.run_migrations()
    return before, head


def current(connection: Connection, history: str) -> str | None:
    """Return the version that a history is at, or None."""
    context = MigrationContext.configure(connection, opts={"version_table": version_table(history)})
    return context.get_current_revision()


def heads(package: str) -> str | None:
    """Return the newest version of a package's history."""
    return _script(package).get_current_head()


def draft(engine: Engine, tables: Iterable[str]) -> tuple[str, str]:
    """Return the two bodies of a migration, there and back, from the database as it is to the declared tables."""
    with engine.connect() as connection:
        context = _comparing(connection, tables)
        found = produce_migrations(context, mappers.metadata)
        bodies = (found.upgrade_ops, found.downgrade_ops)
        up, back = (
            render_python_code(ops, migration_context=context, render_item=_plain_types) if ops else "pass"
            for ops in bodies
        )
    return up, back


@attrs.frozen
class Difference:
    """What a table of the database lacks, has too much, or has in another shape: ``add``, ``remove`` or ``modify``.

    ``item`` names the columns; it is empty where the whole table is missing.
    """

    kind: str
    table: str
    item: str


def differences(engine: Engine, tables: Iterable[str]) -> list[Difference]:
    """Return where the database differs from the declared tables; an index more is an administrator's own affair."""
    with engine.connect().execution_options(fscore_reading=True) as connection:
        steps = compare_metadata(_comparing(connection, tables), mappers.metadata)
    flat = [step[0] if isinstance(step, list) else step for step in steps]
    found = [_difference(step) for step in flat if step[0] != "remove_index"]
    missing = {one.table for one in found if not one.item}
    return [one for one in found if not one.item or one.table not in missing]


def _difference(step: tuple[Any, ...]) -> Difference:
    kind = step[0].partition("_")[0]
    if isinstance(step[1], sa.Table):
        return Difference(kind, step[1].name, "")
    if isinstance(step[1], sa.schema.SchemaItem):
        columns = ", ".join(column.name for column in step[1].columns)  # type: ignore[attr-defined]
        return Difference(kind, step[1].table.name, columns)  # type: ignore[attr-defined]
    item = step[3]
    return Difference(kind, step[2], item if isinstance(item, str) else item.name)


def _comparing(connection: Connection, tables: Iterable[str]) -> MigrationContext:
    wanted = set(tables)

    def included(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in wanted

    options = {
        "include_name": included,
        "include_object": lambda _item, name, kind, *_rest: included(name, kind, None),
        "target_metadata": mappers.metadata,
    }
    return MigrationContext.configure(connection, opts=options)


def _plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A history speaks of what is stored; what it means in Python may change without a step.
    if kind == "type" and isinstance(item, TypeDecorator) and not isinstance(item, Moment):
        return "types.Whole()" if isinstance(item, Scaled) else "types.Text()"
    if kind == "type" and isinstance(item, Text | Whole | Flag | Day | Moment):
        length = item.length if isinstance(item, Text) else None
        return f"types.{type(item).__name__}({length or ''})"
    return False


def core_tables() -> set[str]:
    """Return the declared tables of the core: those of its entities, and those that are no entity's."""
    others = {table_of(one.class_).name for one in mappers.mappers if not one.class_.__module__.startswith("fscore.")}
    return set(mappers.metadata.tables) - others


def plugin_tables(entities: Iterable[type]) -> set[str]:
    """Return the declared tables of a plugin's entities."""
    return {about(cls).table for cls in entities}


def existing(engine: Engine) -> set[str]:
    """Return the tables that the database has."""
    return set(sa.inspect(engine).get_table_names())
