"""The annual summary: written, explained and verified."""

from itertools import islice
from pathlib import Path
from typing import Any

import click

from fscore.cli import answers
from fscore.cli.faults import NO, Usage
from fscore.cli.opening import YEAR, area_of, division_option, existing_path, json_option, new_path, say_day, working
from fscore.cli.program import Command
from fscore.cli.records import side_document
from fscore.cli.shell import Shell, pass_shell
from fscore.documents import BoundFigure
from fscore.errors import NotPossible
from fscore.evaluation.wording import plain
from fscore.labels import _, joined
from fscore.services.check_summary import Explained, explain_summary, verify_summary
from fscore.services.display import heading
from fscore.services.work import Work
from fscore.services.write_summary import write_summary

SHOWN = 20
TITLES = {
    "part": _("{id} {title}（算进去的）：{text}"),
    "whole": _("{id} {title}（应当有的）：{text}"),
    "both": _("{id} {title}：{text}"),
}
SIDES = {
    "part": _("  {division}，{period}，算进去 {count} 条"),
    "whole": _("  {division}，{period}，应当有 {count} 条"),
}
STATES = {
    "unchanged": _("没变"),
    "changed": _("记录变了"),
    "altered": _("被手工改过"),
    "removed": _("被删了"),
}


@click.command(cls=Command)
@division_option
@click.option("--year", type=YEAR, metavar="2023", help=_("哪一年，不写就是业务日期那一年"))
@click.option("-o", "--output", type=Path, required=True, metavar="FILE.docx", help=_("写到哪个文件"))
@json_option
@pass_shell
def write(shell: Shell, *, division: str | None, year: int | None, output: Path, as_json: bool) -> None:
    """Write the annual summary."""
    if output.suffix.lower() != ".docx":
        raise Usage(_("总结写成 .docx 文件，不是 {name}"), name=output.name)
    new_path(output)
    with working(shell) as work:
        area = area_of(work, division)
        made = write_summary(work, area, year or work.today.year)
        try:
            output.write_bytes(made.content)
        except OSError as fault:
            raise NotPossible(_("写不了 {file}：{reason}"), file=output, reason=fault.strerror) from fault
        told = {
            "contradictions": [(one.code, one.text) for one in made.contradictions],
            "gaps": [(one.code, one.text) for one in made.gaps],
        }
        if as_json:
            listed = {kind: [{"code": code, "text": text} for code, text in found] for kind, found in told.items()}
            figures = [_figure(one) | {"state": one.state} for one in made.figures]
            answers.show({"file": str(output), "title": made.title, "figures": figures, **listed})
            return
        for kind, words in (("contradictions", _("说不通的")), ("gaps", _("没写的"))):
            if told[kind]:
                shell.say(_("{words}（{count} 处）"), words=shell.text(words), count=len(told[kind]))
            for _code, text in told[kind]:
                shell.say("  {text}", text=text)
        say_day(shell, work.system)
        shell.say(_("{title}写好了，{count} 个数字：{file}"), title=made.title, count=len(made.figures), file=output)


def _figure(one: BoundFigure) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "key": one.key,
        "title": one.title,
        "text": one.text,
        "division": one.division,
        "part": answers.number(one.part),
        "whole": answers.number(one.whole),
    }


@click.command(cls=Command)
@click.argument("path", metavar="FILE.docx", type=Path)
@click.option("--figure", metavar="CODE", help=_("只看一个指标"))
@json_option
@pass_shell
def explain(shell: Shell, path: Path, figure: str | None, as_json: bool) -> None:
    """Print the records behind the figures of a file."""
    existing_path(path)
    with working(shell) as work:
        found = explain_summary(work, path.read_bytes(), figure)
        if as_json:
            listed = [_explained(shell, work, one) for one in found]
            answers.show({"file": str(path), "figures": listed})
            return
        for one in found:
            _say(shell, one)


def _explained(shell: Shell, work: Work, one: Explained) -> dict[str, Any]:
    known = one.unknown is None
    return _figure(one.figure) | {
        "texts": list(one.texts),
        "keys": [each.key for each in one.bound],
        "side": one.printed,
        "definition": one.figure.definition,
        "records": side_document(work, one.sides[0][1]) if known else None,
        "whole_records": None if one.measured is None else side_document(work, one.measured),
        "reason": one.unknown and one.unknown.text(shell.language),
    }


def _say(shell: Shell, one: Explained) -> None:
    bound = one.figure
    words = TITLES["both" if bound.whole is None else one.printed]
    shell.say(words, id=bound.id, title=shell.text(bound.title), text=joined(one.texts))
    shell.say(_("  算法：{definition}"), definition=shell.text(bound.definition))
    if one.unknown is not None:
        shell.say("  {reason}", reason=one.unknown.text(shell.language))
        return
    for name, side in one.sides:
        shell.say(SIDES[name], division=bound.division_name, period=bound.period, count=side.size)
        if side.total is not None:
            shell.say(_("  合计 {total}"), total=plain(side.total))
        for record, added in islice(side.added, SHOWN):
            shell.say("    {title}", title=heading(record) if added is None else f"{heading(record)} {plain(added)}")
        if side.size > SHOWN:
            shell.say(_("    还有 {more} 条，全部见 --json"), more=side.size - SHOWN)


@click.command(cls=Command)
@click.argument("path", metavar="FILE.docx", type=Path)
@json_option
@click.pass_context
def verify(context: click.Context, path: Path, as_json: bool) -> None:
    """Compute every figure of a file again."""
    shell = context.ensure_object(Shell)
    existing_path(path)
    with working(shell) as work:
        verdict = verify_summary(work, path.read_bytes())
    if as_json:
        answers.show({"file": str(path), **verdict.data()})
    else:
        rows = [
            (one.figure.id, shell.text(one.figure.title), one.text, one.then, one.now or "—", STATES[one.state])
            for one in verdict.findings
            if one.state != "unchanged"
        ]
        if rows:
            headers = (_("编号"), _("指标"), _("文件里"), _("写的时候"), _("现在"), _("结论"))
            shell.table(headers, rows)
        for text in verdict.unbound:
            shell.say(_("没有出处的数字：{text}"), text=text)
        for text in verdict.lost:
            shell.say(_("原来有、现在没有的数字：{text}"), text=text)
        count = len(verdict.findings)
        if verdict.ok:
            shell.say(_("{count} 个数字都没有被动过"), count=count)
        else:
            shell.say(_("这个文件的数字被动过，见上面"))
    if not verdict.ok:
        context.exit(NO)
