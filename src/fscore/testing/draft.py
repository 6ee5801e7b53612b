"""Draft a migration: ``python -m fscore.testing.draft banquets "add the menu"``.

The step is written from the schema that the history makes so far to the tables as they are declared now; read it
before you commit it. ``core`` is the core's own history.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent, indent

import fscore.services.system  # noqa: F401 - brings every table of the core
from fscore.extension.plugins import Plugins
from fscore.storage import migrate
from fscore.storage.sessions import open_engine
from fscore.version import VERSION

_PAGE = '''"""{message}."""

{imports}
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
_OUTER = {"sa": "import sqlalchemy as sa\n", "op": "from alembic import op\n"}


def draft(history: str, message: str) -> Path | None:
    """Write the next migration of a history and return its file; None if the tables are as the history makes them."""
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
    if "op." not in up:
        return None
    down = migrate.heads(package)
    number = len(list(folder.glob("[0-9]*.py"))) + 1
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    revision = f"{history}_{number:04d}"
    page = _PAGE.format(
        message=message[:1].upper() + message[1:],
        imports=_imports(up + back),
        revision=revision,
        down=repr(down),
        up=_body(up),
        back=_body(back),
    )
    path = folder / f"{number:04d}_{slug}.py"
    path.write_text(page, encoding="utf-8")
    if find_spec("ruff") is not None:
        command = [sys.executable, "-m", "ruff", "format", "--quiet", str(path)]
        subprocess.run(command, check=False)  # noqa: S603 - our own interpreter; unformatted it is as good a step
    return path


def _imports(bodies: str) -> str:
    """Return the imports that the bodies need."""
    outer = "".join(line for name, line in _OUTER.items() if re.search(rf"\b{name}\.", bodies))
    own = "\nfrom fscore.storage import types\n" if re.search(r"\btypes\.", bodies) else ""
    return outer + own


def _body(rendered: str) -> str:
    lines = [line for line in rendered.splitlines() if not line.strip().startswith("# ###")]
    return indent(dedent("\n".join(lines)), "    ")


if __name__ == "__main__":
    made = draft(sys.argv[1], sys.argv[2])
    sys.stdout.write(f"{made or 'Nothing to do: the tables are as the migrations make them.'}\n")
