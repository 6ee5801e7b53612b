"""The parts that all commands are made of: groups that load late, help in Chinese, and how faults end a command."""

import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import attrs
import click

from fscore.cli import faults
from fscore.cli.columns import padded, width, wrapped
from fscore.cli.shell import Shell, spoken
from fscore.labels import _, translate


@attrs.frozen
class Late:
    """A command that is imported when it is run: ``place`` is ``module:name``, inside ``package`` if there is one.

    One with ``within`` is a group of such commands, and is imported from nowhere.
    """

    place: str
    help: str
    within: "Mapping[str, Late] | None" = None
    package: str = "fscore.cli"

    def load(self, name: str) -> click.Command:
        """Import the command and give it its name and its help."""
        if self.within is not None:
            return Group(name, late=self.within, help=self.help)
        module, attribute = self.place.split(":")
        found: click.Command = getattr(import_module(".".join(filter(None, (self.package, module)))), attribute)
        # What a function says of itself is for those who read the code.
        found.name, found.help = name, self.help
        return found


def language(context: click.Context) -> str:
    """Return the language that a command's help is read in."""
    shell = context.find_root().obj
    return shell.language if isinstance(shell, Shell) else spoken()


class Formatter(click.HelpFormatter):
    """Help pages whose columns are right in a terminal."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{' ' * self.current_indent}{line}\n")

    def write_dl(self, rows: Any, col_max: int = 34, col_spacing: int = 2) -> None:
        """Write names and what they mean."""
        listed = list(rows)
        column = min(max(width(name) for name, _text in listed), col_max) + col_spacing
        margin = " " * self.current_indent
        for name, text in listed:
            lines = wrapped(text, max(20, self.width - column - self.current_indent))
            if width(name) > column - col_spacing:
                self.write(f"{margin}{name}\n")
                first = " " * column
            else:
                first = padded(name, column)
            self.write(f"{margin}{first}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{margin}{' ' * column}{line}\n")

    def write_heading(self, heading: str) -> None:
        """Write the name of a section."""
        self.write(f"{' ' * self.current_indent}{heading}\n")


class _Context(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option whose help (``words``) is filled from data: click would forget from what, and so would English."""

    def __init__(self, *arguments: Any, words: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.help = words


class Command(click.Command):
    """A command with its help in the language of the shell."""

    context_class = _Context

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("options_metavar", "[…]")
        super().__init__(*arguments, **options)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=translate(_("用法："), language(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(self.help or "", language(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        spoken_in = language(ctx)
        rows = [
            (record[0], translate(param.help or "", spoken_in))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(translate(_("选项："), spoken_in)):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("显示这段说明")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what a list of commands says of this one."""
        return self.short_help or self.help or ""


class Group(Command, click.Group):
    """A group whose commands are imported when they are run, and not to be listed.

    ``more`` finds commands that others offer; it is asked once, when somebody wants to know them.
    """

    command_class = Command

    def __init__(
        self,
        *arguments: Any,
        late: Mapping[str, Late],
        more: Callable[[], Mapping[str, Late]] | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("subcommand_metavar", "COMMAND …")
        super().__init__(*arguments, **options)
        self._own = late
        self._more = more
        self._all: Mapping[str, Late] | None = None

    @property
    def _late(self) -> Mapping[str, Late]:
        if self._more is None:
            return self._own
        if self._all is None:
            self._all = {**self._own, **{name: late for name, late in self._more().items() if name not in self._own}}
        return self._all

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are read."""
        return list(self._late)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        # A command of the core is found without looking at what plugins offer.
        late = self._own.get(cmd_name) or self._late.get(cmd_name)
        return None if late is None else late.load(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        if args[0] in self._own or args[0] in self._late or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(args[0], self._late, n=1)
        raise faults.no_command(args[0], near[0] if near else None, ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        Command.format_options(self, ctx, formatter)
        rows = [(name, translate(late.help, language(ctx))) for name, late in self._late.items()]
        with formatter.section(translate(_("命令："), language(ctx))):
            formatter.write_dl(rows)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end with its exit status: 0 done, 1 the answer is no, 2 wrong use."""
        shell = extra.setdefault("obj", Shell())
        try:
            answer = super().main(
                args, prog_name, complete_var, standalone_mode=False, windows_expand_args=windows_expand_args, **extra
            )
            status = answer if isinstance(answer, int) else 0
        except Exception as fault:
            if not standalone_mode:
                raise
            status = faults.report(fault, shell)
        for note in shell.notes:
            click.echo(note, err=True)
        if standalone_mode:
            sys.exit(status)
        return status
