"""How a command ends when something is wrong: one line on stderr first, then what else there is to say.

Exit status 1: the command was understood, and the answer is no, something was found, or the program failed.
Exit status 2: the command line itself is wrong.
"""

import traceback
from typing import Any

import click

from fscore.cli.shell import Shell
from fscore.errors import FscoreError, RefusedFile
from fscore.labels import _

NO = 1
WRONG_USE = 2
SHOWN = 20


class Usage(click.UsageError):
    """Wrong use, as a text to be filled from its data."""

    def __init__(self, template: str, ctx: click.Context | None = None, **data: Any) -> None:
        super().__init__(template, ctx)
        self.template = template
        self.data = data


def no_command(name: str, near: str | None, ctx: click.Context) -> Usage:
    """Return what is said when there is no such command."""
    if near is not None:
        return Usage(_("没有命令 {name}。是不是 {near}？"), ctx, name=name, near=near)
    return Usage(_("没有命令 {name}。有哪些命令见 {path} --help"), ctx, name=name, path=ctx.command_path)


def report(fault: Exception, shell: Shell) -> int:
    """Say what is wrong, and return the exit status."""
    if shell.debug:
        traceback.print_exception(fault)
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        click.echo(fault.ctx.get_help(), err=True)
        return WRONG_USE
    if isinstance(fault, click.ClickException):
        template, data = _worded(fault)
        shell.warn("fscore: {text}", text=shell.text(template, **data))
        return WRONG_USE
    if isinstance(fault, click.Abort):
        shell.warn(_("fscore: 已中断"))
        return NO
    if isinstance(fault, FscoreError):
        shell.warn("fscore: {text}", text=_one_line(fault.text(shell.language)))
        if isinstance(fault, RefusedFile):
            _problems(fault, shell)
        return NO
    template = _("fscore: 程序出错（{kind}：{text}）。请在命令前面加 --debug 再运行一次，把显示的内容交给管理员")
    shell.warn(template, kind=type(fault).__name__, text=_one_line(str(fault)))
    return NO


def _one_line(text: str) -> str:
    return " ".join(text.split("\n", maxsplit=1)[0].split())


def _problems(fault: RefusedFile, shell: Shell) -> None:
    # The first one stands in the line above already.
    for problem in fault.problems[1:SHOWN]:
        shell.warn("  {problem}", problem=problem.text(shell.language))
    more = fault.total - min(len(fault.problems), SHOWN)
    if more > 0:
        shell.warn(_("  还有 {more} 处"), more=more)


# What click says of paths, in its own words.
_OF_PATHS = {
    "is a directory.": _("{name} 要写文件，不是文件夹"),
    "is a file.": _("{name} 要写文件夹，不是文件"),
    "is not readable.": _("{name} 读不了，请核对权限"),
}


def _worded(fault: click.ClickException) -> tuple[str, dict[str, Any]]:
    path = fault.ctx.command_path if isinstance(fault, click.UsageError) and fault.ctx else "fscore"
    if isinstance(fault, Usage):
        return fault.template, fault.data
    if isinstance(fault, click.MissingParameter):
        return _("缺 {name}。用法见 {path} --help"), {"name": _name(fault.param), "path": path}
    if isinstance(fault, click.NoSuchOption):
        facts = {"name": fault.option_name, "near": (fault.possibilities or [""])[0], "path": path}
        if fault.possibilities:
            template = _("没有选项 {name}。是不是 {near}？用法见 {path} --help")
        else:
            template = _("没有选项 {name}。用法见 {path} --help")
        return template, facts
    if isinstance(fault, click.BadOptionUsage):
        return _("选项 {name} 后面要跟一个值"), {"name": fault.option_name}
    if isinstance(fault, click.BadParameter):
        template = next(
            (said for end, said in _OF_PATHS.items() if fault.message.endswith(end)), _("{name} 不对：{reason}")
        )
        return template, {"name": _name(fault.param), "reason": fault.message}
    return _("多了或不懂的内容（{text}）。用法见 {path} --help"), {"text": fault.format_message(), "path": path}


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[-1]
    return param.make_metavar(click.Context(click.Command(None))) if param is not None else "?"
