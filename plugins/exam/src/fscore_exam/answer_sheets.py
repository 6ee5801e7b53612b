"""Answers on paper, typed into a sheet: one row a person, one column a question."""

import io
from collections.abc import Mapping, Sequence

import attrs
import sqlalchemy as sa
import xlsxwriter

from fscore.errors import NotPossible, Problem, RefusedFile
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.model.text import normal
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.scope import inside
from fscore_exam.formats.sheet import rows_of
from fscore_exam.model import Attempt, Paper
from fscore_exam.owning import owner
from fscore_exam.papers import Asked, asked
from fscore_exam.printing import VERSIONS, seed_of
from fscore_exam.questions import LETTERS, QuestionKind
from fscore_exam.shown import given_on_sheet
from fscore_exam.sitting import answers, attempts, new_attempt, put, submit, told_as_kept
from fscore_exam.tables import choice

NUMBER, NAME, VERSION, WRONG = _("人员编号"), _("姓名"), _("卷别"), _("错误")
_FURTHER = frozenset({NUMBER, VERSION, WRONG})
_CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


class RefusedAnswers(RefusedFile):
    """A sheet of answers that is not taken in; ``returned`` is the same sheet with what is wrong behind each row."""

    def __init__(self, name: str, problems: Sequence[Problem], returned: bytes) -> None:
        super().__init__(name, problems)
        self.returned = returned


@attrs.frozen
class Taken:
    """What became of the rows of a sheet."""

    added: tuple[Attempt, ...]
    unchanged: int


@attrs.frozen
class _Row:
    """One person's answers, by the number of the question, as they are kept."""

    person: Person
    given: Mapping[int, str]
    number: int
    known: bool


def template(work: Work, paper: Paper, people: Sequence[Person] = ()) -> bytes:
    """Return an empty sheet for a paper, with the people who are to sit it."""
    headings = [NUMBER, NAME, VERSION, *(str(one.line.place) for one in asked(work, paper))]
    return _book(headings, [{NUMBER: str(one.id), NAME: one.name} for one in people], {})


def read_answers(work: Work, paper: Paper, content: bytes, name: str) -> Taken:
    """Take in the answers of a sheet and mark them; all rows or none, and the same sheet twice adds nothing.

    Raises:
        RefusedAnswers: with every fault of every row.
        RefusedFile: if it is no such sheet.
        NotPossible: if the paper has no questions.
    """
    questions = {str(one.line.place): one for one in asked(work, paper)}
    if not questions:
        raise NotPossible(_("“{paper}”还没有组卷"), paper=paper.name)
    rows = list(rows_of(content, name, (NAME, *questions), lambda heading: heading in _FURTHER))
    faults: dict[int, list[str]] = {}
    read: list[_Row] = []
    seen: dict[int, int] = {}
    for at, row in rows:
        wrong: list[str] = []
        try:
            found = _read(work, paper, row, questions, wrong)
            if found.person.id in seen:
                wrong.append(_("和第 {row} 行是同一个人").format(row=seen[found.person.id]))
            seen.setdefault(found.person.id, at)
            read.append(found)
        except NotPossible as fault:
            wrong.append(str(fault))
        if wrong:
            faults[at] = wrong
    if faults or not rows:
        problems = [
            Problem(_("第 {row} 行").format(row=at), reason) for at, wrong in faults.items() for reason in wrong
        ]
        headings = [one for one in dict.fromkeys(heading for _at, row in rows for heading in row) if one != WRONG]
        returned = _book(headings, [row for _at, row in rows], {at: "；".join(faults.get(at, ())) for at, _row in rows})
        raise RefusedAnswers(name, problems or [Problem("", _("表里没有人"))], returned)
    added = [_keep(work, paper, one, questions) for one in read if not one.known]
    return Taken(tuple(added), len(read) - len(added))


