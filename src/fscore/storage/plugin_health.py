"""How the plugins are doing: how often each failed while it ran, and what it declared when it last could be used."""

from collections.abc import Mapping
from datetime import UTC, datetime

import attrs
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.storage.tables import mappers
from fscore.storage.types import Moment, Text, Whole

AT_MOST = 3
"""As often as this a plugin may fail before it is put aside."""

plugin_health = sa.Table(
    "plugin_health",
    mappers.metadata,
    sa.Column("plugin", Text, primary_key=True),
    sa.Column("failures", Whole, nullable=False),
    sa.Column("call", Text, nullable=False),
    sa.Column("reason", Text, nullable=False),
    sa.Column("failed_at", Moment, nullable=True),
    sa.Column("declared", Text, nullable=False),
    sqlite_strict=True,
)


@attrs.frozen
class Health:
    """What is remembered of one plugin; ``declared`` is what it said of itself, as text."""

    plugin: str
    failures: int
    call: str
    reason: str
    declared: str

    @property
    def put_aside(self) -> bool:
        """Whether it failed too often to be used."""
        return self.failures >= AT_MOST


def read_health(connection: Connection) -> Mapping[str, Health]:
    """Return what is remembered of the plugins, by name."""
    columns = plugin_health.c
    wanted = sa.select(columns.plugin, columns.failures, columns.call, columns.reason, columns.declared)
    return {row.plugin: Health(*row) for row in connection.execute(wanted)}


def note_failure(connection: Connection, plugin: str, call: str, reason: str) -> Health:
    """Count one more failure of a plugin, and return how it is doing now."""
    found = read_health(connection).get(plugin) or _new(connection, plugin)
    changed = attrs.evolve(found, failures=found.failures + 1, call=call, reason=reason)
    _write(connection, changed, datetime.now(UTC))
    return changed


def forget_failures(connection: Connection, plugin: str) -> None:
    """Begin to count anew."""
    found = read_health(connection).get(plugin)
    if found is not None:
        _write(connection, attrs.evolve(found, failures=0, call="", reason=""), None)


def keep_declared(connection: Connection, plugin: str, declared: str) -> None:
    """Remember what a plugin says of itself."""
    found = read_health(connection).get(plugin) or _new(connection, plugin)
    changed = plugin_health.update().where(plugin_health.c.plugin == found.plugin)
    connection.execute(changed.values(declared=declared))


def _new(connection: Connection, plugin: str) -> Health:
    made = Health(plugin, 0, "", "", "")
    connection.execute(plugin_health.insert(), attrs.asdict(made) | {"failed_at": None})
    return made


def _write(connection: Connection, health: Health, at: datetime | None) -> None:
    changed = plugin_health.update().where(plugin_health.c.plugin == health.plugin)
    connection.execute(changed.values(**attrs.asdict(health), failed_at=at))
