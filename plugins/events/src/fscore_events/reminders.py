"""What is to be planned and checked before festivals and exams, told early and told again, and summed up afterwards."""

from datetime import date
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
    near = coming(on, on + rules.days(FIRST, on))
    return existing(Level.TOWNSHIP, on).where(sa.or_(sa.false(), *map(_unplanned, near)))


def _plan_by(_township: Any, on: date, rules: Rules) -> date:
    """Return the day of the second notice before the next occasion: by then there must be a plan to check by."""
    occasion = coming(on, on + rules.days(FIRST, on))[0]
    return max(on, occasion.starts_on - rules.days(SECOND, on))


def _to_check(on: date, _rules: Rules) -> "sa.Select[EventProtection]":
    return sa.select(EventProtection).where(
        col(EventProtection.state) == EventState.PLANNED, col(EventProtection.starts_on) >= on
    )


def _to_close(on: date, _rules: Rules) -> "sa.Select[EventProtection]":
    ended = (EventState.CLOSED, EventState.CANCELLED)
    return sa.select(EventProtection).where(col(EventProtection.state).not_in(ended), col(EventProtection.ends_on) < on)


REMINDERS = (
    Reminder(
        code="events.plan",
        title=_("节日（考试）快到，还没有安排保障"),
        select=_without_plan,
        rule=FIRST,
        due=_plan_by,
    ),
    Reminder(
        code="events.check-first",
        title=_("活动快到，请安排前期检查"),
        select=_to_check,
        rule=FIRST,
        ends="starts_on",
        until=SECOND,
    ),
    Reminder(
        code="events.check-second",
        title=_("活动就要开始，前期检查还没做"),
        select=_to_check,
        rule=SECOND,
        ends="starts_on",
    ),
    Reminder(
        code="events.close",
        title=_("活动结束，保障要总结"),
        select=_to_close,
        rule="events.close-within",
        since="ends_on",
    ),
)
