"""Sets of criteria: taken in from files, listed, and written out again."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from fscore.cli import answers
from fscore.cli.faults import Usage
from fscore.cli.opening import existing_path, json_option, on_option, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.errors import NotPossible
from fscore.evaluation.criteria import CriteriaSet
from fscore.exchange.criteria_files import dump_excel, dump_toml, load_excel, load_toml, shipped_criteria
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import chinese_date
from fscore.services import criteria_sets
from fscore.services.criteria_sets import Listed
from fscore.services.work import Work

_READERS = {".toml": load_toml, ".xlsx": load_excel}
_place = click.option("--division", metavar="CODE", help=_("只在这个区划和它下面适用；不写就是整个系统"))


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@_place
@click.option("--reason", default="", metavar="TEXT", help=_("为什么装入，例如依据哪个文件；安装操作员可以不写"))
@click.option("--correct", is_flag=True, help=_("更正：代替装错了的同一天的一版，要写理由"))
@click.option("--check", is_flag=True, help=_("只检查，不保存，也不用数据库"))
@pass_shell
def load(shell: Shell, *, path: Path, division: str | None, reason: str, correct: bool, check: bool) -> None:
    """Take in a file with a set of criteria."""
    existing_path(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Usage(_("指标表要是 .toml 或 .xlsx 文件，不是 {name}"), name=path.name)
    found = reader(path)
    if check:
        _say_found(shell, found)
        shell.say(_("只检查，没有保存"))
        return
    with working(shell, reading=False) as work:
        place = None if division is None else work.division(division)
        done = criteria_sets.load_set(work, found, division=place, file=path.name, reason=reason, correct=correct)
        notes = _notes(work, found, done)
        work.commit()
    _say_found(shell, found)
    where = _("各地") if done.division is None else done.division.name
    if not done.new:
        shell.say(_("和已经装入的一样，没有再存一份（{where}）"), where=where)
        return
    shell.say(_("已装入，{where}适用，摘要 {digest}"), where=where, digest=done.kept.sha256[:12])
    for template, facts in notes:
        shell.say(template, **facts)


def _say_found(shell: Shell, found: CriteriaSet) -> None:
    shell.say(
        _("{label}（{code}），{day}起施行：{count} 项，没有发现问题"),
        label=found.label,
        code=found.code,
        day=chinese_date(found.effective),
        count=len(found.criteria),
    )
    if not found.verified:
        shell.say(_("还没有人和正式文件核对过"))


def _notes(work: Work, found: CriteriaSet, done: criteria_sets.Loading) -> list[tuple[str, dict[str, Any]]]:
    notes: list[tuple[str, dict[str, Any]]] = []
    if done.corrected is not None:
        notes.append((_("代替了 {digest} 那一版"), {"digest": done.corrected.sha256[:12]}))
    if found.effective < work.today:
        facts = {"day": chinese_date(found.effective)}
        notes.append((_("起用日期在今天以前：{day}以来的评分都按这一版重新算"), facts))
    for item in found.criteria:
        if item.query is not None and criteria_sets.indicator_of(work, item.query) is None:
            facts = {"label": item.label, "query": item.query}
            notes.append((_("“{label}”的数据代码 {query} 不是指标编号，评分时要由模块或人来答"), facts))
    return notes


@click.command("list", cls=Command)
@click.option("--division", metavar="CODE", help=_("只看在这个区划适用的"))
@click.option("--all", "every", is_flag=True, help=_("更正掉的也列出来"))
@json_option
@pass_shell
def list_(shell: Shell, *, division: str | None, every: bool, as_json: bool) -> None:
    """List the sets of criteria."""
    with working(shell) as work:
        place = None if division is None else work.division(division)
        listed = criteria_sets.listed_sets(work, place, withdrawn=every)
        if as_json:
            answers.show({"division": place.code if place else None, "criteria": [_document(one) for one in listed]})
            return
        headers = (_("代码"), _("名称"), _("起用"), _("停用"), _("适用"), _("来源"), _("项数"), _("状态"))
        shell.table(headers, [_row(work, one) for one in listed], numbers=(6,))


def _document(one: Listed) -> dict[str, Any]:
    row, made = one.loaded, one.criteria
    return {
        "code": made.code,
        "label": made.label,
        "version": made.version,
        "effective": made.effective,
        "superseded": made.superseded,
        "division": one.division.code if one.division else None,
        "plugin": one.plugin,
        "items": len(made.criteria),
        "verified": made.verified,
        "digest": made.digest or None,
        "loaded_by": row.loaded_by if row else None,
        "loaded_at": row.loaded_at.isoformat() if row and row.loaded_at else None,
        "reason": row.reason if row else None,
        "withdrawn": row is not None and row.withdrawn_at is not None,
    }


def _row(work: Work, one: Listed) -> tuple[str, ...]:
    made, row = one.criteria, one.loaded
    source = (
        work.system.plugins.title(one.plugin) if one.plugin else _("{who}装入").format(who=row.loaded_by if row else "")
    )
    state = _("已更正") if row is not None and row.withdrawn_at is not None else ""
    return (
        made.code,
        made.label,
        made.effective.isoformat(),
        made.superseded.isoformat() if made.superseded else "",
        one.division.name if one.division else _("各地"),
        source,
        str(len(made.criteria)),
        state or ("" if made.verified else _("未核对")),
    )


@click.command(cls=Command)
@click.argument("code", metavar="SET")
@click.argument("path", metavar="FILE", type=Path)
@click.option("--division", metavar="CODE", help=_("要在哪个区划适用的一版；不写就是整个系统的"))
@on_option
@pass_shell
def export(shell: Shell, *, code: str, path: Path, division: str | None, on: date | None) -> None:
    """Write a set to a file that can be changed and loaded again."""
    with working(shell) as work:
        place = work.scope.place if division is None else work.division(division)
        found = _version(work, code, on or work.today, place)
    _write(shell, path, found)


def _version(work: Work, code: str, day: date, place: Division | None) -> CriteriaSet:
    if place is not None:
        return criteria_sets.criteria_in_force(work, code, day, place)
    listed = [
        one.criteria
        for one in criteria_sets.listed_sets(work)
        if one.criteria.code == code and one.division is None and one.criteria.in_force(day)
    ]
    if not listed:
        raise NotPossible(
            _("指标表 {code} 在 {day} 没有整个系统适用的一版，请用 --division 指明区划"), code=code, day=day
        )
    return listed[-1]


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@pass_shell
def template(shell: Shell, path: Path) -> None:
    """Write the example that a set of one's own begins with."""
    (found,) = shipped_criteria("fscore")
    _write(shell, path, found)


def _write(shell: Shell, path: Path, found: CriteriaSet) -> None:
    written = {".toml": lambda: dump_toml(found).encode(), ".xlsx": lambda: dump_excel(found)}
    if path.suffix.lower() not in written:
        raise Usage(_("文件名要以 .toml 或 .xlsx 结尾，不是 {name}"), name=path.name)
    save(path, written[path.suffix.lower()]())
    shell.say(
        _("写好了 {path}：{label}（{code}），{count} 项"),
        path=path,
        label=found.label,
        code=found.code,
        count=len(found.criteria),
    )


def save(path: Path, content: bytes) -> None:
    """Write a new file.

    Raises:
        Usage: if the file is there already, or its folder is not.
    """
    if path.exists():
        raise Usage(_("{path} 已经有了，请换一个文件名"), path=path)
    if not path.absolute().parent.is_dir():
        raise Usage(_("没有文件夹 {folder}"), folder=path.absolute().parent)
    path.write_bytes(content)
