"""Papers: drawn from the bank by a seed, opened and closed; and the questions of a paper as people see them."""

from collections.abc import Sequence
from datetime import UTC, datetime

import attrs
import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.bank import items_of
from fscore_exam.drawing import ordered
from fscore_exam.model import Paper, PaperDraw, PaperQuestion, PaperState, Question, QuestionState
from fscore_exam.owning import owned, owner, told_once
from fscore_exam.questions import Item


@attrs.frozen
class Asked:
    """One question of a paper."""

    line: PaperQuestion
    question: Question
    item: Item


def draw(work: Work, paper: Paper) -> list[PaperQuestion]:
    """Draw the questions of a paper as its seed and its demands say, and freeze them as they are.

    The same seed over the same bank draws the same paper. No question stands on it twice.

    Raises:
        NotPossible: if the paper is not a draft, demands nothing, or the bank has too few questions; naming which.
    """
    if paper.state is not PaperState.DRAFT:
        raise NotPossible(_("“{paper}”已经组好卷了，要重新组卷先改回“正在组卷”"), paper=paper.name)
    demands = work.all(sa.select(PaperDraw).where(col(PaperDraw.paper_id) == paper.id).order_by(col(PaperDraw.place)))
    if not demands:
        raise NotPossible(_("“{paper}”还没有抽题要求"), paper=paper.name)
    for former in _lines(work, paper):
        former.deleted_reason, former.key = _("重新组卷"), None
        former.deleted_at = datetime.now(UTC)
    work.session.flush()
    drawn: list[tuple[PaperDraw, Question]] = []
    taken: set[int] = set()
    for demand in demands:
        free = [one for one in _fitting(work, paper, demand) if one.id not in taken]
        if len(free) < demand.count:
            raise NotPossible(
                _("题库里“{topic}”的{kind}只有 {found} 道可以用，要抽 {wanted} 道"),
                topic=demand.topic or _("不限主题"),
                kind=demand.kind.label,
                found=len(free),
                wanted=demand.count,
            )
        found = ordered(f"{paper.seed}-{demand.place}", free, lambda one: f"{one.code}|{one.version}")[: demand.count]
        taken |= {one.id for one in found}
        drawn += [(demand, one) for one in found]
    lines = [_line(work, paper, place, *pair) for place, pair in enumerate(drawn, 1)]
    work.change(paper, {"state": PaperState.DRAWN})
    return lines


def _fitting(work: Work, paper: Paper, demand: PaperDraw) -> Sequence[Question]:
    wanted = sa.select(Question).where(
        owned(Question, owner(work, paper.division_id)),
        col(Question.state) == QuestionState.IN_USE,
        col(Question.kind) == demand.kind,
    )
    if demand.topic:
        wanted = wanted.where(col(Question.topic) == demand.topic)
    return told_once(work.all(wanted.order_by(col(Question.id))))


def _line(work: Work, paper: Paper, place: int, demand: PaperDraw, question: Question) -> PaperQuestion:
    question.frozen_as = question.content
    return work.add(
        PaperQuestion(
            division_id=paper.division_id,
            paper_id=paper.id,
            place=place,
            question_id=question.id,
            points=demand.points,
        )
    )


def _lines(work: Work, paper: Paper) -> Sequence[PaperQuestion]:
    wanted = sa.select(PaperQuestion).where(col(PaperQuestion.paper_id) == paper.id)
    return work.all(wanted.order_by(col(PaperQuestion.place)))


def asked(work: Work, paper: Paper, *, files: bool = False) -> list[Asked]:
    """Return the questions of a paper in their order."""
    lines = _lines(work, paper)
    if not lines:
        return []
    ids = [line.question_id for line in lines]
    questions = {one.id: one for one in work.all(sa.select(Question).where(col(Question.id).in_(ids)))}
    found = [questions[line.question_id] for line in lines]
    items = items_of(work, found, files=files)
    return [Asked(*three) for three in zip(lines, found, items, strict=True)]


def open_paper(work: Work, paper: Paper) -> Paper:
    """Let people sit a paper."""
    return work.change(paper, {"state": PaperState.OPEN})


def close_paper(work: Work, paper: Paper) -> Paper:
    """End the sitting of a paper."""
    return work.change(paper, {"state": PaperState.CLOSED})
