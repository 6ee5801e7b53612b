"""Commands over the bank of a database: questions in and out, papers to print, certificates for typed results."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
import sqlalchemy as sa

from fscore.cli import answers
from fscore.cli.opening import area_of, division_option, existing_path, json_option, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.errors import NotFound, NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.bank import Kept, items_of, keep_items, read_items
from fscore_exam.formats.gift_out import write_gift
from fscore_exam.formats.moodle_xml_out import write_moodle_xml
from fscore_exam.formats.sheet import write_sheet
from fscore_exam.model import Paper, Question, QuestionState
from fscore_exam.owning import owned, owner, told_once
from fscore_exam.printing import print_answer_sheet, print_key, print_paper
from fscore_exam.questions import Item
from fscore_exam.results import certify

FILE = click.Path(dir_okay=False, path_type=Path)
_WRITERS: Mapping[str, Callable[[Sequence[Item]], bytes]] = {
    ".gift": write_gift,
    ".txt": write_gift,
    ".xml": write_moodle_xml,
    ".xlsx": write_sheet,
}
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@click.command(cls=Command, name="import")
@click.argument("file", type=FILE)
@division_option
@click.option("--use", is_flag=True, help=_("收下就启用，不停在草稿"))
@click.option("--dry-run", is_flag=True, help=_("只检查，不收下"))
@json_option
@pass_shell
def import_(shell: Shell, *, file: Path, division: str | None, use: bool, dry_run: bool, as_json: bool) -> None:
    """Keep the questions of a file in the bank of a division."""
    found = read_items(existing_path(file).read_bytes(), file.name)
    with working(shell, reading=False) as work:
        area = _bank(work, division)
        kept = keep_items(work, area.id, found, in_use=use)
        if not dry_run:
            work.commit()
        told = _told(kept, area, dry_run=dry_run)
    if as_json:
        answers.show(told)
        return
    template = _("{file}：{division}题库新收 {added} 道，换新版 {superseding} 道，没有变化 {unchanged} 道")
    shell.say(template, file=file.name, **{**told, "division": area.name})
    if dry_run:
        shell.say(_("只是检查，没有收下"))


def _bank(work: Work, code: str | None) -> Division:
    return owner(work, area_of(work, code).id)


def _told(kept: Kept, area: Division, *, dry_run: bool) -> dict[str, object]:
    return {
        "division": area.code,
        "added": len(kept.added),
        "superseding": len(kept.superseding),
        "unchanged": len(kept.unchanged),
        "kept": not dry_run,
    }


@click.command(cls=Command)
@click.argument("file", type=FILE)
@division_option
@click.option("--topic", help=_("只要这个主题的题"))
@click.option("--drafts", is_flag=True, help=_("草稿也要"))
@pass_shell
def export(shell: Shell, *, file: Path, division: str | None, topic: str | None, drafts: bool) -> None:
    """Write the questions in use of a division's bank to a file: .gift, .txt, .xml (Moodle) or .xlsx."""
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise NotPossible(_("只写 .gift、.txt、.xml、.xlsx 文件，不写 {file}"), file=file.name)
    states = (QuestionState.IN_USE, QuestionState.DRAFT) if drafts else (QuestionState.IN_USE,)
    with working(shell) as work:
        area = _bank(work, division)
        wanted = sa.select(Question).where(owned(Question, area), col(Question.state).in_(states))
        if topic is not None:
            wanted = wanted.where(col(Question.topic) == topic)
        order = col(Question.topic), col(Question.code), col(Question.version), col(Question.id)
        found = told_once(work.all(wanted.order_by(*order)))
        if not found:
            raise NotPossible(_("{division}的题库里没有这样的题"), division=area.name)
        file.write_bytes(write(items_of(work, found)))
    shell.say(_("{count} 道题写进了 {file}"), count=len(found), file=file)


@click.command(cls=Command, name="print")
@click.argument("paper")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="FOLDER",
    help=_("写到哪个文件夹"),
)
@division_option
@click.option("--versions", is_flag=True, help=_("分 A、B 卷，选项次序不同"))
@pass_shell
def print_(shell: Shell, *, paper: str, folder: Path, division: str | None, versions: bool) -> None:
    """Write a paper, its answer sheet and its key as Word files; PAPER is a name or a number."""
    with working(shell) as work:
        found = _paper(work, _bank(work, division), paper)
        folder.mkdir(parents=True, exist_ok=True)
        name = _UNSAFE.sub("_", found.name)
        written = []
        for version in ("A", "B") if versions else ("",):
            for word, make in ((_("试卷"), print_paper), (_("答题卡"), print_answer_sheet), (_("答案"), print_key)):
                file = folder / f"{name}{version}-{word}.docx"
                file.write_bytes(make(work, found, version))
                written.append(file.name)
    shell.say(_("写进 {folder}：{files}"), folder=folder, files="、".join(written))


def _paper(work: Work, area: Division, told: str) -> Paper:
    wanted = sa.select(Paper).where(owned(Paper, area))
    known = col(Paper.id) == int(told) if told.isascii() and told.isdecimal() else col(Paper.name) == told
    found = work.all(wanted.where(known).order_by(col(Paper.held_on)))
    if not found:
        raise NotFound(_("{division}没有试卷“{paper}”"), division=area.name, paper=told)
    if len(found) > 1:
        numbers = "、".join(f"{one.id}（{one.held_on.isoformat()}）" for one in found)
        raise NotPossible(_("“{paper}”不止一份，请写编号：{numbers}"), paper=told, numbers=numbers)
    return found[0]


@click.command(cls=Command, name="certify")
@pass_shell
def certify_(shell: Shell) -> None:
    """Give passed results that were typed in their certificates, and withdraw those of results that count no more."""
    with working(shell, reading=False) as work:
        found = certify(work)
        work.commit()
    given, withdrawn = len(found.given), len(found.withdrawn)
    shell.say(_("合格证明：补发 {given} 份，收回 {withdrawn} 份"), given=given, withdrawn=withdrawn)
