"""Scores: what a subject comes to under a set of criteria, and what people found out about its items."""

from datetime import date
from pathlib import Path

import click

from fscore.cli import answers
from fscore.cli.criteria import save
from fscore.cli.opening import existing_path, json_option, on_option, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.evaluation.explanation import words
from fscore.evaluation.scoring import Score
from fscore.exchange.answer_files import read_answers, write_answer_sheet
from fscore.labels import _
from fscore.model.period import chinese_date
from fscore.services.display import heading
from fscore.services.findings import record_findings
from fscore.services.scoring import score_subject, subject_of

_kind = click.option("--kind", metavar="KIND", help=_("对象类型；指标表按类型计分、对象自己又看不出类型时写"))


@click.command(cls=Command)
@click.argument("code", metavar="SET")
@click.argument("named", metavar="SUBJECT")
@on_option
@_kind
@click.option("--answers", "tried", type=Path, metavar="FILE", help=_("试算：按这个文件里的认定算，不保存"))
@click.option("--explain", is_flag=True, help=_("逐项说明得分的依据和凭据"))
@json_option
@pass_shell
def score(
    shell: Shell,
    *,
    code: str,
    named: str,
    on: date | None,
    kind: str | None,
    tried: Path | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Print what a subject comes to under a set."""
    with working(shell) as work:
        day = on or work.today
        filled = None
        if tried is not None:
            meant = subject_of(work, code, named, day, kind=kind)
            filled = read_answers(existing_path(tried), meant.case.criteria)
        found, record = score_subject(
            work,
            code,
            named,
            day,
            kind=kind,
            tried=filled.answers if filled else (),
            facts=[one for one, held in filled.facts.items() if held] if filled else (),
        )
        if as_json:
            answers.show({**found.to_json(shell.language), "tried": tried is not None})
            return
        shell.say("{label}：{name}，{day}", label=found.criteria.label, name=heading(record), day=chinese_date(day))
        if on is None:
            say_day(shell, work.system)
        if filled is not None:
            shell.say(_("试算：文件里填的 {count} 项没有保存"), count=len(filled.answers))
        if explain:
            for line in found.lines(shell.language):
                click.echo(line)
            return
        _say(shell, found)


def _say(shell: Shell, found: Score) -> None:
    shell.say(_("得分 {points} / {total}"), points="—" if found.points is None else found.points, total=found.total)
    if found.grade is not None:
        shell.say(_("等级 {grade}"), grade=found.names.get(shell.language, found.grade))
    if found.passed is not None:
        shell.say(_("合格") if found.passed else _("不合格"))
    for item in found.vetoes:
        shell.say(_("否决：{item}"), item=item.label)
    for item in found.missing:
        shell.say("{item}：{reason}", item=item.label, reason=words(found.why_missing(item), shell.language))
    for reason in found.reasons:
        shell.say("{reason}", reason=words(reason, shell.language))
    if not found.criteria.verified:
        shell.say(_("这张指标表还没有人和正式文件核对过"))


@click.command(cls=Command)
@click.argument("code", metavar="SET")
@click.argument("named", metavar="SUBJECT")
@click.argument("path", metavar="FILE", type=Path)
@on_option
@_kind
@pass_shell
def sheet(shell: Shell, *, code: str, named: str, path: Path, on: date | None, kind: str | None) -> None:
    """Write an empty sheet for what is to be found out about a subject."""
    with working(shell) as work:
        case = subject_of(work, code, named, on or work.today, kind=kind).case
        save(path, write_answer_sheet(case.criteria, case.kind))
        shell.say(
            _("写好了 {path}：{label}，{name}。填好“认定结果”和“依据”，用 fscore criteria answer 记下"),
            path=path,
            label=case.criteria.label,
            name=heading(case.subject),
        )


@click.command(cls=Command)
@click.argument("code", metavar="SET")
@click.argument("named", metavar="SUBJECT")
@click.argument("path", metavar="FILE", type=Path)
@on_option
@pass_shell
def answer(shell: Shell, *, code: str, named: str, path: Path, on: date | None) -> None:
    """Write down what was found out about a subject, item by item."""
    with working(shell, reading=False) as work:
        day = on or work.today
        case = subject_of(work, code, named, day).case
        filled = read_answers(existing_path(path), case.criteria)
        changed = record_findings(work, case, filled.answers, filled.facts)
        work.commit()
        shell.say(
            _("{label}，{name}，{day}认定：记下 {changed} 项，和已有的一样 {same} 项"),
            label=case.criteria.label,
            name=heading(case.subject),
            day=chinese_date(day),
            changed=changed,
            same=len(filled.answers) + len(filled.facts) - changed,
        )
