"""Boards that nobody changed for long, events that nobody closed, and the publicity week that is still to be held."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import Period, month
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore.storage.spread import units_without
from fscore_publicity.indicators import events
from fscore_publicity.model import EventKind, EventState, NoticeBoard, PublicityEvent


def _stale(on: date, rules: Rules) -> "sa.Select[NoticeBoard]":
    removed = col(NoticeBoard.removed_on)
    hanging = sa.or_(removed.is_(None), removed > on)
    return sa.select(NoticeBoard).where(
        hanging, col(NoticeBoard.updated_on) <= on - rules.days("publicity.board-stale", on)
    )


def _open(on: date, _rules: Rules) -> "sa.Select[PublicityEvent]":
    over = sa.func.coalesce(col(PublicityEvent.ends_on), col(PublicityEvent.starts_on)) < on
    return sa.select(PublicityEvent).where(col(PublicityEvent.state) == EventState.PLANNED, over)


def _close_by(event: PublicityEvent, _on: date, rules: Rules) -> date:
    day = event.ends_on or event.starts_on
    return day + rules.days("publicity.event-close", day)


def _week_by(on: date, rules: Rules, unit: Division | None = None) -> date:
    return month(on.year, int(rules.value("publicity.week-month", on, unit).value)).last


def _without_week(on: date, rules: Rules) -> "sa.Select[Division]":
    """Return the townships that held no publicity week this year, once the month of it comes near."""
    townships = existing(Level.TOWNSHIP, on)
    if on < _week_by(on, rules) - rules.days("publicity.week-notice", on):
        return townships.where(sa.false())
    week = events(Period(date(on.year, 1, 1), on)).where(col(PublicityEvent.kind) == EventKind.WEEK)
    return units_without(week, units=townships, level=Level.TOWNSHIP)


BOARD = Reminder(
    code="publicity.board",
    title=_("宣传栏很久没有更新了"),
    select=_stale,
    due=lambda board, on, rules: board.updated_on + rules.days("publicity.board-stale", on),
    rule="publicity.board-stale",
)
EVENT = Reminder(
    code="publicity.event",
    title=_("宣传活动办完要登记，没有办的要注明"),
    select=_open,
    due=_close_by,
    rule="publicity.event-close",
)
WEEK = Reminder(
    code="publicity.week",
    title=_("今年还没有举办食品安全宣传周活动"),
    select=_without_week,
    due=lambda unit, on, rules: _week_by(on, rules, unit),
    rule="publicity.week-month",
)
REMINDERS = (BOARD, EVENT, WEEK)
