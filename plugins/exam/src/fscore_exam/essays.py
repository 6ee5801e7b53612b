"""Essays that wait for a person: which they are, and what whoever marks them may know of the marks of others."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import attrs
import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.marking import Verdict
from fscore_exam.model import POINTS, Answer, Attempt, AttemptState, Paper
from fscore_exam.papers import Asked, asked

MOST = 200
_TYPED = re.compile(rf"\d{{1,6}}(?:\.\d{{1,{POINTS}}})?", re.ASCII)


class Stage(Choice):
    """What an essay waits for, as one marker sees it."""

    FRESH = "fresh", _("还没有人评")
    SECOND = "second", _("有人评过，等您评第二遍")
    GIVEN = "given", _("您评过，等另一个人评")
    DIFFERENT = "different", _("两人给的分不一样")


@attrs.frozen
class Essay:
    """One answer that waits, without the name of whoever wrote it; ``own`` is what this marker gave so far.

    ``told`` are both markers with their points, once both have marked and differ: not before, so that the second
    marks without knowing the first. ``open`` if this marker is one of those who can still settle it.
    """

    answer: Answer
    stage: Stage
    own: Decimal | None = None
    told: tuple[tuple[str, Decimal | None], ...] = ()
    open: bool = True


def of_paper(paper: Paper) -> "sa.Select[Answer]":
    """Return the answers to a paper that wait for a person."""
    joined = sa.select(Answer).join_from(Answer, Attempt, col(Attempt.id) == col(Answer.attempt_id))
    return joined.where(
        col(Attempt.paper_id) == paper.id,
        col(Attempt.state) == AttemptState.SUBMITTED,
        col(Answer.verdict) == Verdict.WAITING,
    )


def any_waiting(work: Work, paper: Paper) -> bool:
    """Tell whether answers to a paper wait for a person."""
    return work.count(of_paper(paper), limit=1) > 0


def waiting(work: Work, paper: Paper, limit: int = MOST) -> list[tuple[Asked, list[Essay]]]:
    """Return the essays that wait, by question; those that this marker can do nothing for stand last."""
    found = work.all(of_paper(paper).order_by(col(Answer.place), col(Answer.id)).limit(limit))
    by_place: dict[int, list[Essay]] = {}
    for answer in found:
        by_place.setdefault(answer.place, []).append(seen_by(work.actor.name, answer))
    return [
        (one, sorted(by_place[one.line.place], key=lambda essay: essay.stage is Stage.GIVEN or not essay.open))
        for one in asked(work, paper)
        if one.line.place in by_place
    ]


def seen_by(marker: str, answer: Answer) -> Essay:
    """Return an essay as one marker may see it."""
    given = ((answer.first_by, answer.first_points), (answer.second_by, answer.second_points))
    own = next((points for name, points in given if name == marker), None)
    if answer.second_by:
        return Essay(answer, Stage.DIFFERENT, own, given, open=marker in (answer.first_by, answer.second_by))
    if not answer.first_by:
        return Essay(answer, Stage.FRESH)
    return Essay(answer, Stage.GIVEN if answer.first_by == marker else Stage.SECOND, own)


def typed_points(text: str) -> Decimal:
    """Return points as they were typed.

    Raises:
        NotPossible: if it is no number of points.
    """
    found = unicodedata.normalize("NFKC", text).strip()
    if not _TYPED.fullmatch(found):
        raise NotPossible(_("得分写数字，最多 {places} 位小数，如 6 或 6.5"), places=POINTS)
    return Decimal(found)


def answer_waiting(work: Work, paper: Paper, number: str) -> Answer:
    """Return one of the answers to a paper that wait.

    Raises:
        NotPossible: if it waits no more, or is none of them.
    """
    known = number if number.isascii() and number.isdigit() and len(number) < len(str(2**63)) else "0"
    found: Sequence[Answer] = work.all(of_paper(paper).where(col(Answer.id) == int(known)))
    if not found:
        raise NotPossible(_("这份答案已经有人阅完了，您给的分没有存"))
    return found[0]
