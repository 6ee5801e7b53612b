"""Results: of a person, of a paper, by division; who sits again; what changes when a key is corrected."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import attrs
import numpy as np
import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division, Level
from fscore.model.people import Person
from fscore.model.period import Period
from fscore.services.figures import Line, breakdown
from fscore.services.work import Work
from fscore.storage.audit import Act
from fscore.storage.columns import col
from fscore_exam.bank import items_of, supersede
from fscore_exam.indicators import exam_passed
from fscore_exam.model import EXACT, Answer, Attempt, AttemptState, Paper, PaperQuestion, Question, QuestionState
from fscore_exam.papers import asked
from fscore_exam.question_faults import faults
from fscore_exam.questions import CHOSEN, Item
from fscore_exam.reminders import failed, repeated, retakes, uncertified
from fscore_exam.sitting import finish, mark_answers, settle, withdraw
from fscore_exam.statistics import Matrix


class Which(Choice):
    """Which sittings of a person statistics take."""

    FIRST = "first", _("第一次")
    LAST = "last", _("最后一次")
    HIGHEST = "highest", _("得分最高的一次")
    ALL = "all", _("每一次")


@attrs.frozen
class Changed:
    """Whose result is another one since a key was corrected."""

    person_id: int
    name: str
    before: Decimal | None
    after: Decimal | None
    passed_before: bool | None
    passed_after: bool | None


def of_person(work: Work, person: Person) -> Sequence[Attempt]:
    """Return somebody's sittings, the newest first."""
    wanted = sa.select(Attempt).where(col(Attempt.person_id) == person.id)
    return work.all(wanted.order_by(col(Attempt.submitted_on).desc(), col(Attempt.id).desc()))


def to_sit_again(work: Work) -> Sequence[Attempt]:
    """Return the last sittings of people who are to study and sit again."""
    return work.all(retakes.wanted(work.today, work.rules).order_by(col(Attempt.submitted_on), col(Attempt.id)))


def failed_again(work: Work) -> Sequence[Attempt]:
    """Return the last sittings of people who failed so often that their operator is told."""
    return work.all(repeated.wanted(work.today, work.rules).order_by(col(Attempt.submitted_on), col(Attempt.id)))


@attrs.frozen
class Failing:
    """Somebody who did not pass and has not sat again: by when to, or ``repeated``, so that the operator is told."""

    attempt: Attempt
    place: Division
    due: date
    repeated: bool


def failing(work: Work, paper: Paper) -> list[Failing]:
    """Return who did not pass a paper and has not sat again, whoever is to sit first before."""
    wanted = failed().where(col(Attempt.paper_id) == paper.id).order_by(col(Attempt.submitted_on), col(Attempt.id))
    found = []
    for one in work.all(wanted):
        place = work.place(one.division_id)
        rules = work.rules.near(place)
        flagged = rules.value("exam.fails-flagged", work.today).met(one.number)
        found.append(Failing(one, place, retakes.day(one, work.today, rules), flagged))
    return sorted(found, key=lambda one: not one.repeated)


def marked_attempts(work: Work, paper: Paper, which: Which = Which.FIRST) -> list[Attempt]:
    """Return the sittings of a paper that have a result; of each person the first, unless others are asked for."""
    wanted = sa.select(Attempt).where(col(Attempt.paper_id) == paper.id, col(Attempt.state) == AttemptState.MARKED)
    found = list(work.all(wanted.order_by(col(Attempt.number), col(Attempt.id))))
    if which is Which.ALL:
        return found
    chosen: dict[int, Attempt] = {}
    for one in found:
        known = chosen.get(one.person_id)
        if known is None or which is Which.LAST or (which is Which.HIGHEST and (one.score or 0) > (known.score or 0)):
            chosen[one.person_id] = one
    return list(chosen.values())


def correct_key(work: Work, question: Question, item: Item, reason: str) -> list[Changed]:
    """Correct a question that was used: keep a new version, mark every sitting again, and return whose result changes.

    The audit trail says who corrected which key, why, and how many results changed.

    Raises:
        NotPossible: without a reason, or if the question is not the same kind any more.
    """
    if not reason.strip():
        raise NotPossible(_("更正答案要写原因"))
    (kept,) = items_of(work, [question], files=False)
    same_options = item.kind not in CHOSEN or len(item.options) == len(kept.options)
    if item.kind is not question.kind or not same_options:
        raise NotPossible(_("更正答案不能改题型和选项的个数"))
    flaw = next(faults(item), None)
    if flaw is not None:
        raise NotPossible(_("这样更正不行：{flaw}"), flaw=flaw)
    made = supersede(work, question, item)
    if made.state is QuestionState.DRAFT:
        # The question was replaced or put aside in the bank: the corrected one is for the papers that have it already.
        work.change(made, {"state": QuestionState.RETIRED})
    lines = work.all(sa.select(PaperQuestion).where(col(PaperQuestion.question_id) == question.id))
    changed: list[Changed] = []
    for line in lines:
        line.question_id = made.id
        made.frozen_as = made.content
        work.session.flush()
        changed += mark_again(work, work.get(Paper, line.paper_id))
    told = {
        "version": [question.version, made.version],
        "reason": [None, reason.strip()],
        "changed": [None, sorted(one.person_id for one in changed)],
    }
    work.note(Act("correct-key", "question", made.id, made.division_id, told))
    return changed


