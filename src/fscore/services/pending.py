"""Upgrades that a database is waiting for: they are carried out on purpose, behind a backup."""

from importlib.metadata import entry_points

import attrs
from sqlalchemy.engine import Engine

from fscore.extension.guarded import Failure, guarded
from fscore.extension.plugins import GROUP
from fscore.extension.trial import hold_trials
from fscore.storage import migrate


@attrs.frozen
class Pending:
    """A history that is behind: the version that the database has, and the one that the program brings."""

    history: str
    at: str | None
    newest: str | None


def pending_upgrades(engine: Engine) -> list[Pending]:
    """Return the histories of the core and of installed plugins that the database is behind in.

    A plugin that was never switched on has no tables and is not waiting for anything; nor is an empty database.
    """
    tables = migrate.existing(engine)
    packages = {migrate.CORE: migrate.CORE_PACKAGE}
    entries = [one for one in entry_points(group=GROUP) if migrate.version_table(one.name) in tables]
    verdicts = hold_trials(entries)
    packages |= {one.name: one.module for one in entries if verdicts[one.name].ok}
    found = []
    for history, package in packages.items():
        if migrate.version_table(history) not in tables:
            continue
        with engine.connect().execution_options(fscore_reading=True) as connection:
            at = migrate.current(connection, history)
        newest = _newest(history, package)
        if not isinstance(newest, Failure) and at != newest:
            found.append(Pending(history, at, newest))
    return found


def _newest(history: str, package: str) -> str | Failure | None:
    # A plugin that can't be imported is named when the system is opened; here it is merely passed over.
    return guarded(history, "migrations", lambda: migrate.heads(package), seconds=10)
