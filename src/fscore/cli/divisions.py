"""Divisions: loaded in bulk, and changed on a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from fscore.cli.faults import Usage
from fscore.cli.opening import Day, area_of, existing_path, working
from fscore.cli.program import Command, Option
from fscore.cli.shell import Shell, pass_shell
from fscore.evaluation.succession import Part
from fscore.exchange.divisions import code_of
from fscore.labels import _, joined
from fscore.model.division import DivisionKind, Level, kinds_at
from fscore.model.period import chinese_date
from fscore.services import division_changes as changes
from fscore.services.divisions import load_divisions

F = TypeVar("F", bound=Callable[..., Any])

_on = click.option("--on", type=Day(), metavar="DATE", help=_("从哪一天起，不写就是业务日期"))


def _known_kinds() -> str:
    """Name the kinds among which there is a choice: above villages, the level says it all."""
    named = _("{value}（{label}）")
    kinds = (*kinds_at(Level.VILLAGE), *kinds_at(Level.GROUP))
    return joined(named.format(value=one.value, label=one.label) for one in kinds)


class Kind(click.ParamType[DivisionKind]):
    """What a division is, by its word or its Chinese name."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> DivisionKind:
        """Return the kind."""
        found = value if isinstance(value, DivisionKind) else DivisionKind.named(value)
        if found is None:
            reason = _("没有类型 {text}，可以写：{known}").format(text=value, known=_known_kinds())
            return self.fail(reason, param, ctx)
        return found


def _kind(words: str) -> Callable[[F], F]:
    return click.option("--kind", cls=Option, type=Kind(), metavar="KIND", words=words.format(kinds=_known_kinds()))


@click.command(cls=Command)
@click.argument("path", metavar="FILE|FOLDER", type=Path)
@pass_shell
def load(shell: Shell, path: Path) -> None:
    """Load a division file or folder."""
    existing_path(path)
    with working(shell, reading=False) as work:
        done = load_divisions(work, path)
    shell.say(
        _("{file}：新增 {added} 个，已有 {unchanged} 个"), file=done.file, added=done.added, unchanged=done.unchanged
    )
    for level, count in sorted(done.levels.items()):
        shell.say(_("  {level} {count} 个"), level=level.label, count=count)
    if done.folded:
        shell.say(_("有 {count} 行代表上一级自己，没有单独成区划"), count=len(done.folded))


@click.command(cls=Command)
@click.argument("code", metavar="CODE")
@click.option(
    "--part", "parts", nargs=2, multiple=True, required=True, metavar="CODE NAME", help=_("新的区划，至少两个")
)
@click.option(
    "--child", "children", nargs=2, multiple=True, metavar="CHILD PART", help=_("下级归到哪个新的区划，两个都写代码")
)
@_kind(_("新的区划是什么类型，不写就同原来的一样：{kinds}"))
@_on
@pass_shell
def split(
    shell: Shell,
    *,
    code: str,
    parts: tuple[tuple[str, str], ...],
    children: tuple[tuple[str, str], ...],
    kind: DivisionKind | None,
    on: date | None,
) -> None:
    """Split a division into new ones."""
    with working(shell, reading=False) as work:
        day = on or work.today
        old = area_of(work, code)
        name = old.name
        done = changes.split(work, old.code, [Part(*part, kind) for part in parts], day, dict(children))
        names = joined(f"{one.code} {one.name}" for one in done.opened)
    shell.say(_("{old}自 {day} 起分设为 {names}"), old=name, day=chinese_date(day), names=names)
    _tell(shell, done)


@click.command(cls=Command)
@click.argument("codes", metavar="CODE CODE …", nargs=-1, required=True)
@click.option("--into", nargs=2, required=True, metavar="CODE NAME", help=_("合并成的区划"))
@click.option("--parent", metavar="CODE", help=_("它的上级；原来的不在同一上级时要写"))
@_kind(_("合并成的区划是什么类型，原来的类型不同时要写：{kinds}"))
@_on
@pass_shell
def merge(
    shell: Shell,
    *,
    codes: tuple[str, ...],
    into: tuple[str, str],
    parent: str | None,
    kind: DivisionKind | None,
    on: date | None,
) -> None:
    """Merge divisions into a new one."""
    if len(codes) == 1:
        raise Usage(_("合并至少要两个区划"))
    with working(shell, reading=False) as work:
        day = on or work.today
        old = joined(area_of(work, code).name for code in codes)
        done = changes.merge(work, codes, Part(*into, kind), day, parent)
        (made,) = done.opened
    shell.say(_("{old}自 {day} 起合并为 {code} {name}"), old=old, day=chinese_date(day), code=made.code, name=made.name)
    _tell(shell, done)


def _tell(shell: Shell, done: changes.Succeeded) -> None:
    """Say what goes on by itself, and what somebody has to see to."""
    shell.say(_("变更以前的数字不变；下级区划和原来的记录从这一天起归新的区划"))
    if done.left.modules:
        shell.say(
            _("原来的区划模块开关不一样：新的区划启用，原来停用的那几个下级仍然停用：{modules}"),
            modules=joined(done.left.modules),
        )
    if done.left.rules:
        shell.say(
            _("原来的区划本地规则不一样，由各自的下级沿用，请为新的区划另定：{codes}"), codes=joined(done.left.rules)
        )
    if done.left.sets:
        shell.say(_("原来的区划指标表不一样，没有带过来，请为新的区划装入：{codes}"), codes=joined(done.left.sets))
    if done.left.accounts:
        shell.say(
            _("这些账号还在撤销的区划，不能再用，请用 fscore user role 改到新的区划：{logins}"),
            logins=joined(done.left.accounts),
        )


@click.command(cls=Command)
@click.argument("code", metavar="CODE")
@click.argument("name", metavar="NAME")
@_kind(_("从这一天起是什么类型，不写就不变：{kinds}"))
@_on
@pass_shell
def rename(shell: Shell, *, code: str, name: str, kind: DivisionKind | None, on: date | None) -> None:
    """Give a division another name."""
    with working(shell, reading=False) as work:
        day = on or work.today
        old = area_of(work, code).name
        made = changes.rename(work, code, name, day, kind)
    shell.say(_("{old}自 {day} 起叫{name}"), old=old, day=chinese_date(day), name=made.name)


@click.command(cls=Command)
@click.argument("code", metavar="CODE")
@click.argument("new_code", metavar="NEW_CODE")
@_on
@pass_shell
def recode(shell: Shell, code: str, new_code: str, on: date | None) -> None:
    """Give a division another code."""
    with working(shell, reading=False) as work:
        day = on or work.today
        made = changes.recode(work, code, new_code, day)
    shell.say(
        _("{name}自 {day} 起的代码是 {new}；旧代码 {old} 仍能找到它"),
        name=made.name,
        day=chinese_date(day),
        new=made.code,
        old=code_of(code),
    )
