"""The question bank: questions kept from a file, given out again, superseded by a new version, put to use."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs
import sqlalchemy as sa
from lxml import etree

from fscore.errors import NotPossible, Problem, RefusedFile
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.record import Record
from fscore.services.attachments import as_kept, attach, attachments, content_of
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.formats.gift_in import read_gift
from fscore_exam.formats.moodle_xml_in import read_moodle_xml, xml_tree
from fscore_exam.formats.qti_in import read_qti
from fscore_exam.formats.sheet import read_sheet
from fscore_exam.model import Question, QuestionFile, QuestionOption, QuestionState
from fscore_exam.owning import owned, owner
from fscore_exam.questions import EmbeddedFile, Item

P = TypeVar("P", bound=Record)
PIECE = 500


@attrs.frozen
class Kept:
    """What became of a file: questions that are new, that are a new version, and that were there already."""

    added: tuple[Question, ...]
    superseding: tuple[Question, ...]
    unchanged: tuple[Question, ...]


def read_items(content: bytes, name: str) -> list[Item]:
    """Return the questions of a file in any format that comes in: told by its name, and XML by its root.

    Raises:
        RefusedFile: with line and reason of what can't be read, or if it is of no format that is known.
    """
    ending = name.rsplit(".", maxsplit=1)[-1].lower()
    if ending == "xlsx":
        return read_sheet(content, name)
    if ending == "xml":
        return _read_xml(content, name)
    if ending in ("txt", "gift"):
        return read_gift(content, name)
    raise RefusedFile(name, [Problem("", _("只收 .gift、.txt、.xml、.xlsx 文件"))])


def _read_xml(content: bytes, name: str) -> list[Item]:
    root = etree.QName(xml_tree(content, name)).localname
    readers = {"quiz": read_moodle_xml, "assessmentItem": read_qti, "qti-assessment-item": read_qti}
    if root not in readers:
        reason = _("最外层要是 Moodle 的 quiz 或 QTI 的 assessmentItem，不是 {tag}").format(tag=root[:40])
        raise RefusedFile(name, [Problem(_("第 1 行"), reason)])
    return readers[root](content, name)


def keep_items(work: Work, division_id: int, items: Iterable[Item], *, in_use: bool = False) -> Kept:
    """Keep questions in the bank of a division; the same question twice is kept once.

    A question is known by its code, and one without a code by what it asks. A known one that asks something else now
    becomes a new version. What was kept in banks of units that were merged into this one is known as well.

    Raises:
        NotPossible: if two of them, or two that are known from different banks, are one question by their code, and
            yet are not the same.
    """
    bank = owner(work, division_id)
    added, superseding, unchanged = [], [], []
    met: dict[str, Item] = {}
    for item in items:
        found = attrs.evolve(item, code=item.code or _code_of(item))
        if met.setdefault(found.code, found) != found:
            template = _("“{stem}”和“{other}”编号相同（{code}），内容不同，请改一个编号")
            raise NotPossible(template, stem=found.stem[:20], other=met[found.code].stem[:20], code=found.code)
        known = _standing(versions(work, bank, found.code))
        same = next((one for one in known if _same(work, one, found)), None)
        if same is not None:
            unchanged.append(same)
        elif known:
            superseding.append(supersede(work, _the_one(known), found))
        else:
            added.append(_add(work, bank.id, found, in_use=in_use))
    return Kept(tuple(added), tuple(superseding), tuple(unchanged))


def _code_of(item: Item) -> str:
    told = "\0".join([item.kind.value, item.stem, *(one.text for one in item.options), *(p.left for p in item.pairs)])
    return f"Q{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def versions(work: Work, bank: Division, code: str) -> Sequence[Question]:
    """Return the versions of a question in the bank of a unit and in those it goes on with, the newest first."""
    wanted = sa.select(Question).where(owned(Question, bank), col(Question.code) == code)
    return work.all(wanted.order_by(col(Question.version).desc(), col(Question.id)))


def _standing(found: Sequence[Question]) -> list[Question]:
    """Return of versions those in use, or else the newest; banks that became one may each have had theirs."""
    in_use = [one for one in found if one.state is QuestionState.IN_USE]
    return in_use or [one for one in found if one.version == found[0].version]


def _the_one(known: Sequence[Question]) -> Question:
    if len({one.content for one in known}) > 1:
        template = _("题库里有不同的题编号都是 {code}（合并前各有一道），请先改其中一道的编号")
        raise NotPossible(template, code=known[0].code)
    return known[0]


def _same(work: Work, question: Question, item: Item) -> bool:
    (kept,) = items_of(work, [question])
    files = [attrs.evolve(one, content=as_kept(work.system, one.name, one.content)[1]) for one in item.files]
    return kept == attrs.evolve(item, files=tuple(files))


def supersede(work: Work, question: Question, item: Item) -> Question:
    """Keep a new version of a question; the old one is drawn no more, and what was sat with it stays as it was."""
    bank = owner(work, question.division_id)
    known = versions(work, bank, question.code)
    # Where banks became one, each may have had the same question.
    replaced = [one for one in known if one.content == question.content and one.state is QuestionState.IN_USE]
    made = _add(
        work,
        bank.id,
        attrs.evolve(item, code=question.code),
        version=known[0].version + 1,
        in_use=question in replaced,
    )
    if question in replaced:
        for one in replaced:
            work.change(one, {"state": QuestionState.SUPERSEDED})
    return made


def _add(work: Work, division_id: int, item: Item, *, version: int = 1, in_use: bool = False) -> Question:
    values: dict[str, Any] = {
        name: getattr(item, name)
        for name in (
            "code", "kind", "stem", "topic", "audience", "points", "source", "explanation", "title", "style",
            "case_sensitive", "shuffle", "scoring", "lowest",
        )
    }  # fmt: skip
    if any("|" in tag for tag in item.tags):
        raise NotPossible(_("标签里不能有 |：{tags}"), tags="、".join(item.tags))
    question = work.create(
        Question, {**values, "division_id": division_id, "tags": "|".join(item.tags), "version": version}
    )
    for place, option in enumerate(item.options, 1):
        about = {"text": option.text, "percent": option.percent, "tolerance": option.tolerance}
        _part(work, question, QuestionOption, {**about, "feedback": option.feedback, "place": place})
    for place, pair in enumerate(item.pairs, 1):
        _part(work, question, QuestionOption, {"text": pair.right, "left": pair.left, "place": place})
    for file in item.files:
        kept = attach(work, question, file.name, file.content)
        about = {"at": file.place, "name": file.name, "path": file.path, "sha256": kept.sha256}
        _part(work, question, QuestionFile, about)
    return use(work, question) if in_use else question


def _part(work: Work, question: Question, cls: type[P], values: Mapping[str, Any]) -> P:
    return work.create(cls, {"division_id": question.division_id, "question_id": question.id, **values})


def use(work: Work, question: Question) -> Question:
    """Put a question to use.

    Raises:
        InvalidRecord: if it can't be marked yet, saying why.
    """
    return work.change(question, {"state": QuestionState.IN_USE})


def _parts(work: Work, cls: type[P], questions: Sequence[Question]) -> dict[int, list[P]]:
    found: dict[int, list[P]] = defaultdict(list)
    about: Any = cls
    for start in range(0, len(questions), PIECE):
        ids = [one.id for one in questions[start : start + PIECE]]
        for part in work.all(sa.select(cls).where(col(about.question_id).in_(ids)).order_by(col(about.id))):
            found[part.question_id].append(part)  # type: ignore[attr-defined]  # what both classes have
    return found


def items_of(work: Work, questions: Sequence[Question], *, files: bool = True) -> list[Item]:
    """Return questions as files and marking know them."""
    options = _parts(work, QuestionOption, questions)
    pictures = _parts(work, QuestionFile, questions) if files else {}
    found = []
    for question in questions:
        item = question.item(sorted(options[question.id], key=lambda one: one.place))
        inside = pictures.get(question.id, [])
        found.append(attrs.evolve(item, files=tuple(_files(work, question, inside))) if inside else item)
    return found


def _files(work: Work, question: Question, inside: Sequence[QuestionFile]) -> Iterable[EmbeddedFile]:
    kept = {one.sha256: one.id for one in attachments(work, question)}
    for one in inside:
        yield EmbeddedFile(one.at, one.name, content_of(work, kept[one.sha256])[1], one.path)
