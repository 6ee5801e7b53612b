"""Decisions that fall due, meetings without minutes, villages without a plan."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, lacking, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_meetings.indicators import plans_made
from fscore_meetings.model import Decision, DecisionState, Meeting, MeetingState

to_do = Reminder(
    code="meetings.decision",
    title=_("会议决定要落实"),
    select=in_state(Decision, DecisionState.PLANNED),
    rule="meetings.decision-notice",
    ends="due_on",
)


@reminder(
    code="meetings.minutes",
    title=_("会议开过要写纪要，没有开的要取消"),
    rule="meetings.minutes-within",
    since=("held_on", "planned_on"),
)
def unminuted(on: date, _rules: Rules) -> "sa.Select[Meeting]":
    """Meetings that were held without minutes, or whose day is over."""
    planned = sa.and_(col(Meeting.state) == MeetingState.PLANNED, col(Meeting.planned_on) < on)
    return sa.select(Meeting).where(sa.or_(planned, col(Meeting.state) == MeetingState.HELD))


without_plan = Reminder(
    code="meetings.plan",
    title=_("当年村（社区）工作方案还没有"),
    select=lacking(plans_made),
    rule="meetings.plan-month",
)
REMINDERS = (to_do, unminuted, without_plan)
