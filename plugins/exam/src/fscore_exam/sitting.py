"""Sitting a paper: begin, save each answer as it is given, hand in; and what follows from the result.

The clock is the server's: a sitting knows when it ends, so a page that is loaded again, or a connection that was lost,
changes nothing. Whoever calls these commits.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa

from fscore.errors import Conflict, NotPossible
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.people import Credential, CredentialKind, Person
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.drawing import as_kept, option_order
from fscore_exam.marking import Given, Outcome, Verdict, mark, verdict_of
from fscore_exam.model import EXACT, Answer, Attempt, AttemptState, Band, Paper, PaperState
from fscore_exam.papers import Asked, asked
from fscore_exam.questions import QuestionKind

_STEP = Decimal(1).scaleb(-EXACT)


def now() -> datetime:
    """Return the moment; clocks of sittings always use real time."""
    return datetime.now(UTC)


def begin(
    work: Work, paper: Paper, person: Person, *, operator: Operator | None = None, at: datetime | None = None
) -> Attempt:
    """Begin a sitting, or return the one that goes on.

    Raises:
        NotPossible: if the paper is not open, or the person has passed it already.
    """
    former = attempts(work, paper, person)
    going = [one for one in former if one.state is AttemptState.STARTED]
    if going:
        return going[0]
    if paper.state is not PaperState.OPEN:
        raise NotPossible(_("“{paper}”现在是“{state}”，不能答题"), paper=paper.name, state=paper.state.label)
    if any(one.passed for one in former):
        raise NotPossible(_("{person}已经考过“{paper}”，不用再考"), person=person.name, paper=paper.name)
    if any(one.state is AttemptState.SUBMITTED for one in former):
        raise NotPossible(_("{person}的卷子还没有阅完，阅完再定要不要补考"), person=person.name)
    number = 1 + max((one.number for one in former), default=0)
    return new_attempt(work, paper, person, operator, number=number, at=at or now())


def new_attempt(
    work: Work, paper: Paper, person: Person, operator: Operator | None, *, number: int, at: datetime | None = None
) -> Attempt:
    """Add a sitting with the rules of its paper; one on paper has no clock."""
    place = work.place(paper.division_id)
    line = paper.pass_percent
    if line is None:
        line = work.rules.value("exam.pass-mark", work.today, place).value
    return work.add(
        Attempt(
            division_id=person.division_id,
            paper_id=paper.id,
            person_id=person.id,
            examinee=person.name,
            operator_id=operator.id if operator else None,
            number=number,
            seed=f"{paper.seed}-{person.id}-{number}" if paper.shuffled else "",
            full=paper.full,
            pass_percent=line,
            digits=paper.digits,
            rounding=paper.rounding,
            started_at=at,
            due_at=at + timedelta(minutes=paper.minutes) if at else None,
        )
    )


def attempts(work: Work, paper: Paper, person: Person) -> Sequence[Attempt]:
    """Return somebody's sittings of a paper that count."""
    wanted = sa.select(Attempt).where(
        col(Attempt.paper_id) == paper.id, col(Attempt.person_id) == person.id, col(Attempt.state) != AttemptState.VOID
    )
    return work.all(wanted.order_by(col(Attempt.number)))


def seconds_left(attempt: Attempt, at: datetime | None = None) -> int:
    """Return how many seconds of a sitting are left."""
    return 0 if attempt.due_at is None else max(0, int((attempt.due_at - (at or now())).total_seconds()))


def save(
    work: Work, attempt: Attempt, place: int, given: Given, *, at: datetime | None = None, seen: int | None = None
) -> Answer:
    """Save an answer as it is given; given again, it replaces the one before.

    Args:
        given: letters as they stand on this person's sheet; they are kept as the question's own.
        seen: the revision of the answer that the page knew, 0 for none yet; without it, the last one counts.

    Raises:
        NotPossible: if the sitting is over, or there is no such question.
        Conflict: if another page saved another answer meanwhile; data has its ``revision``.
    """
    if attempt.state is not AttemptState.STARTED:
        raise NotPossible(_("已经交卷，不能再改答案"))
    if time_is_up(attempt, at):
        raise NotPossible(_("考试时间到了，已经保存的答案会交上去"))
    found = next((one for one in asked(work, work.get(Paper, attempt.paper_id)) if one.line.place == place), None)
    if found is None:
        raise NotPossible(_("没有第 {place} 题"), place=place)
    told = told_as_kept(found, attempt.seed, given)
    kept = answer_to(work, attempt, place)
    if seen is not None and kept is not None and kept.revision != seen and kept.given != told:
        raise Conflict(_("第 {place} 题在另一处改过"), place=place, revision=kept.revision)
    return put(work, attempt, found, told)


