"""What is to be planned and checked before festivals and exams, told early and told again, and summed up afterwards."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore_events.festivals import Occasion, coming
from fscore_events.model import EventProtection, EventState

FIRST, SECOND = "events.first-notice", "events.second-notice"


def _days(rules: Rules, code: str, on: date) -> int:
    return int(rules.value(code, on).value)


def _unplanned(occasion: Occasion) -> sa.ColumnElement[bool]:
    """Return the condition that nothing in a township protects an occasion."""
    place = orm.aliased(Division)
    plan = (
        sa.select(EventProtection)
        .join(place, col(place.id) == col(EventProtection.division_id))
        .where(
            col(place.township_id) == col(Division.id),
            col(EventProtection.kind) == occasion.kind,
            col(EventProtection.state) != EventState.CANCELLED,
            col(EventProtection.starts_on) <= occasion.ends_on,
            col(EventProtection.ends_on) >= occasion.starts_on,
        )
    )
    return ~plan.exists()


def _without_plan(on: date, rules: Rules) -> "sa.Select[Division]":
    near = coming(on, _days(rules, FIRST, on))
    return existing(Level.TOWNSHIP, on).where(sa.or_(sa.false(), *map(_unplanned, near)))


def _plan_by(_township: Any, on: date, rules: Rules) -> date:
    """Return the day of the second notice before the next occasion: by then there must be a plan to check by."""
    occasion = coming(on, _days(rules, FIRST, on))[0]
    return max(on, occasion.starts_on - timedelta(days=_days(rules, SECOND, on)))


def _checking(code: str, title: str, *, by: str, after: str | None) -> Reminder:
    """Make the reminder of planned events that begin within the days of ``by``, but not within those of ``after``."""

    def unchecked(on: date, rules: Rules) -> "sa.Select[EventProtection]":
        starts = col(EventProtection.starts_on)
        later = on if after is None else on + timedelta(days=_days(rules, after, on) + 1)
        return sa.select(EventProtection).where(
            col(EventProtection.state) == EventState.PLANNED,
            starts.between(later, on + timedelta(days=_days(rules, by, on))),
        )

    return Reminder(code, title, unchecked, by, due="starts_on")


def _to_close(on: date, _rules: Rules) -> "sa.Select[EventProtection]":
    ended = (EventState.CLOSED, EventState.CANCELLED)
    return sa.select(EventProtection).where(col(EventProtection.state).not_in(ended), col(EventProtection.ends_on) < on)


REMINDERS = (
    Reminder(
        code="events.plan",
        title=_("节日（考试）快到，还没有安排保障"),
        select=_without_plan,
        due=_plan_by,
        rule=FIRST,
    ),
    _checking("events.check-first", _("活动快到，请安排前期检查"), by=FIRST, after=SECOND),
    _checking("events.check-second", _("活动就要开始，前期检查还没做"), by=SECOND, after=None),
    Reminder(
        code="events.close",
        title=_("活动结束，保障要总结"),
        select=_to_close,
        due=lambda event, on, rules: event.ends_on + timedelta(days=_days(rules, "events.close-within", on)),
        rule="events.close-within",
    ),
)
