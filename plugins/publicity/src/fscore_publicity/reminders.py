"""Boards that nobody changed for long, events that nobody closed, and the publicity week that is still to be held."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import year_of
from fscore.storage.columns import col
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.spread import has_none
from fscore.storage.standing import not_yet
from fscore_publicity.indicators import events
from fscore_publicity.model import EventKind, EventState, NoticeBoard, PublicityEvent


@reminder(code="publicity.board", title=_("宣传栏很久没有更新了"), rule="publicity.board-stale", since="updated_on")
def stale_boards(on: date, rules: Rules) -> "sa.Select[NoticeBoard]":
    """Boards that hang and that nobody changed for as long as the rule says."""
    hanging = sa.select(NoticeBoard).where(not_yet(col(NoticeBoard.removed_on), on))
    return hanging.where(col(NoticeBoard.updated_on) <= rules.back("publicity.board-stale", on))


to_close = Reminder(
    code="publicity.event",
    title=_("宣传活动办完要登记，没有办的要注明"),
    select=in_state(PublicityEvent, EventState.PLANNED, over=("ends_on", "starts_on")),
    rule="publicity.event-close",
    since=("ends_on", "starts_on"),
)


@reminder(
    code="publicity.week",
    title=_("今年还没有举办食品安全宣传周活动"),
    rule="publicity.week-month",
    notice="publicity.week-notice",
)
def without_week(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Townships that held no publicity week this year, once the month of it comes near."""
    week = events(year_of(on).until(on)).where(col(PublicityEvent.kind) == EventKind.WEEK)
    return townships(on).where(has_none(week, Level.TOWNSHIP, on))


REMINDERS = (stale_boards, to_close, without_week)
