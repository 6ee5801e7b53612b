"""The grades in force on a day, as selects and conditions."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.operators import CANTEENS, Licence, Operator, OperatorKind
from fscore.storage.columns import col
from fscore.storage.register import FOOD_CREDENTIALS, of_operator, operators_open
from fscore.storage.rules import Conditions, Requirement, Rules, Subject
from fscore.storage.standing import not_yet, unfollowed
from fscore_grading.model import JUDGED, HygieneGrade, NoGrade, Risk, RiskGrade
from fscore_inspection.visits import VISITS

GRADED_KINDS = (OperatorKind.CATERER, *CANTEENS)


def last_grades(on: date) -> "sa.Select[HygieneGrade]":
    """Return the last judgement of every operator by a day, whether it gave a grade or the reason for none."""

    def judged(one: Any) -> sa.ColumnElement[bool]:
        return sa.and_(col(one.graded_on) <= on, col(one.state).in_(JUDGED))

    last = unfollowed(HygieneGrade, "operator_id", by=("graded_on", "id"), among=judged)
    return sa.select(HygieneGrade).where(judged(HygieneGrade), last)


def graded(on: date, rules: Rules, operator_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that an operator's last judgement is a grade, and not too old."""
    last = last_grades(on).where(
        col(HygieneGrade.operator_id) == operator_id,
        col(HygieneGrade.letter).is_not(None),
        col(HygieneGrade.graded_on) >= rules.back("grading.valid-months", on),
    )
    return last.exists()


def withheld(on: date, rules: Rules, operator_id: Any, reason: NoGrade) -> sa.ColumnElement[bool]:
    """Return the condition that the last judgement withheld the grade, and that the months for it are not over."""
    code = {NoGrade.NEW: "grading.new-months", NoGrade.INCIDENT: "grading.incident-months"}[reason]
    last = last_grades(on).where(
        col(HygieneGrade.operator_id) == operator_id,
        col(HygieneGrade.reason) == reason,
        col(HygieneGrade.graded_on) > rules.back(code, on),
    )
    return last.exists()


def new(on: date, rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that an operator is too new for a grade: its first food licence is so many months old."""
    since = rules.back("grading.new-months", on)
    issued = col(Licence.issued_on)
    food = sa.select(Licence).where(of_operator(Licence), col(Licence.kind).in_(FOOD_CREDENTIALS))
    first_of_late = sa.and_(
        food.where(issued > since, issued <= on).exists(),
        ~food.where(issued <= since).exists(),
        not_yet(col(Operator.opened_on), since),
    )
    return sa.or_(first_of_late, withheld(on, rules, col(Operator.id), NoGrade.NEW))


def to_be_graded(on: date, rules: Rules, *kinds: OperatorKind) -> "sa.Select[Operator]":
    """Return the operators of some kinds that are to have a grade: all that are open but the new ones without one."""
    return operators_open(on, *kinds).where(sa.or_(graded(on, rules, col(Operator.id)), sa.not_(new(on, rules))))


def last_risks(on: date, operator_id: Any) -> "sa.Select[RiskGrade]":
    """Return the risk grade of an operator in force on a day."""

    def by_then(one: Any) -> sa.ColumnElement[bool]:
        return col(one.graded_on) <= on

    last = unfollowed(RiskGrade, "operator_id", by=("graded_on", "id"), among=by_then)
    return sa.select(RiskGrade).where(col(RiskGrade.operator_id) == operator_id, by_then(RiskGrade), last)


def _by_risk(subject: Subject, found: Any, rules: Rules) -> Conditions:
    """Return whether an operator has a risk grade, and whether the visits found are as many as that asks for."""
    last = last_risks(subject.on, subject.id)
    enough = (
        sa.and_(
            last.where(col(RiskGrade.risk) == risk).exists(),
            rules.met(f"grading.visits-{risk.value.lower()}", found, on=subject.on, division=subject.division),
        )
        for risk in Risk
    )
    return last.exists(), sa.or_(*enough)


VISITS_BY_RISK = Requirement(VISITS, _by_risk)
