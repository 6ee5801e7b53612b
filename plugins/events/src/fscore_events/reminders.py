"""What is to be planned and checked before festivals and exams, told early and told again, and summed up afterwards."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, again, in_state, reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.spread import has_none
from fscore_events.festivals import Occasion, coming
from fscore_events.model import EventProtection, EventState

FIRST, SECOND = "events.first-notice", "events.second-notice"


def _protecting(occasion: Occasion) -> "sa.Select[EventProtection]":
    return sa.select(EventProtection).where(
        col(EventProtection.kind) == occasion.kind,
        col(EventProtection.state) != EventState.CANCELLED,
        col(EventProtection.starts_on) <= occasion.ends_on,
        col(EventProtection.ends_on) >= occasion.starts_on,
    )


def _plan_by(_township: Any, on: date, rules: Rules) -> date:
    """Return the day of the second notice before the next occasion: by then there must be a plan to check by."""
    occasion = coming(on, on + rules.days(FIRST, on))[0]
    return max(on, occasion.starts_on - rules.days(SECOND, on))


@reminder(code="events.plan", title=_("节日（考试）快到，还没有安排保障"), rule=FIRST, due=_plan_by)
def without_plan(on: date, rules: Rules) -> "sa.Select[Division]":
    """Townships in which nothing protects an occasion that comes near."""
    near = coming(on, on + rules.days(FIRST, on))
    unplanned = (has_none(_protecting(one), Level.TOWNSHIP, on) for one in near)
    return townships(on).where(sa.or_(sa.false(), *unplanned))


@reminder(code="events.check-first", title=_("活动快到，请安排前期检查"), rule=FIRST, ends="starts_on", until=SECOND)
def to_check(on: date, _rules: Rules) -> "sa.Select[EventProtection]":
    """Events ahead that nobody checked before."""
    return sa.select(EventProtection).where(
        col(EventProtection.state) == EventState.PLANNED, col(EventProtection.starts_on) >= on
    )


to_check_now = again(to_check, code="events.check-second", title=_("活动就要开始，前期检查还没做"))
to_close = Reminder(
    code="events.close",
    title=_("活动结束，保障要总结"),
    select=in_state(EventProtection, EventState.PLANNED, EventState.CHECKED, EventState.ON_DUTY, over="ends_on"),
    rule="events.close-within",
    since="ends_on",
)
REMINDERS = (without_plan, to_check, to_check_now, to_close)
