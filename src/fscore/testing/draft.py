"""Draft a migration: ``python -m fscore.testing.draft banquets "add the menu"``.

The step is written from the schema that the history makes so far to the tables as they are declared now; read it
before you commit it. ``core`` is the core's own history.
"""

import re
import sys
from pathlib import Path
from textwrap import dedent, indent

import fscore.services.system  # noqa: F401 - brings every table of the core
from fscore.extension.plugins import Plugins
from fscore.storage import migrate
from fscore.storage.sessions import open_engine
from fscore.version import VERSION

_PAGE = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

from fscore.storage import types

revision = "{revision}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the step."""
{up}


def downgrade() -> None:
    """Take the step back."""
{back}
'''


def draft(history: str, message: str) -> Path:
    """Write the next migration of a history and return its file."""
    plugins = Plugins(VERSION)
    package = migrate.CORE_PACKAGE if history == migrate.CORE else plugins[history].module.__name__
    folder = migrate.folder(package) / "versions"
    engine = open_engine("sqlite://")
    migrate.upgrade(engine, migrate.CORE, migrate.CORE_PACKAGE)
    tables = migrate.core_tables()
    if history != migrate.CORE:
        migrate.upgrade(engine, history, package)
        tables = migrate.plugin_tables(plugins[history].entities)
    up, back = migrate.draft(engine, tables)
    down = migrate.heads(package)
    number = len(list(folder.glob("[0-9]*.py"))) + 1
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    revision = f"{history}_{number:04d}"
    page = _PAGE.format(
        message=message[:1].upper() + message[1:], revision=revision, down=repr(down), up=_body(up), back=_body(back)
    )
    path = folder / f"{number:04d}_{slug}.py"
    path.write_text(page, encoding="utf-8")
    return path


def _body(rendered: str) -> str:
    lines = [line for line in rendered.splitlines() if not line.strip().startswith("# ###")]
    return indent(dedent("\n".join(lines)), "    ")


if __name__ == "__main__":
    sys.stdout.write(f"{draft(sys.argv[1], sys.argv[2])}\n")
