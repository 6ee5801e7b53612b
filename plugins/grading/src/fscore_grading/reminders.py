"""Who has no grade, whose grade gets old or does not hang on the wall, and who is still to be visited this year."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import months_after
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore_grading.current import GRADED_KINDS, last_grades, last_risks, months_before, to_be_graded, withheld
from fscore_grading.model import GradeState, HygieneGrade, NoGrade, Risk, RiskGrade
from fscore_inspection.visits import often_enough, visits


def _ungraded(on: date, rules: Rules) -> "sa.Select[Operator]":
    # Whoever had a grade that is too old by now is told by the reminder of old grades.
    ever = last_grades(on).where(
        col(HygieneGrade.operator_id) == col(Operator.id), col(HygieneGrade.letter).is_not(None)
    )
    waiting = withheld(on, rules, col(Operator.id), NoGrade.INCIDENT)
    return to_be_graded(on, rules, *GRADED_KINDS).where(~ever.exists(), sa.not_(waiting))


def _old(on: date, rules: Rules) -> "sa.Select[HygieneGrade]":
    by = months_before(rules, "grading.valid-months", on + rules.days("grading.old-notice", on))
    owner = operators_open(on, *GRADED_KINDS).where(col(Operator.id) == col(HygieneGrade.operator_id))
    graded = last_grades(on).where(col(HygieneGrade.letter).is_not(None))
    return graded.where(col(HygieneGrade.graded_on) <= by, owner.exists())


def _old_by(grade: Any, on: date, rules: Rules) -> date:
    return months_after(grade.graded_on, int(rules.value("grading.valid-months", on).value))


def _to_post(on: date, _rules: Rules) -> "sa.Select[HygieneGrade]":
    waiting = col(HygieneGrade.state) == GradeState.GRADED
    return last_grades(on).where(waiting, col(HygieneGrade.letter).is_not(None))


def _post_by(grade: HygieneGrade, _on: date, rules: Rules) -> date:
    return grade.graded_on + rules.days("grading.post-within", grade.graded_on)


def _to_visit(on: date, rules: Rules) -> "sa.Select[Operator]":
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    if on < last - rules.days("grading.visits-notice", on):
        return sa.select(Operator).where(sa.false())
    found = visits(first, on, col(Operator.id))
    at_risk = operators_open(on).where(last_risks(on, col(Operator.id)).exists())
    return at_risk.where(sa.not_(often_enough(found, on, rules)))


def _misgraded(_on: date, rules: Rules) -> "sa.Select[RiskGrade]":
    """Return the risk grades that lie below what their points amount to."""
    static = col(RiskGrade.static_points)
    # The sum is kept in the same scaled whole numbers as what it is made of.
    points = sa.type_coerce(static + col(RiskGrade.dynamic_points), static.type)
    place, day = col(RiskGrade.division_id), col(RiskGrade.graded_on)
    order = list(Risk)
    too_low = (
        sa.and_(
            rules.met(f"grading.risk-{risk.value.lower()}", points, on=day, division=place),
            col(RiskGrade.risk).in_(order[: order.index(risk)]),
        )
        for risk in order[1:]
    )
    return sa.select(RiskGrade).where(sa.or_(*too_low))


REMINDERS = (
    Reminder(
        code="grading.ungraded",
        title=_("还没有量化等级，要评定"),
        select=_ungraded,
        due=lambda _operator, on, _rules: on,
        rule="grading.valid-months",
    ),
    Reminder(
        code="grading.old",
        title=_("量化等级满一年，要重新评定"),
        select=_old,
        due=_old_by,
        rule="grading.valid-months",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="grading.post",
        title=_("等级标识要张贴公示"),
        select=_to_post,
        due=_post_by,
        rule="grading.post-within",
    ),
    Reminder(
        code="grading.visits",
        title=_("今年检查次数还没有达到风险等级的要求"),
        select=_to_visit,
        due=lambda _operator, on, _rules: date(on.year, 12, 31),
        rule="grading.visits-notice",
    ),
    Reminder(
        code="grading.misgraded",
        title=_("风险等级低于分值对应的等级，请核对"),
        select=_misgraded,
        due=lambda grade, _on, _rules: grade.graded_on,
        rule="grading.risk-b",
    ),
)
