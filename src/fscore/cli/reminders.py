"""Reminders."""

from datetime import date

import click

from fscore.cli import answers
from fscore.cli.opening import area_of, division_option, json_option, on_option, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _, joined
from fscore.model.period import chinese_date
from fscore.services import reminders as due
from fscore.services.display import heading
from fscore.services.reminders import Due


@click.command(cls=Command)
@division_option
@on_option
@json_option
@pass_shell
def reminders(shell: Shell, division: str | None, on: date | None, as_json: bool) -> None:
    """Print what is due, late, or running out."""
    with working(shell) as work:
        area = area_of(work, division)
        day = on or work.today
        found = due.reminders(work, area, day)
        if as_json:
            listed = [_document(one) for one in found]
            answers.show({"division": area.code, "on": day, "reminders": listed, "silent": list(found.silent)})
            return
        shell.say(_("{area}，{day}，共 {count} 件"), area=area.name, day=chinese_date(day), count=len(found))
        if on is None:
            say_day(shell, work.system)
        if found:
            headers = (_("期限"), _("状态"), _("事项"), _("对象"), _("地方"), _("由谁办"), _("依据"))
            shell.table(headers, [_row(one) for one in found])
            for doubt in sorted({one.doubt for one in found if one.doubt}):
                shell.say(doubt)
        if found.silent:
            shell.say(_("{modules}出错，要提醒的没有列出"), modules=joined(f"“{one}”" for one in found.silent))


def _document(one: Due) -> dict[str, object]:
    return {
        "code": one.code,
        "title": one.title,
        "division": one.division.code,
        "division_name": one.division.name,
        "person": one.person,
        "due": one.due,
        "state": one.state.value,
        "record": {"entity": one.entity, "id": one.record.id, "title": heading(one.record)},
        "rule": one.rule,
        "basis": one.basis,
        "doubt": one.doubt or None,
    }


def _row(one: Due) -> tuple[str, ...]:
    person = one.person or _("（没有人）")
    day = one.due.isoformat()
    return day, one.state.label, one.title, heading(one.record), one.division.name, person, one.basis or one.rule