def answer_to(work: Work, attempt: Attempt, place: int) -> Answer | None:
    """Return what was answered to one question so far."""
    return work.first(sa.select(Answer).where(col(Answer.attempt_id) == attempt.id, col(Answer.place) == place))


def time_is_up(attempt: Attempt, at: datetime | None = None) -> bool:
    """Tell whether a sitting that goes on has no time left."""
    return attempt.state is AttemptState.STARTED and attempt.due_at is not None and (at or now()) > attempt.due_at


def told_as_kept(found: Asked, seed: str, given: Given) -> str:
    """Return an answer as it is kept: letters of a shuffled sheet as the question's own, several parts as a list."""
    if not isinstance(given, str):
        return json.dumps(list(given), ensure_ascii=False) if any(part.strip() for part in given) else ""
    if found.item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return as_kept(given.upper(), option_order(found.item, seed, found.line.place))
    return given.upper() if found.item.kind is QuestionKind.TRUE_FALSE else given


def put(work: Work, attempt: Attempt, found: Asked, given: str) -> Answer:
    """Keep an answer in the question's own letters."""
    kept = answer_to(work, attempt, found.line.place)
    if kept is None:
        return work.add(
            Answer(
                division_id=attempt.division_id,
                attempt_id=attempt.id,
                place=found.line.place,
                question_id=found.question.id,
                given=given,
            )
        )
    kept.given = given
    work.session.flush()
    return kept


def hand_in_overdue(work: Work, at: datetime | None = None) -> list[Attempt]:
    """Hand in every sitting whose time is over, with what was saved by then."""
    over = sa.select(Attempt).where(col(Attempt.state) == AttemptState.STARTED, col(Attempt.due_at) < (at or now()))
    return [submit(work, one) for one in work.all(over.order_by(col(Attempt.id)))]


def submit(work: Work, attempt: Attempt, *, on: date | None = None) -> Attempt:
    """Hand in, today if not on another day: mark what has a rule, and leave essays to a person.

    Raises:
        NotPossible: if it was handed in before.
    """
    if attempt.state is not AttemptState.STARTED:
        raise NotPossible(_("已经交过卷了"))
    paper = work.get(Paper, attempt.paper_id)
    attempt.submitted_on = on or work.today
    mark_answers(work, paper, attempt, asked(work, paper))
    return finish(work, attempt)


def answers(work: Work, attempt: Attempt) -> Sequence[Answer]:
    """Return the answers of a sitting in the order of the questions."""
    wanted = sa.select(Answer).where(col(Answer.attempt_id) == attempt.id)
    return work.all(wanted.order_by(col(Answer.place)))


def mark_answers(work: Work, paper: Paper, attempt: Attempt, questions: Sequence[Asked]) -> None:
    """Mark every question of a sitting; one that was never opened is blank."""
    given = {one.place: one for one in answers(work, attempt)}
    rules = paper.marking()
    for found in questions:
        answer = given.get(found.line.place) or put(work, attempt, found, "")
        answer.question_id = found.question.id
        by_person = found.item.kind is QuestionKind.ESSAY and answer.first_points is not None
        if not by_person:
            _write(answer, mark(found.item, answer.parts(found.item.kind), found.line.points, rules))
    work.session.flush()


def _write(answer: Answer, outcome: Outcome) -> None:
    answer.verdict = outcome.verdict
    answer.exact = "" if outcome.points is None else str(outcome.points)
    answer.points = None if outcome.points is None else as_decimal(outcome.points)


