"""Whether every village has its plan, how often the agencies met, and what became of what they decided."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, standing
from fscore_meetings.model import Decision, DecisionState, Meeting, MeetingKind, Plan, PlanKind


def village_plans(on: date) -> "sa.Select[Plan]":
    """Return the plans of villages and communities for the year of a day that are issued by it and not superseded."""
    there = standing(on, since=Plan.issued_on, ended=Plan.superseded_on)
    return there.where(col(Plan.kind) == PlanKind.VILLAGE, col(Plan.year) == on.year)


@indicator(
    id="I05",
    code="plans-made",
    label=_("工作方案制定率"),
    unit=PERCENT,
    definition=_(
        "期末已印发当年村（社区）工作方案且未被替代的村（社区），除以期末存在的全部村（社区）。部门方案不算在内。"
    ),
)
def plans_made(period: Period, _rules: Rules) -> Share:
    """Villages and communities with a plan for the year by the last day, of all that exist on it."""
    plan = village_plans(period.last).where(of_unit(Plan, period.last))
    return Share.of(units(period.last), plan.exists())


@indicator(
    id="I06",
    code="joint-meetings",
    label=_("联席会议次数"),
    unit=Unit(_("次")),
    target="meetings.joint-target",
    definition=_("召开日期在本期的联席会议；例会和食安委会议不算。"),
)
def joint_meetings(period: Period, _rules: Rules) -> Count:
    """Joint meetings that were held."""
    return Count(dated(Meeting.held_on, period).where(col(Meeting.kind) == MeetingKind.JOINT))


@indicator(
    id="X72",
    code="decisions-in-time",
    label=_("会议决定按期落实率"),
    unit=PERCENT,
    definition=_("完成期限在本期的会议决定中，在期限当天或以前落实的；撤销的不计。"),
)
def decisions_in_time(period: Period, _rules: Rules) -> Share:
    """Decisions due in the period, and those of them that were done by their day."""
    due = dated(Decision.due_on, period).where(col(Decision.state) != DecisionState.CANCELLED)
    return Share.of(due, col(Decision.done_on) <= col(Decision.due_on))


INDICATORS = (plans_made, joint_meetings, decisions_in_time)
