"""Papers on paper: the questions, a sheet to answer on, and the key; in two versions if wanted."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from fscore.documents import Annex, Block, Column, Document, Heading, Paragraph, Properties, Table, runs, write
from fscore.errors import NotPossible
from fscore.labels import _
from fscore.services.work import Work
from fscore_exam.model import Paper
from fscore_exam.papers import Asked, asked
from fscore_exam.questions import LETTERS, QuestionKind
from fscore_exam.shown import choices, lefts, right_answer, stem, words

VERSIONS = ("", "A", "B")
_LINES = 6
_WRITTEN = frozenset({QuestionKind.SHORT, QuestionKind.NUMERICAL, QuestionKind.CLOZE, QuestionKind.MATCHING})


def seed_of(paper: Paper, version: str) -> str:
    """Return the seed that shuffles the options of a printed version; without a version they stand as they are.

    Raises:
        NotPossible: if there is no such version.
    """
    if version not in VERSIONS:
        raise NotPossible(_("卷别只有 A 和 B，不分卷别就空着"))
    return f"{paper.seed}-{version}" if version else ""


def print_paper(work: Work, paper: Paper, version: str = "") -> bytes:
    """Return the questions of a paper as a Word file, with the sheet to answer on behind them."""
    seed, questions = seed_of(paper, version), _questions(work, paper)
    points = f"{paper.full.normalize():f}" if paper.full is not None else ""
    told = _("考试时间 {minutes} 分钟，满分 {points} 分。请把答案写在答题卡上。").format(
        minutes=paper.minutes, points=points
    )
    blocks: list[Block] = [Paragraph(runs(_PERSON), flush=True), Paragraph(runs(told)), *_asked(questions, seed)]
    # The sheet may be torn off, and has to say by which key it is marked.
    sheet = Annex(_("答题卡") + _version(version), tuple(_sheet(questions)))
    return _written(paper, _title(paper, version), tuple(blocks), (sheet,))


def print_answer_sheet(work: Work, paper: Paper, version: str = "") -> bytes:
    """Return only the sheet to answer on."""
    seed_of(paper, version)
    return _written(paper, _title(paper, version) + _("答题卡"), tuple(_sheet(_questions(work, paper))))


def print_key(work: Work, paper: Paper, version: str = "") -> bytes:
    """Return the key of a version: the right answer, the points and the explanation of each question."""
    seed = seed_of(paper, version)
    columns = (
        Column(_("题号"), 1, centred=True),
        Column(_("答案"), 3),
        Column(_("分值"), 1, centred=True),
        Column(_("解析"), 5),
    )
    rows = tuple(
        (
            runs(str(one.line.place)),
            runs(right_answer(one.item, seed, one.line.place)),
            runs(f"{one.line.points.normalize():f}"),
            runs(words(one.item.explanation, one.item.style)),
        )
        for one in _questions(work, paper)
    )
    return _written(paper, _title(paper, version) + _("答案"), (Table(columns, rows),))


_PERSON = _("姓名：________  单位：________________  得分：______")


def _questions(work: Work, paper: Paper) -> list[Asked]:
    found = asked(work, paper)
    if not found:
        raise NotPossible(_("“{paper}”还没有组卷"), paper=paper.name)
    return found


def _title(paper: Paper, version: str) -> str:
    return paper.name + _version(version)


def _version(version: str) -> str:
    return _("（{version}卷）").format(version=version) if version else ""


def _asked(questions: Sequence[Asked], seed: str) -> Iterator[Block]:
    for kind, group in groupby(questions, key=lambda one: one.item.kind):
        yield Heading(1, runs(kind.label))
        for one in group:
            yield from _one(one, seed)


def _one(one: Asked, seed: str) -> Iterator[Block]:
    place, points = one.line.place, f"{one.line.points.normalize():f}"
    first, *rest = stem(one.item).split("\n")
    yield Paragraph(runs(_("{place}．{stem}（{points}分）").format(place=place, stem=first, points=points)))
    yield from (Paragraph(runs(line)) for line in rest)
    for number, left in enumerate(lefts(one.item) if one.item.kind is QuestionKind.MATCHING else (), 1):
        yield Paragraph(runs(f"（{number}）{left}"))
    for letter, text in zip(LETTERS, choices(one.item, seed, place), strict=False):
        yield Paragraph(runs(f"{letter}．{' '.join(text.split())}"))


def _sheet(questions: Sequence[Asked]) -> Iterator[Block]:
    yield Paragraph(runs(_PERSON), flush=True)
    yield Paragraph(runs(_("选择题写字母，判断题写“对”或“错”，匹配题按（1）（2）的次序写字母。")))
    short = [one for one in questions if one.item.kind is not QuestionKind.ESSAY]
    per_row = 2 if any(one.item.kind in _WRITTEN for one in short) else 5
    if short:
        columns = (Column(_("题号"), 1, centred=True), Column(_("作答"), 3)) * per_row
        cells = [(runs(str(one.line.place)), runs("")) for one in short]
        cells += [(runs(""), runs(""))] * (-len(cells) % per_row)
        rows = [
            tuple(cell for pair in cells[start : start + per_row] for cell in pair)
            for start in range(0, len(cells), per_row)
        ]
        yield Table(columns, tuple(rows))
    for one in questions:
        if one.item.kind is QuestionKind.ESSAY:
            yield Paragraph(runs(_("第 {place} 题：").format(place=one.line.place)))
            yield from [Paragraph(runs("_" * 36))] * _LINES


def _written(paper: Paper, title: str, blocks: tuple[Block, ...], annex: tuple[Annex, ...] = ()) -> bytes:
    made = Document(
        title=title,
        blocks=blocks,
        annex=annex,
        properties=Properties(subject=paper.name),
        figure_sheet=False,
    )
    return write(made)