def as_decimal(value: Fraction) -> Decimal:
    """Return points as they are shown: exact as far as the digits go."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_STEP)


def mark_essay(work: Work, answer: Answer, points: Decimal) -> Answer:
    """Mark an essay; where the paper asks for four eyes, a second person marks it as well and both must agree.

    Raises:
        NotPossible: if it is no essay that waits, the points are too many, or two others mark it already.
    """
    attempt = work.get(Attempt, answer.attempt_id)
    paper = work.get(Paper, attempt.paper_id)
    found = next(one for one in asked(work, paper) if one.line.place == answer.place)
    if answer.verdict is not Verdict.WAITING:
        raise NotPossible(_("这道题不用人工阅卷，或已经阅完"))
    if not 0 <= points <= found.line.points:
        raise NotPossible(_("本题得分要在 0 到 {most} 之间"), most=f"{found.line.points.normalize():f}")
    _note_points(answer, work.actor.name, points)
    if not paper.four_eyes or answer.second_points == answer.first_points:
        final = Fraction(points)
        _write(answer, Outcome(verdict_of(final, Fraction(found.line.points)), final))
    work.session.flush()
    finish(work, attempt)
    return answer


def _note_points(answer: Answer, marker: str, points: Decimal) -> None:
    """Write down what one marker gives; each may change the own points until both agree."""
    if not answer.first_by or answer.first_by == marker:
        answer.first_points, answer.first_by = points, marker
    elif not answer.second_by or answer.second_by == marker:
        answer.second_points, answer.second_by = points, marker
    else:
        raise NotPossible(
            _("这道题已经由{first}和{second}阅卷，请他们商量"), first=answer.first_by, second=answer.second_by
        )


def finish(work: Work, attempt: Attempt) -> Attempt:
    """Settle the result if everything is marked: score, band, and for a pass a certificate; else leave it waiting."""
    waiting = any(one.verdict in (None, Verdict.WAITING) for one in answers(work, attempt))
    if waiting:
        attempt.state = AttemptState.SUBMITTED
        work.session.flush()
        return attempt
    attempt.state = AttemptState.MARKED
    settle(work, attempt)
    return attempt


def settle(work: Work, attempt: Attempt) -> None:
    """Draw score, band and certificate of a sitting again from its answers."""
    found = answers(work, attempt)
    attempt.gather(found)
    attempt.band = band(work, attempt)
    if attempt.passed and attempt.credential_id is None and attempt.submitted_on is not None:
        attempt.credential_id = _certificate(work, attempt).id
    elif not attempt.passed and attempt.credential_id is not None:
        withdraw(work, attempt, _("答案更正后成绩不合格"))
    work.session.flush()


def withdraw(work: Work, attempt: Attempt, reason: str) -> None:
    """Withdraw the certificate of a sitting; somebody may have removed it by hand before."""
    held = work.first(sa.select(Credential).where(col(Credential.id) == attempt.credential_id))
    work.session.flush()
    attempt.credential_id = None
    work.session.flush()
    if held is not None:
        work.remove(held, reason)


def band(work: Work, attempt: Attempt) -> Band | None:
    """Return how good a result is by the rules of its day and place."""
    if attempt.score is None or not attempt.full or attempt.submitted_on is None:
        return None
    if not attempt.passed:
        return Band.FAIL
    percent = attempt.score * 100 / attempt.full
    place = work.place(attempt.division_id)
    for code, found in (("exam.excellent-mark", Band.EXCELLENT), ("exam.good-mark", Band.GOOD)):
        if work.rules.value(code, attempt.submitted_on, place).met(percent):
            return found
    return Band.PASS


def _certificate(work: Work, attempt: Attempt) -> Credential:
    issued = attempt.submitted_on or work.today
    lasts = work.rules.days("exam.certificate-days", issued, work.place(attempt.division_id))
    return work.add(
        Credential(
            division_id=attempt.division_id,
            person_id=attempt.person_id,
            kind=CredentialKind.EXAM,
            issued_on=issued,
            valid_to=issued + lasts - timedelta(days=1),
            number=_("考{paper}-{attempt}").format(paper=attempt.paper_id, attempt=attempt.id),
        )
    )
