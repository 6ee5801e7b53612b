"""What an installation remembers about itself: a few named texts."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.storage.tables import mappers
from fscore.storage.types import Text

setting = sa.Table(
    "setting",
    mappers.metadata,
    sa.Column("name", Text, primary_key=True),
    sa.Column("value", Text, nullable=False),
    sqlite_strict=True,
)


def read_setting(connection: Connection, name: str) -> str | None:
    """Return a remembered text, or None."""
    found = connection.execute(sa.select(setting.c.value).where(setting.c.name == name)).scalar_one_or_none()
    return None if found is None else str(found)


def write_setting(connection: Connection, name: str, value: str) -> None:
    """Remember a text."""
    changed = connection.execute(setting.update().where(setting.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(setting.insert(), {"name": name, "value": value})
