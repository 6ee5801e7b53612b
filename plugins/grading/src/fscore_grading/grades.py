"""The acts of grading: scores become a grade that takes the place of the last one; points become a risk grade."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.period import months_after
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_grading.hygiene import hygiene_set, judge_average
from fscore_grading.model import JUDGED, GradeState, HygieneGrade, HygieneScore, Letter, NoGrade, Risk, RiskGrade, Term

BANDS = ((Risk.D, "grading.risk-d"), (Risk.C, "grading.risk-c"), (Risk.B, "grading.risk-b"))
"""The rule that points of each risk grade meet, the riskiest first; what meets none is A."""


def grade_hygiene(work: Work, values: Mapping[str, Any], scores: Mapping[str, Any]) -> HygieneGrade:
    """Write down the scores of a visit and grade by them; earlier grades of the same term are superseded.

    Args:
        scores: the points of each item that was checked, by item.

    Raises:
        NotAllowed: for roles that do not inspect.
        InvalidRecord: with the faults of the grade, or of the first score that has any.
    """
    grade = work.create(HygieneGrade, values)
    for item, points in scores.items():
        about = {"division_id": grade.division_id, "grade_id": grade.id}
        work.create(HygieneScore, {**about, "item": item, "points": points})
    work.change(grade, {"state": GradeState.GRADED})
    _supersede(work, grade)
    return grade


def _supersede(work: Work, grade: HygieneGrade) -> None:
    earlier = sa.select(HygieneGrade).where(
        col(HygieneGrade.operator_id) == grade.operator_id,
        col(HygieneGrade.term) == grade.term,
        col(HygieneGrade.state).in_((GradeState.GRADED, GradeState.POSTED)),
        col(HygieneGrade.graded_on) < grade.graded_on,
    )
    for one in work.all(earlier):
        work.change(one, {"state": GradeState.SUPERSEDED})


def grade_year(work: Work, operator: Operator, on: date) -> HygieneGrade:
    """Give an operator the grade of the year: the mean of its visits of the twelve months that end on a day.

    Raises:
        NotPossible: if no visit of these months was scored.
    """
    visits = sa.select(HygieneGrade).where(
        col(HygieneGrade.operator_id) == operator.id,
        col(HygieneGrade.term) == Term.DYNAMIC,
        col(HygieneGrade.state).in_(JUDGED),
        col(HygieneGrade.average).is_not(None),
        col(HygieneGrade.graded_on).between(months_after(on, -12) + timedelta(days=1), on),
    )
    averages = [one.average for one in work.all(visits) if one.average is not None]
    criteria = hygiene_set(on)
    if not averages or criteria is None or criteria.rounding is None:
        raise NotPossible(_("“{name}”近一年没有打过分，评不出年度等级"), name=operator.name)
    mean = criteria.rounding.apply(Fraction(sum(averages, Decimal(0))) / len(averages))
    found = judge_average(on, mean, 0)
    letter = Letter.of(found.letter) if found is not None and found.letter is not None else None
    grade = work.add(
        HygieneGrade(
            division_id=operator.division_id,
            operator_id=operator.id,
            graded_on=on,
            term=Term.ANNUAL,
            state=GradeState.GRADED,
            average=mean,
            letter=letter,
            reason=None if letter else NoGrade.LOW,
        )
    )
    _supersede(work, grade)
    return grade


def risk_of(rules: Rules, points: Decimal, on: date, place: Division | None = None, *, raised: bool = False) -> Risk:
    """Return the risk grade of static and dynamic points together; ``raised`` makes it one grade riskier."""
    found = next((risk for risk, code in BANDS if rules.value(code, on, place).met(points)), Risk.A)
    order = list(Risk)
    return order[min(order.index(found) + 1, len(order) - 1)] if raised else found


def grade_risk(work: Work, values: Mapping[str, Any]) -> RiskGrade:
    """Grade an operator's risk from its points, by the bands of the day and place; a reason to raise it does.

    Raises:
        NotPossible: if the points are missing.
    """
    if values.get("static_points") is None or values.get("dynamic_points") is None:
        raise NotPossible(_("要有静态和动态两个分值，才能评风险等级"))
    points = Decimal(str(values["static_points"])) + Decimal(str(values["dynamic_points"]))
    place, raised = work.place(values["division_id"]), bool(values.get("raised_because"))
    risk = risk_of(work.rules, points, values["graded_on"], place, raised=raised)
    return work.create(RiskGrade, {**values, "risk": risk})
