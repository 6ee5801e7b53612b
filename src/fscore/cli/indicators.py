"""Indicators: figures with their targets, and the records behind them."""

from pathlib import Path
from typing import Any

import click

from fscore.cli import answers
from fscore.cli.breakdown import Breakdown
from fscore.cli.indicator_sheet import Sheet, write_sheet
from fscore.cli.opening import (
    area_of,
    division_option,
    fixed_day,
    json_option,
    new_path,
    period_of,
    period_options,
    say_day,
    working,
)
from fscore.cli.program import Group, Late
from fscore.cli.shell import Shell
from fscore.evaluation.ratio import State
from fscore.evaluation.wording import plain, value_text
from fscore.labels import _, joined
from fscore.services.figures import Line, Reading, readings

LATE = {"records": Late("records:records", _("一个指标背后的记录：算进去的和总数里的"))}
HEADERS = (_("编号"), _("指标"), _("完成"), _("总数"), _("值"), _("目标"), _("结论"))


@click.group(cls=Group, late=LATE, invoke_without_command=True)
@division_option
@period_options
@click.option(
    "--by", metavar="LEVEL|CODE", help=_("分开列：层级（village、township……）、区划代码（它的下一级）或指标编号")
)
@json_option
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("写成 Excel 文件"))
@click.pass_context
def indicators(
    context: click.Context,
    *,
    division: str | None,
    year: int | None,
    quarter: str | None,
    month: str | None,
    by: str | None,
    as_json: bool,
    xlsx: Path | None,
) -> None:
    """Print the indicators of a division for some days."""
    if context.invoked_subcommand is not None:
        return
    shell = context.ensure_object(Shell)
    if xlsx is not None:
        new_path(xlsx)
    with working(shell) as work:
        area = area_of(work, division)
        name, period = period_of(work, year, quarter, month)
        parts = Breakdown.asked(work, area, by)
        found = [one for one in readings(work, area, period) if parts is None or parts.speaks_of(one)]
        rows = {one.indicator.id: parts.lines(work, one, period) for one in found} if parts is not None else None
        if as_json:
            listed = [document(one, None if rows is None else rows[one.indicator.id]) for one in found]
            answers.show(
                {
                    "division": area.code,
                    "division_name": area.name,
                    "period": name,
                    "first": period.first,
                    "last": period.last,
                    "business_day": work.today,
                    "indicators": listed,
                }
            )
            return
        if xlsx is not None:
            write_sheet(xlsx, Sheet(area, period, fixed_day(work.system), found, rows or {}, shell.language))
            shell.say(_("{count} 个指标写进了 {file}"), count=len(found), file=xlsx)
            return
        shell.say(_("{area}（{code}） {period}"), area=area.name, code=area.code, period=str(period))
        say_day(shell, work.system)
        _print(shell, found, rows)


def document(one: Reading, lines: list[Line] | None) -> dict[str, Any]:
    """Return a reading as JSON."""
    made: dict[str, Any] = {
        "id": one.indicator.id,
        "code": one.indicator.code,
        "title": one.indicator.label,
        "plugin": one.plugin,
        **answers.measured(one.value),
        "unit": one.indicator.unit.label,
        "target": answers.aim(one.target),
        "met": one.met,
        "state": one.value.state.value,
        "reason": one.value.reason,
        "left_out": list(one.value.left_out),
        "target_rule": one.target.version if one.target else None,
        "verified": one.target.verified if one.target else None,
    }
    if lines is not None:
        made["rows"] = [_part(line) for line in lines]
    return made


def _part(line: Line) -> dict[str, Any]:
    return {
        "division": line.division.code if line.division else None,
        "name": line.division.name if line.division else OUTSIDE,
        **answers.measured(line.value),
        "met": line.met,
        "state": line.value.state.value,
    }


OUTSIDE = _("不在其中")
CONCLUSIONS = {True: _("达标"), False: _("未达标"), None: "—"}


def _print(shell: Shell, found: list[Reading], rows: dict[str, list[Line]] | None) -> None:
    cells = []
    for one in found:
        cells.append(_cells(one.indicator.id, one.indicator.label, one, answers.aim(one.target)))
        for line in (rows or {}).get(one.indicator.id, ()):
            name = line.division.name if line.division else OUTSIDE
            cells.append(_cells("", _("  {name}").format(name=name), line, None))
    shell.table(HEADERS, cells, numbers=(2, 3, 4))
    for one in found:
        if one.value.reason:
            shell.say(
                _("{id} {state}：{reason}"), id=one.indicator.id, state=one.value.state.label, reason=one.value.reason
            )
    for names, ids in _left_out(found).items():
        shell.say(_("没有算进 {names}（模块未启用）：{ids}"), names=names, ids=joined(ids))
    unverified = sorted({one.indicator.id for one in found if one.target is not None and not one.target.verified})
    if unverified:
        shell.say(_("目标还没有人和正式文件核对过：{ids}"), ids=joined(unverified))


def _cells(id_: str, label: str, one: Reading | Line, target: str | None) -> tuple[str, ...]:
    value = one.value
    text = value_text(value)
    if value.state is not State.OK or text is None:
        shown = value.state.label
    elif value.unit.scale is None or value.unit.label == "%":
        shown = text if value.unit.label == "%" else _("{text} {unit}").format(text=text, unit=value.unit.label)
    else:
        shown = _("{text} {unit}").format(text=text, unit=value.unit.label)
    part = plain(value.part) if value.part is not None else "—"
    whole = plain(value.whole) if value.whole is not None else "—"
    return id_, label, part, whole, shown, target or "—", CONCLUSIONS[one.met]


def _left_out(found: list[Reading]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for one in found:
        if one.value.left_out:
            grouped.setdefault(joined(one.value.left_out), []).append(one.indicator.id)
    return grouped
