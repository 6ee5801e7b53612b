"""What the options before a command say, and how a command speaks."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import click

from fscore.cli.columns import table
from fscore.labels import Text, filled, translate

DEFAULT_DATABASE = "sqlite:///fscore.db"


def spoken() -> str:
    """Return the language of a shell that was not told one: English where $LANG says so, else Chinese."""
    return "en" if os.environ.get("LANG", "").startswith("en") else "zh"


@attrs.define
class Shell:
    """The database, the person, the language, and whether a fault shows where the program stood."""

    url: str = DEFAULT_DATABASE
    user: str | None = None
    language: str = attrs.field(factory=spoken)
    debug: bool = False
    notes: list[str] = attrs.field(factory=list)

    def text(self, template: str, **data: Any) -> str:
        """Return a text in the language of the shell."""
        return filled(template, data, self.language)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> None:
        """Print a table; its labels are translated, data are not."""
        said = [[translate(cell, self.language) if isinstance(cell, Text) else cell for cell in row] for row in rows]
        for line in table([self.text(header) for header in headers], said, numbers):
            click.echo(line)

    def say(self, template: str = "", **data: Any) -> None:
        """Print a text."""
        click.echo(self.text(template, **data))

    def warn(self, template: str, **data: Any) -> None:
        """Print a text where errors go."""
        click.echo(self.text(template, **data), err=True)

    def note(self, template: str, **data: Any) -> None:
        """Keep a text for the end of the command: what is wrong with the command itself comes first."""
        self.notes.append(self.text(template, **data))


pass_shell = click.make_pass_decorator(Shell, ensure=True)
