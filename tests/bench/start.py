"""How long it takes until something can be done: the import, the command line's help."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from yardstick import Yardstick

CLICK = """
import click, sqlalchemy.orm
@click.group()
def main():
    "A program that has the same to import."
main(["--help"], standalone_mode=False)
"""


def _run(*arguments: str) -> None:
    subprocess.run(arguments, check=True, capture_output=True)


def yardsticks(_folder: Path) -> Iterator[Yardstick]:
    """Imports and help, each in a process of its own."""
    yield Yardstick(
        what="import fscore",
        against="import sqlalchemy.orm",
        limit=2,
        ours=lambda _: _run(sys.executable, "-c", "import fscore"),
        theirs=lambda _: _run(sys.executable, "-c", "import sqlalchemy.orm"),
        rounds=7,
    )
    yield Yardstick(
        what="import fscore and fetch every name it offers",
        against="import sqlalchemy.orm",
        limit=None,
        ours=lambda _: _run(sys.executable, "-c", "import fscore; [getattr(fscore, name) for name in fscore.__all__]"),
        theirs=lambda _: _run(sys.executable, "-c", "import sqlalchemy.orm"),
        rounds=7,
    )
    yield Yardstick(
        what="fscore --help with all plugins installed",
        against="a click program that imports sqlalchemy.orm",
        limit=3,
        ours=lambda _: _run(str(Path(sys.executable).with_name("fscore")), "--help"),
        theirs=lambda _: _run(sys.executable, "-c", CLICK),
        rounds=7,
    )
