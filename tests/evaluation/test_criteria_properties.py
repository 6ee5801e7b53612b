"""What holds for every set and every answer, and a second, plain way of scoring to compare with."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from fractions import Fraction
from random import Random
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from fscore.evaluation.answers import Answer
from fscore.evaluation.criteria import Absence, AnsweredBy, CriteriaSet, Criterion, Method, amount
from fscore.evaluation.criteria_checks import problems
from fscore.evaluation.rounding import Mode
from fscore.evaluation.scoring import ScoreState, score
from tests.evaluation.criteria_strategies import Case, criteria_sets, scored

ROUNDINGS = {
    Mode.HALF_UP: ROUND_HALF_UP,
    Mode.HALF_EVEN: ROUND_HALF_EVEN,
    Mode.DOWN: ROUND_DOWN,
    Mode.UP: ROUND_UP,
}


def plain_points(item: Criterion, of: Decimal, answer: Answer) -> Any:
    """Return an item's points, computed in the shortest way there is."""
    if item.answered_by is AnsweredBy.YES_NO:
        return of if answer.says == item.expects else 0
    if item.answered_by is AnsweredBy.POINTS:
        return answer.points
    if item.answered_by is AnsweredBy.DEDUCTIONS:
        lost = item.deductions[0].points * answer.counts["late"]
        return max(0, of - min(lost, item.deductions[0].at_most or lost))
    if item.target:
        return of if item.target.op.holds(answer.value, 95) else 0
    return item.steps[0].points if answer.value >= 95 else item.steps[1].points if answer.value >= 50 else 0


def plain_score(criteria: CriteriaSet, kind: str | None, answers: tuple[Answer, ...]) -> Decimal | None:
    """Return the points of a set, or None if nothing can be scored."""
    by_code = {answer.code: answer for answer in answers}
    earned = bonus = lost = gone = count = Fraction(0)
    for item in criteria.criteria:
        of, answer = item.points_for(kind), by_code.get(item.code)
        if of is None or of == 0:
            continue
        absent = answer.absent_because is not None
        absence = criteria.absence_of(item)
        if item.bonus:
            bonus += 0 if absent else Fraction(plain_points(item, of, answer))
        elif absent and absence is Absence.REWEIGHT:
            gone += Fraction(of)
        elif absent and absence is Absence.REDUCE:
            lost += Fraction(of)
        else:
            count += 1
            earned += Fraction(of if absent else plain_points(item, of, answer))
    if criteria.bonus_at_most is not None:
        bonus = min(bonus, Fraction(criteria.bonus_at_most))
    total = Fraction(amount(criteria.total, kind)) - lost
    if criteria.method is Method.MEAN:
        found = earned / count if count else None
    else:
        found = earned * total / (total - gone) + bonus if total > gone else None
    if found is None:
        return None
    wide = Context(prec=80)
    exact = wide.divide(Decimal(found.numerator), Decimal(found.denominator))
    return exact.quantize(Decimal(1).scaleb(-criteria.rounding.digits), ROUNDINGS[criteria.rounding.mode], wide)


@given(criteria_sets())
def test_the_made_up_sets_are_ones_that_the_checks_let_pass(criteria: CriteriaSet):
    assert problems(criteria) == ()


@given(scored())
def test_points_are_those_of_a_plain_second_computation(case: Case):
    criteria, kind, answers = case
    assert score(criteria, answers, kind=kind).points == plain_score(criteria, kind, answers)


@given(scored())
def test_points_lie_between_nothing_and_the_total_with_bonus(case: Case):
    criteria, kind, answers = case
    found = score(criteria, answers, kind=kind)
    if found.points is not None:
        most = criteria.rounding.apply(found.total + criteria.bonus_for(kind))
        assert 0 <= found.points <= most


@given(scored(), st.randoms())
def test_the_order_of_the_answers_changes_nothing(case: Case, random: Random):
    criteria, kind, answers = case
    mixed = list(answers)
    random.shuffle(mixed)
    assert score(criteria, mixed, kind=kind) == score(criteria, answers, kind=kind)


@given(scored(), st.data())
def test_another_fault_never_raises_the_score_or_the_grade(case: Case, data: st.DataObject):
    criteria, kind, answers = case
    before = score(criteria, answers, kind=kind)
    present = [answer for answer in answers if answer.absent_because is None and answer.value is None]
    if not present:
        return
    chosen = data.draw(st.sampled_from(present))
    item = next(item for item in criteria.criteria if item.code == chosen.code)
    worse = attrs.evolve(
        chosen,
        says=None if chosen.says is None else not item.expects,
        points=None if chosen.points is None else chosen.points / 2 if chosen.points % 2 == 0 else Decimal(0),
        counts=None if chosen.counts is None else {"late": chosen.counts["late"] + 1},
    )
    after = score(criteria, [worse if answer is chosen else answer for answer in answers], kind=kind)
    if before.points is not None:
        assert after.points <= before.points
    assert not (after.passed and before.passed is False)
    assert not (after.grade and not before.grade)


@given(scored())
def test_points_of_children_add_up_to_those_of_their_parent(case: Case):
    criteria, kind, answers = case
    for node in score(criteria, answers, kind=kind).explanation.walk():
        parts = [child.points for child in node.children if child.points is not None]
        if node.points is not None and parts:
            assert sum(parts) == node.points, node


@given(scored())
def test_full_marks_on_what_is_there_are_the_full_total_and_none_are_nothing(case: Case):
    criteria, kind, answers = case
    for good in (True, False):
        answered = [best_or_worst(criteria, kind, answer, good=good) for answer in answers]
        found = score(criteria, answered, kind=kind)
        if found.state is not ScoreState.COMPLETE or (not good and keeps_something(criteria, answers)):
            continue
        bonus = any(item.bonus for item in criteria.criteria)
        if good:
            assert found.points == found.total or (bonus and found.points >= found.total)
        else:
            assert found.points == 0


def best_or_worst(criteria: CriteriaSet, kind: str | None, answer: Answer, *, good: bool) -> Answer:
    item = next(item for item in criteria.criteria if item.code == answer.code)
    if answer.absent_because is not None:
        return answer
    of = item.points_for(kind)
    if item.answered_by is AnsweredBy.POINTS:
        return attrs.evolve(answer, points=of if good else Decimal(0))
    if item.answered_by is AnsweredBy.DEDUCTIONS:
        return attrs.evolve(answer, counts={"late": 0 if good else 10_000})
    if item.answered_by is AnsweredBy.YES_NO:
        return attrs.evolve(answer, says=item.expects is good)
    values = [Fraction(value) for value in (0, 94, 95, 96)]
    return attrs.evolve(
        answer,
        value=(max if good else min)(
            values, key=lambda value: plain_points(item, of, attrs.evolve(answer, value=value))
        ),
    )


def keeps_something(criteria: CriteriaSet, answers: tuple[Answer, ...]) -> bool:
    """Tell whether the worst answers still earn points: absent items that count as full, deductions with a limit."""
    absent = {answer.code for answer in answers if answer.absent_because is not None}
    return any(
        each.at_most is not None for item in criteria.criteria for each in item.deductions if item.code not in absent
    ) or any(item.code in absent and criteria.absence_of(item) is Absence.CREDIT for item in criteria.criteria)
