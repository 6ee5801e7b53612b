"""Boards that nobody changed for long, events that nobody closed, and the publicity week that is still to be held."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import year
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore.storage.spread import units_without
from fscore.storage.standing import not_yet
from fscore_publicity.indicators import events
from fscore_publicity.model import EventKind, EventState, NoticeBoard, PublicityEvent


def _stale(on: date, rules: Rules) -> "sa.Select[NoticeBoard]":
    return sa.select(NoticeBoard).where(
        not_yet(col(NoticeBoard.removed_on), on),
        col(NoticeBoard.updated_on) <= rules.back("publicity.board-stale", on),
    )


def _open(on: date, _rules: Rules) -> "sa.Select[PublicityEvent]":
    over = sa.func.coalesce(col(PublicityEvent.ends_on), col(PublicityEvent.starts_on)) < on
    return sa.select(PublicityEvent).where(col(PublicityEvent.state) == EventState.PLANNED, over)


def _without_week(on: date, rules: Rules) -> "sa.Select[Division]":
    """Return the townships that held no publicity week this year, once the month of it comes near."""
    near = rules.within("publicity.week-notice", rules.deadline("publicity.week-month", on), on)
    week = events(year(on.year).until(on)).where(col(PublicityEvent.kind) == EventKind.WEEK)
    return units_without(week, units=existing(Level.TOWNSHIP, on).where(near), level=Level.TOWNSHIP)


BOARD = Reminder(
    code="publicity.board",
    title=_("宣传栏很久没有更新了"),
    select=_stale,
    rule="publicity.board-stale",
    since="updated_on",
)
EVENT = Reminder(
    code="publicity.event",
    title=_("宣传活动办完要登记，没有办的要注明"),
    select=_open,
    rule="publicity.event-close",
    since=("ends_on", "starts_on"),
)
WEEK = Reminder(
    code="publicity.week",
    title=_("今年还没有举办食品安全宣传周活动"),
    select=_without_week,
    rule="publicity.week-month",
)
REMINDERS = (BOARD, EVENT, WEEK)
