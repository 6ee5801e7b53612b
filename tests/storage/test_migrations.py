"""The history of each schema: up from nothing gives the declared tables, on both databases, and back again nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext

import fscore
from fscore.extension.plugins import GROUP, Plugins
from fscore.storage import migrate
from fscore.storage.sessions import open_engine
from fscore.storage.tables import mappers
from fscore.version import VERSION
from tests.conftest import SECRET

PLUGINS = sorted(entry.name for entry in entry_points(group=GROUP))


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    """All plugins of the workspace."""
    loaded = Plugins(VERSION)
    assert loaded.failures == {}
    return loaded


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty database."""
    new: Callable[[], str] = (
        request.getfixturevalue("new_postgresql_database") if request.param == "postgresql" else lambda: "sqlite://"
    )
    made = open_engine(new())
    yield made
    made.dispose()


def differences(engine: sa.Engine, tables: set[str]) -> list[Any]:
    """What the database and the declared tables do not agree about."""

    def included(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in tables

    options = {
        "include_name": included,
        "include_object": lambda _item, name, kind, *_rest: included(name, kind, None),
        "compare_type": True,
    }
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), mappers.metadata))


def histories(plugins: Plugins) -> dict[str, tuple[str, set[str]]]:
    """Each history with its package and its tables."""
    owned = {one.manifest.id: migrate.plugin_tables(one.entities) for one in plugins if one.entities}
    found = {migrate.CORE: (migrate.CORE_PACKAGE, migrate.core_tables())}
    return found | {name: (plugins[name].module.__name__, tables) for name, tables in owned.items()}


@contextmanager
def at_base(engine: sa.Engine, history: str, package: str) -> Iterator[sa.Connection]:
    """Take a history back to its beginning."""
    script = migrate._script(package)
    with (
        engine.begin() as connection,
        EnvironmentContext(
            Config(), script, fn=lambda revision, _context: script._downgrade_revs("base", revision)
        ) as environment,
    ):
        environment.configure(connection=connection, version_table=migrate.version_table(history), render_as_batch=True)
        environment.run_migrations()
        yield connection


def test_every_history_gives_what_is_declared_and_goes_back_to_nothing(engine: sa.Engine, plugins: Plugins) -> None:
    """Up, down in the opposite order, and up again; nothing is left behind and nothing is missing."""
    every = histories(plugins)
    assert set(every) >= {"core", "annual", "pledges"}
    for _round in range(2):
        for history, (package, tables) in every.items():
            before, after = migrate.upgrade(engine, history, package)
            assert (before, after) == (None, migrate.heads(package))
            assert differences(engine, tables) == [], history
            assert tables <= migrate.existing(engine), history
        assert migrate.upgrade(engine, "core", migrate.CORE_PACKAGE)[0] == migrate.heads(migrate.CORE_PACKAGE)
        for history, (package, tables) in reversed(every.items()):
            with at_base(engine, history, package):
                pass
            assert not tables & migrate.existing(engine), history
    left = {name for name in migrate.existing(engine) if not name.startswith("schema_")}
    assert left == set()


def test_histories_are_linear(plugins: Plugins) -> None:
    """One step follows another: two heads would let an upgrade depend on who was first."""
    for history, (package, _tables) in histories(plugins).items():
        script = migrate._script(package)
        assert len(script.get_heads()) == 1, history
        steps = list(script.walk_revisions())
        assert all(step.down_revision is None or isinstance(step.down_revision, str) for step in steps)


def test_taking_a_plugin_back_leaves_the_records_of_others(plugins: Plugins) -> None:
    """Its tables are its own; what the core keeps is untouched."""
    system = fscore.open("sqlite://", secret=SECRET, plugins={"pledges": plugins["pledges"].module})
    system.prepare("pledges")
    with system.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO setting VALUES ('kept', 'yes')"))
    with at_base(system.engine, "pledges", "fscore_pledges"):
        pass
    own = migrate.plugin_tables(plugins["pledges"].entities)
    assert not own & migrate.existing(system.engine)
    with system.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT value FROM setting WHERE name = 'kept'")) == "yes"
    system.prepare("pledges")
    assert own <= migrate.existing(system.engine)
    system.engine.dispose()
