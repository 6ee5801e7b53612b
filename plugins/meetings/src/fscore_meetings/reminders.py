"""Decisions that fall due, meetings without minutes, villages without a plan."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state
from fscore.labels import _
from fscore.model.division import Division
from fscore.storage.columns import col
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore_meetings.indicators import village_plans
from fscore_meetings.model import Decision, DecisionState, Meeting, MeetingState, Plan


def _unminuted(on: date, _rules: Rules) -> "sa.Select[Meeting]":
    planned = sa.and_(col(Meeting.state) == MeetingState.PLANNED, col(Meeting.planned_on) < on)
    return sa.select(Meeting).where(sa.or_(planned, col(Meeting.state) == MeetingState.HELD))


def _without_plan(on: date, _rules: Rules) -> "sa.Select[Division]":
    plan = village_plans(on).where(col(Plan.division_id) == col(Division.id))
    return units(on).where(~plan.exists())


DECISION = Reminder(
    code="meetings.decision",
    title=_("会议决定要落实"),
    select=in_state(Decision, DecisionState.PLANNED),
    rule="meetings.decision-notice",
    ends="due_on",
)
MINUTES = Reminder(
    code="meetings.minutes",
    title=_("会议开过要写纪要，没有开的要取消"),
    select=_unminuted,
    rule="meetings.minutes-within",
    since=("held_on", "planned_on"),
)
PLAN = Reminder(
    code="meetings.plan",
    title=_("当年村（社区）工作方案还没有"),
    select=_without_plan,
    rule="meetings.plan-month",
)
REMINDERS = (DECISION, MINUTES, PLAN)
