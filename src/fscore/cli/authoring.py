"""For those who write plugins: a new one, and whether one keeps its promises."""

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import click

from fscore.cli import answers
from fscore.cli.faults import NO, Usage
from fscore.cli.new_plugin import NewPlugin, write_pages, write_plugin
from fscore.cli.opening import hush, json_option
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.extension.guarded import Failure, guarded
from fscore.extension.plugins import GROUP
from fscore.extension.trial import hold_trials
from fscore.labels import _, joined
from fscore.testing.contract import plugin_faults

CHECK_SECONDS = 120


@click.command(cls=Command)
@click.argument("word", metavar="NAME")
@click.option("--title", metavar="TITLE", help=_("中文名称"))
@pass_shell
def new(shell: Shell, word: str, title: str | None) -> None:
    """Write a new plugin into the workspace."""
    root = Path.cwd()
    written = write_plugin(root, NewPlugin(word, title or _("{word} 事项").format(word=word)))
    for path in written:
        shell.say("  {path}", path=path.relative_to(root))
    if write_pages(root):
        shell.say(_("手册也更新了"))
    said = _(
        "模块 {word} 写好了。没用 make new-plugin 的，再运行 make environment 装上；检查它：fscore plugin check {word}"
    )
    shell.say(said, word=word)


@click.command(cls=Command)
@click.argument("names", metavar="[NAME …]", nargs=-1)
@json_option
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Check that plugins keep what every plugin promises."""
    shell = context.ensure_object(Shell)
    if not shell.debug:
        hush()
    installed = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in names:
        if name not in installed:
            raise Usage(_("没有装模块 {name}，装了的有：{known}"), name=name, known=joined(sorted(installed)))
    chosen = [installed[name] for name in names or sorted(installed)]
    verdicts = hold_trials(chosen)
    found = {one.name: _faults(one) if verdicts[one.name].ok else [verdicts[one.name].reason] for one in chosen}
    if as_json:
        answers.show(
            {
                "ok": not any(found.values()),
                "plugins": [{"id": name, "faults": faults} for name, faults in found.items()],
            }
        )
    else:
        for name, faults in found.items():
            shell.say("{mark} {name}", mark="✗" if faults else "✓", name=name)
            for fault in faults:
                shell.say("    {fault}", fault=fault)
    if any(found.values()):
        context.exit(NO)


def _faults(entry: EntryPoint) -> list[str]:
    answer = guarded(entry.name, "check", lambda: plugin_faults(entry.load(), entry.name), seconds=CHECK_SECONDS)
    return [answer.reason] if isinstance(answer, Failure) else answer
