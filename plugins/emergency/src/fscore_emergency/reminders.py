"""Who has to report an incident now, which village owes its monthly report, which plan is to be looked through."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once, in_state, reminder
from fscore.labels import _
from fscore.model.clock import day_of
from fscore.model.division import Division, Level
from fscore.model.period import Period, month, months_after, year_of
from fscore.model.posts import Appointment, Post
from fscore.storage.columns import col
from fscore.storage.places import of_unit, same_unit
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_emergency.model import ENDED, Drill, EmergencyPlan, Incident, PlanState
from fscore_emergency.reporting import lacking

IN_THE_PLAN = (Post.GROUP_HEAD, Post.GROUP_DEPUTY, Post.OFFICE_DIRECTOR, Post.OFFICER)


def _report_by(incident: Any, _on: date, rules: Rules) -> date:
    allowed = timedelta(minutes=rules.number("emergency.first-report", incident.found_on))
    return day_of(incident.found_at + allowed)


@reminder(code="emergency.first-report", title=_("事故要马上报到县级"), rule="emergency.first-report", due=_report_by)
def to_report(_on: date, _rules: Rules) -> "sa.Select[Incident]":
    """Incidents that nobody reported upward yet."""
    return sa.select(Incident).where(col(Incident.first_report_at).is_(None), col(Incident.state).not_in(ENDED))


def _last_ended(on: date) -> Period:
    """Return the last month that has ended; a month ends on its last day, on which its report can be filed."""
    this = month(on.year, on.month)
    before = months_after(this.first, -1)
    return this if this.last == on else month(before.year, before.month)


def _owed_by(_unit: Any, on: date, rules: Rules) -> date:
    return rules.deadline("emergency.zero-report-within", _last_ended(on).last)


@reminder(code="emergency.zero-report", title=_("上月零报告还没报"), rule="emergency.zero-report-within", due=_owed_by)
def owing(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Villages that did not report the last month."""
    return lacking([_last_ended(on)])


def _earlier(on: date, rules: Rules) -> list[Period]:
    """Return the months before the last one that are still asked for, the latest one last."""
    last = _last_ended(on)
    return list(Period(rules.back("emergency.zero-report-back", last.first), last.last).months()[:-1])


def _long_owed_by(_unit: Any, on: date, rules: Rules) -> date:
    return rules.deadline("emergency.zero-report-within", _earlier(on, rules)[-1].last)


@reminder(
    code="emergency.zero-report-owed",
    title=_("以前月份的零报告没有报全"),
    rule="emergency.zero-report-back",
    due=_long_owed_by,
)
def long_owing(on: date, rules: Rules) -> "sa.Select[Division]":
    """Villages that did not report one of the months before."""
    return lacking(_earlier(on, rules))


in_force = in_state(EmergencyPlan, PlanState.APPROVED)


@reminder(
    code="emergency.contacts-changed",
    title=_("人员变动，预案的值守电话要核对"),
    rule="emergency.plan-review",
    due=at_once,
)
def contacts_changed(on: date, rules: Rules) -> "sa.Select[EmergencyPlan]":
    """Plans in force that nobody looked through since somebody in them came or went."""
    since, until = col(Appointment.starts_on), col(Appointment.ends_on)
    seen = sa.func.coalesce(col(EmergencyPlan.reviewed_on), col(EmergencyPlan.approved_on))
    changed = sa.select(Appointment).where(
        same_unit(Appointment, EmergencyPlan, on),
        col(Appointment.post).in_(IN_THE_PLAN),
        sa.or_(sa.and_(since > seen, since <= on), sa.and_(until > seen, until <= on)),
    )
    return in_force(on, rules).where(changed.exists())


to_look_through = Reminder(
    code="emergency.plan-review",
    title=_("应急预案要重新核对"),
    select=in_force,
    rule="emergency.plan-review",
    since=("reviewed_on", "approved_on"),
    notice="emergency.plan-review-notice",
)


@reminder(
    code="emergency.drill",
    title=_("今年还没有应急演练"),
    rule="emergency.drills",
    ends=year_of,
    notice="emergency.drill-notice",
)
def without_drill(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Townships without a drill this year, once its end is near."""
    drill = dated(Drill.held_on, year_of(on)).where(of_unit(Drill, on, Level.TOWNSHIP))
    return townships(on).where(~drill.exists())


REMINDERS = (to_report, owing, long_owing, contacts_changed, to_look_through, without_drill)
