"""The chain of responsibility."""

from datetime import date

import click

from fscore.cli import answers
from fscore.cli.opening import json_option, on_option, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.period import chinese_date
from fscore.services import chain as chains
from fscore.services.chain import Link


@click.command(cls=Command)
@click.argument("target", metavar="CODE_OR_OPERATOR")
@on_option
@json_option
@pass_shell
def chain(shell: Shell, target: str, on: date | None, as_json: bool) -> None:
    """Print who answers for a place or a business."""
    with working(shell) as work:
        day = on or work.today
        found = chains.find_target(work, target)
        place = work.place(found.division_id) if isinstance(found, Operator) else found
        notice = chains.gone(work, place, day)
        links = chains.chain(work, found, day)
        if as_json:
            name = found.code if isinstance(found, Division) else found.name
            listed = [_document(link) for link in links]
            answers.show({"target": name, "name": found.name, "on": day, "notice": notice, "links": listed})
            return
        shell.say(_("{name}的责任链，{day}"), name=found.name, day=chinese_date(day))
        if on is None:
            say_day(shell, work.system)
        if notice is not None:
            shell.say("{notice}", notice=notice)
        rows = [_row(link) for link in links]
        shell.table((_("层级"), _("地方"), _("职务"), _("姓名"), _("电话")), rows)


def _document(link: Link) -> dict[str, object]:
    return {
        "level": link.level.word,
        "division": link.division.code if link.division else None,
        "division_name": link.division.name if link.division else None,
        "post": link.post.value,
        "post_title": link.post.label,
        "person": link.person,
        "phone": link.phone,
        "gap": link.gap,
    }


def _row(link: Link) -> tuple[str, ...]:
    place = link.division.name if link.division else "—"
    person = link.person or _("（空缺：{gap}）").format(gap=link.gap)
    return link.level.label, place, link.post.label, person, link.phone or ""