def mark_again(work: Work, paper: Paper) -> list[Changed]:
    """Mark every sitting of a paper again and return whose result changes."""
    questions = asked(work, paper)
    changed = []
    wanted = sa.select(Attempt).where(
        col(Attempt.paper_id) == paper.id, col(Attempt.state).in_((AttemptState.SUBMITTED, AttemptState.MARKED))
    )
    for attempt in work.all(wanted.order_by(col(Attempt.id))):
        if not work.count(sa.select(Answer).where(col(Answer.attempt_id) == attempt.id), limit=1):
            continue  # a result typed in from paper has no answers to mark
        before = attempt.score, attempt.passed
        mark_answers(work, paper, attempt, questions)
        if attempt.state is AttemptState.MARKED:
            settle(work, attempt)
        else:
            finish(work, attempt)
        if (attempt.score, attempt.passed) != before:
            person = work.get(Person, attempt.person_id)
            changed.append(Changed(person.id, person.name, before[0], attempt.score, before[1], attempt.passed))
    return changed


@attrs.frozen
class Certified:
    """Whose certificate was given, and whose was withdrawn."""

    given: tuple[Attempt, ...]
    withdrawn: tuple[Attempt, ...]


def to_certify(paper: Paper | None = None) -> "tuple[sa.Select[Attempt], sa.Select[Attempt]]":
    """Return the results that have no certificate although they should, and those that should have none."""
    state, passed = col(Attempt.state), col(Attempt.passed)
    void = sa.or_(state != AttemptState.MARKED, passed.is_(sa.false()), passed.is_(None))
    doubtful = sa.select(Attempt).where(col(Attempt.credential_id).is_not(None), void)
    of_paper = sa.true() if paper is None else col(Attempt.paper_id) == paper.id
    lacking, doubtful = (found.where(of_paper).order_by(col(Attempt.id)) for found in (uncertified(), doubtful))
    return lacking, doubtful


def certify(work: Work, paper: Paper | None = None) -> Certified:
    """Make certificates agree with results that were changed by hand, of one paper or of all.

    A passed result that was typed in, and so was never marked, gets its certificate; one that does not count any more,
    or did not pass after all, loses it.
    """
    given, withdrawn = (tuple(work.all(found)) for found in to_certify(paper))
    for attempt in given:
        settle(work, attempt)
    for attempt in withdrawn:
        withdraw(work, attempt, _("成绩作废或改成不合格"))
    return Certified(given, withdrawn)


def by_division(work: Work, area: Division, period: Period, level: Level) -> list[Line]:
    """Return how many were examined and passed in each division of a level; the lines add up to the area's."""
    return breakdown(work, exam_passed.id, area, period, level)


def matrix_of(work: Work, paper: Paper, which: Which = Which.FIRST) -> Matrix:
    """Return the marks of a paper for statistics: a question each row, a person each column.

    A result that was typed in has no answers, and so says nothing of the questions.
    """
    questions = asked(work, paper)
    wanted = sa.select(Answer).join_from(Answer, Attempt, col(Attempt.id) == col(Answer.attempt_id))
    given = work.all(wanted.where(col(Attempt.paper_id) == paper.id))
    answered = {one.attempt_id for one in given}
    sat = [one for one in marked_attempts(work, paper, which) if one.id in answered]
    columns = {attempt.id: place for place, attempt in enumerate(sat)}
    rows = {one.line.place: place for place, one in enumerate(questions)}
    marks = np.zeros((len(questions), len(sat)), np.int64)
    blanks = [0] * len(questions)
    for answer in given:
        if answer.attempt_id in columns and answer.place in rows and answer.points is not None:
            marks[rows[answer.place], columns[answer.attempt_id]] = int(answer.points.scaleb(EXACT))
            blanks[rows[answer.place]] += not answer.given
    return Matrix(
        tuple(_("第{place}题").format(place=one.line.place) for one in questions),
        marks,
        tuple(int(one.line.points.scaleb(EXACT)) for one in questions),
        EXACT,
        tuple(blanks),
    )
