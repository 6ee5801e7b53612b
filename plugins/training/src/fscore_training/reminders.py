"""A quarter that ends without its course, and sessions whose day is over and that nobody wrote up."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import quarter_of
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore.storage.spread import units_without
from fscore_training.indicators import held
from fscore_training.model import SessionKind, SessionState, TrainingSession


def _without_course(on: date, rules: Rules) -> "sa.Select[Division]":
    """Return the townships that held no course in the quarter of a day, once its end is near."""
    quarter = quarter_of(on)
    townships = existing(Level.TOWNSHIP, on).where(rules.within("training.quarter-notice", quarter.last, on))
    return units_without(held(quarter, SessionKind.QUARTERLY), units=townships, level=Level.TOWNSHIP)


def _unrecorded(on: date, _rules: Rules) -> "sa.Select[TrainingSession]":
    planned = sa.and_(col(TrainingSession.state) == SessionState.PLANNED, col(TrainingSession.planned_on) < on)
    return sa.select(TrainingSession).where(sa.or_(planned, col(TrainingSession.state) == SessionState.HELD))


QUARTER = Reminder(
    code="training.quarter",
    title=_("本季度还没有举办食堂和餐饮单位卫生知识培训"),
    select=_without_course,
    rule="training.quarter-notice",
    due=lambda _unit, on, _rules: quarter_of(on).last,
)
RECORD = Reminder(
    code="training.record",
    title=_("培训办完要归档，没有办的要取消或改期"),
    select=_unrecorded,
    rule="training.record-within",
    since=("held_on", "planned_on"),
)
REMINDERS = (QUARTER, RECORD)
