"""Plugins: how they stand, and turning them."""

from datetime import date

import attrs
import click

from fscore.cli import answers
from fscore.cli.opening import Day, actor, area_of, division_option, json_option, on_option, opened, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _
from fscore.model.switching import SwitchKind
from fscore.services.switching import reset as forget
from fscore.services.switching import standings, turn

STATES = {"on": _("启用"), "off": _("停用"), "failed": _("出错"), "put-aside": _("出错多次，已搁置")}


@click.command("list", cls=Command)
@division_option
@on_option
@json_option
@pass_shell
def list_(shell: Shell, division: str | None, on: date | None, as_json: bool) -> None:
    """Print how every plugin stands."""
    with working(shell) as work:
        area = area_of(work, division)
        day = on or work.today
        found = standings(work, area, day)
        if as_json:
            listed = [attrs.asdict(one) | {"requires": list(one.requires)} for one in found]
            answers.show({"division": area.code, "on": day, "plugins": listed})
            return
        shell.say(_("{area}（{code}）的模块"), area=area.name, code=area.code)
        if on is None:
            say_day(shell, work.system)
        rows = [(one.id, one.title, one.version, STATES[one.state], one.reason) for one in found]
        shell.table((_("模块"), _("名称"), _("版本"), _("状态"), _("说明")), rows)


def _turning(kind: SwitchKind) -> click.Command:
    @click.command(kind.value, cls=Command)
    @click.argument("names", metavar="NAME …", nargs=-1, required=True)
    @division_option
    @click.option("--from", "starts_on", type=Day(), metavar="DATE", help=_("从哪一天起，不写就是业务日期"))
    @pass_shell
    def run(shell: Shell, names: tuple[str, ...], division: str | None, starts_on: date | None) -> None:
        system = opened(shell)
        who = actor(shell, system)
        with system.work(who, reading=True) as work:
            area = area_of(work, division)
        for name in names:
            made = turn(system, name, kind, area.code, starts_on=starts_on, actor=who)
            for one in made:
                shell.say(
                    _("{area}：{title}，{kind}，自 {day} 起"),
                    area=area.name,
                    title=system.plugins.title(one.plugin),
                    kind=one.kind.label,
                    day=one.starts_on,
                )

    return run


enable, disable, require, forbid = (_turning(kind) for kind in SwitchKind)


@click.command(cls=Command)
@click.argument("name", metavar="NAME")
@pass_shell
def reset(shell: Shell, name: str) -> None:
    """Give a plugin that failed another chance."""
    system = opened(shell)
    forget(system, name, actor=actor(shell, system))
    shell.say(_("模块 {name} 出错的次数清零了，下次启动再试"), name=name)