def _read(work: Work, paper: Paper, row: Mapping[str, str], questions: Mapping[str, Asked], wrong: list[str]) -> _Row:
    """Read a row; what is wrong with its answers is put into ``wrong``, as a cell does not hinder the next."""
    version = normal(row.get(VERSION, "")).upper().removesuffix(_("卷"))
    if version not in VERSIONS:
        raise NotPossible(_("卷别要写 A、B 或空着，不是“{text}”"), text=version[:10])
    seed = seed_of(paper, version)
    if not any(row[heading] for heading in questions):
        raise NotPossible(_("一题都没有填：没来考的请删去这一行，交白卷的请填 NA"))
    given = {}
    for heading, one in questions.items():
        text = row[heading]
        try:
            given[one.line.place] = "" if text.upper() == "NA" else _given(one, text, seed)
        except NotPossible as fault:
            wrong.append(str(fault))
    person = _person(work, paper, row)
    former = attempts(work, paper, person)
    known = any({one.place: one.given for one in answers(work, each)} == given for each in former)
    if not known and any(one.passed for one in former):
        raise NotPossible(_("{person}已经考过“{paper}”，不用再考"), person=person.name, paper=paper.name)
    if not known and any(one.passed is None for one in former):
        raise NotPossible(_("{person}上一次的卷子还没有阅完"), person=person.name)
    return _Row(person, given, 1 + max((one.number for one in former), default=0), known)


def _given(one: Asked, text: str, seed: str) -> str:
    if one.item.kind in _CHOSEN:
        letters = choice(text)
        if any(letter not in LETTERS for letter in letters):
            raise NotPossible(_("第 {place} 题“{text}”不是选项的字母"), place=one.line.place, text=text[:10])
        text = letters
    elif one.item.kind is QuestionKind.TRUE_FALSE:
        text = choice(text)
        if text not in ("", "T", "F"):
            raise NotPossible(_("第 {place} 题要写“对”或“错”"), place=one.line.place)
    return told_as_kept(one, seed, given_on_sheet(one.item, text, seed, one.line.place))


def _person(work: Work, paper: Paper, row: Mapping[str, str]) -> Person:
    number, name = row.get(NUMBER, ""), normal(row.get(NAME, ""))
    within: sa.Select[int] = sa.select(col(Division.id)).where(inside(owner(work, paper.division_id)))
    wanted = sa.select(Person).where(col(Person.division_id).in_(within))
    if number:
        if not number.isdecimal():
            raise NotPossible(_("人员编号“{number}”不是数"), number=number[:20])
        found = work.all(wanted.where(col(Person.id) == int(number)))
        if found and name and found[0].name != name:
            raise NotPossible(_("编号 {number} 是{found}，不是{name}"), number=number, found=found[0].name, name=name)
    else:
        found = work.all(wanted.where(col(Person.name) == name).limit(2)) if name else []
    if not found:
        raise NotPossible(_("没有登记过“{name}”，请先登记人员"), name=name or number)
    if len(found) > 1:
        raise NotPossible(_("叫“{name}”的不止一个人，请写人员编号"), name=name)
    return found[0]


def _keep(work: Work, paper: Paper, row: _Row, questions: Mapping[str, Asked]) -> Attempt:
    attempt = new_attempt(work, paper, row.person, None, number=row.number)
    for one in questions.values():
        put(work, attempt, one, row.given[one.line.place])
    return submit(work, attempt, on=min(paper.held_on, work.today))


def _book(headings: Sequence[str], rows: Sequence[Mapping[str, str]], wrong: Mapping[int, str]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("答卷"))
    page.freeze_panes(1, 2)
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "#C00000"})
    shown = [*headings, WRONG] if wrong else list(headings)
    for place, heading in enumerate(shown):
        page.write_string(0, place, heading, bold)
    for at, row in enumerate(rows, 1):
        for place, heading in enumerate(headings):
            page.write_string(at, place, row.get(heading, ""))
    for at, reason in enumerate(wrong.values(), 1):
        page.write_string(at, len(headings), reason, red)
    book.close()
    return output.getvalue()
