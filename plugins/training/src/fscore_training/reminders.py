"""A quarter that ends without its course, and sessions whose day is over and that nobody wrote up."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import quarter_of
from fscore.storage.columns import col
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.spread import has_none
from fscore_training.indicators import held
from fscore_training.model import SessionKind, SessionState, TrainingSession


@reminder(
    code="training.quarter",
    title=_("本季度还没有举办食堂和餐饮单位卫生知识培训"),
    rule="training.quarter-notice",
    ends=quarter_of,
)
def without_course(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Townships that held no course in the quarter, once its end is near."""
    return townships(on).where(has_none(held(quarter_of(on), SessionKind.QUARTERLY), Level.TOWNSHIP, on))


@reminder(
    code="training.record",
    title=_("培训办完要归档，没有办的要取消或改期"),
    rule="training.record-within",
    since=("held_on", "planned_on"),
)
def unrecorded(on: date, _rules: Rules) -> "sa.Select[TrainingSession]":
    """Sessions that were held and not written up, or whose day is over."""
    planned = sa.and_(col(TrainingSession.state) == SessionState.PLANNED, col(TrainingSession.planned_on) < on)
    return sa.select(TrainingSession).where(sa.or_(planned, col(TrainingSession.state) == SessionState.HELD))


REMINDERS = (without_course, unrecorded)
