"""How many events were protected, and whether anything happened at them."""

import sqlalchemy as sa

from fscore.evaluation.ratio import Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, indicator, on_record
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_events.model import EventProtection, EventState


def _protected(period: Period) -> "sa.Select[EventProtection]":
    held = (EventState.ON_DUTY, EventState.CLOSED)
    return dated(EventProtection.starts_on, period).where(col(EventProtection.state).in_(held))


@indicator(
    id="I44",
    code="event-incidents",
    label=_("保障活动事故数"),
    unit=Unit(_("起")),
    target="events.incidents-target",
    definition=_("本期开始的保障活动在总结里写的事故起数之和。没有发生，要以应急模块的零报告报全为准。"),
    needs=("emergency",),
)
def event_incidents(period: Period, _rules: Rules) -> Count:
    """Incidents that summaries of events state, by the first day; that there were none is for zero-reports to say."""
    return Count(_protected(period), amount=col(EventProtection.incidents))


event_incidents_on_record = on_record(
    event_incidents,
    id="X49",
    code="event-incidents-on-record",
    label=_("已登记的保障活动事故数"),
    definition=_("本期开始的保障活动在总结里写的事故起数之和。零报告没有报全时，只能说明已经知道的。"),
)


@indicator(
    id="X44",
    code="events-protected",
    label=_("活动保障次数"),
    unit=Unit(_("次")),
    definition=_("本期开始、已经值守的重大活动、节日和考试保障；只安排了的和取消的不算。"),
)
def events_protected(period: Period, _rules: Rules) -> Count:
    """Events that somebody was on duty for, by their first day."""
    return Count(_protected(period))


INDICATORS = (event_incidents, event_incidents_on_record, events_protected)
