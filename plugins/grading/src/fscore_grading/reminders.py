"""Who has no grade, whose grade gets old or does not hang on the wall, and who is still to be visited this year."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Urgency, at_once, reminder
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import year_of
from fscore.storage.columns import col
from fscore.storage.register import of_operator, operators_open, trading
from fscore.storage.rules import Rules
from fscore_grading.current import GRADED_KINDS, last_grades, last_risks, to_be_graded, withheld
from fscore_grading.model import GradeState, HygieneGrade, NoGrade, Risk, RiskGrade
from fscore_inspection.visits import often_enough, visits


@reminder(code="grading.ungraded", title=_("还没有量化等级，要评定"), rule="grading.valid-months", due=at_once)
def ungraded(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Businesses that are to have a grade, and neither have one nor wait for one after an incident."""
    # Whoever had a grade that is too old by now is told by the reminder of old grades.
    ever = last_grades(on).where(of_operator(HygieneGrade), col(HygieneGrade.letter).is_not(None))
    waiting = withheld(on, rules, col(Operator.id), NoGrade.INCIDENT)
    return to_be_graded(on, rules, *GRADED_KINDS).where(~ever.exists(), sa.not_(waiting))


@reminder(
    code="grading.old",
    title=_("量化等级满一年，要重新评定"),
    rule="grading.valid-months",
    since="graded_on",
    notice="grading.old-notice",
    urgency=Urgency.EXPIRING,
)
def old(on: date, _rules: Rules) -> "sa.Select[HygieneGrade]":
    """The last grades of open businesses."""
    graded = last_grades(on).where(col(HygieneGrade.letter).is_not(None))
    return graded.where(trading(on, col(HygieneGrade.operator_id), *GRADED_KINDS))


@reminder(code="grading.post", title=_("等级标识要张贴公示"), rule="grading.post-within", since="graded_on")
def to_post(on: date, _rules: Rules) -> "sa.Select[HygieneGrade]":
    """The last grades that do not hang on the wall."""
    waiting = col(HygieneGrade.state) == GradeState.GRADED
    return last_grades(on).where(waiting, col(HygieneGrade.letter).is_not(None))


@reminder(
    code="grading.visits", title=_("今年检查次数还没有达到风险等级的要求"), rule="grading.visits-notice", ends=year_of
)
def to_visit(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Businesses with a risk grade that were visited too seldom this year, once its end is near."""
    found = visits(year_of(on).first, on, col(Operator.id))
    at_risk = operators_open(on).where(last_risks(on, col(Operator.id)).exists())
    return at_risk.where(sa.not_(often_enough(found, on, rules)))


@reminder(
    code="grading.misgraded", title=_("风险等级低于分值对应的等级，请核对"), rule="grading.risk-b", due="graded_on"
)
def misgraded(_on: date, rules: Rules) -> "sa.Select[RiskGrade]":
    """Risk grades that lie below what their points amount to."""
    static = col(RiskGrade.static_points)
    # The sum is kept in the same scaled whole numbers as what it is made of.
    points = sa.type_coerce(static + col(RiskGrade.dynamic_points), static.type)
    order = list(Risk)
    too_low = (
        sa.and_(
            rules.met(f"grading.risk-{risk.value.lower()}", points, on=col(RiskGrade.graded_on)),
            col(RiskGrade.risk).in_(order[: order.index(risk)]),
        )
        for risk in order[1:]
    )
    return sa.select(RiskGrade).where(sa.or_(*too_low))


REMINDERS = (ungraded, old, to_post, to_visit, misgraded)
