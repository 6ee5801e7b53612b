"""The records behind an indicator."""

from typing import Any

import click

from fscore.cli import answers
from fscore.cli.faults import Usage
from fscore.cli.opening import area_of, division_option, json_option, period_of, period_options, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.evaluation.wording import plain
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import about
from fscore.services.display import heading
from fscore.services.figures import Side, find_indicator, opened
from fscore.services.work import Work

SHOWN = 50


@click.command(cls=Command)
@click.argument("code", metavar="CODE")
@division_option
@period_options
@click.option("--part", is_flag=True, help=_("只要算进去的"))
@click.option("--whole", is_flag=True, help=_("只要总数里的"))
@json_option
@pass_shell
def records(
    shell: Shell,
    *,
    code: str,
    division: str | None,
    year: int | None,
    quarter: str | None,
    month: str | None,
    part: bool,
    whole: bool,
    as_json: bool,
) -> None:
    """Print the records behind an indicator."""
    if part and whole:
        raise Usage(_("--part 和 --whole 只能写一个；都不写就是两样都要"))
    with working(shell) as work:
        area = area_of(work, division)
        name, period = period_of(work, year, quarter, month)
        _plugin, indicator = find_indicator(work, code)
        counted, measured = opened(work, code, area, period, limit=None if as_json else SHOWN)
        sides = {"part": None if whole else counted, "whole": None if part else measured}
        if as_json:
            listed = {side: None if one is None else side_document(work, one) for side, one in sides.items()}
            answers.show({"id": indicator.id, "division": area.code, "period": name, **listed})
            return
        shell.say(
            _("{id} {label}，{area}，{period}"),
            id=indicator.id,
            label=indicator.label,
            area=area.name,
            period=str(period),
        )
        say_day(shell, work.system)
        for side, words in (("part", _("算进去的")), ("whole", _("总数里的"))):
            found = sides[side]
            if found is not None:
                _print(shell, work, shell.text(words), found)


def side_document(work: Work, side: Side) -> list[dict[str, Any]]:
    """Return the records of a side as JSON names them, each with what it adds where they are added up."""
    return [
        record_document(work, record) | ({} if added is None else {"amount": answers.number(added)})
        for record, added in side.added
    ]


def record_document(work: Work, record: Any) -> dict[str, Any]:
    """Return a record as JSON names it."""
    dated = about(type(record)).dated
    return {
        "entity": about(type(record)).name,
        "id": record.id,
        "title": heading(record),
        "division": _place(work, record).code,
        "date": getattr(record, dated) if dated else None,
    }


def _place(work: Work, record: Any) -> Division:
    return record if isinstance(record, Division) else work.place(record.division_id)


def _print(shell: Shell, work: Work, name: str, side: Side) -> None:
    if side.total is None:
        shell.say(_("{name}：{size} 条"), name=name, size=side.size)
    else:
        shell.say(_("{name}：{size} 条，合计 {total}"), name=name, size=side.size, total=plain(side.total))
    rows = []
    for record, added in side.added:
        dated = about(type(record)).dated
        day = getattr(record, dated) if dated else None
        rows.append(
            (
                str(record.id),
                about(type(record)).label,
                heading(record),
                _place(work, record).name,
                str(day or ""),
                *(() if added is None else (plain(added),)),
            )
        )
    if rows:
        amount = () if side.total is None else (_("数量"),)
        shell.table((_("编号"), _("记录"), _("名称"), _("地方"), _("日期"), *amount), rows)
    if side.size > len(rows):
        shell.say(_("  还有 {more} 条，全部见 --json"), more=side.size - len(rows))
