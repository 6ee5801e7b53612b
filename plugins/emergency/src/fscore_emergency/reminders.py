"""Who has to report an incident now, which village owes its monthly report, which plan is to be looked through."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once
from fscore.labels import _
from fscore.model.clock import day_of
from fscore.model.division import Division, Level
from fscore.model.period import Period, month, months_after, year
from fscore.model.posts import Appointment, Post
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore_emergency.model import ENDED, Drill, EmergencyPlan, Incident, PlanState
from fscore_emergency.reporting import lacking

IN_THE_PLAN = (Post.GROUP_HEAD, Post.GROUP_DEPUTY, Post.OFFICE_DIRECTOR, Post.OFFICER)


def _to_report(_on: date, _rules: Rules) -> "sa.Select[Incident]":
    return sa.select(Incident).where(col(Incident.first_report_at).is_(None), col(Incident.state).not_in(ENDED))


def _report_by(incident: Any, _on: date, rules: Rules) -> date:
    allowed = timedelta(minutes=int(rules.value("emergency.first-report", incident.found_on).value))
    return day_of(incident.found_at + allowed)


def _last_ended(on: date) -> Period:
    """Return the last month that has ended; a month ends on its last day, on which its report can be filed."""
    this = month(on.year, on.month)
    before = months_after(this.first, -1)
    return this if this.last == on else month(before.year, before.month)


def _owing(on: date, _rules: Rules) -> "sa.Select[Division]":
    return lacking([_last_ended(on)])


def _owed_by(_unit: Any, on: date, rules: Rules) -> date:
    return rules.deadline("emergency.zero-report-within", _last_ended(on).last)


def _earlier(on: date, rules: Rules) -> list[Period]:
    """Return the months before the last one that are still asked for, the latest one last."""
    last = _last_ended(on)
    return list(Period(rules.back("emergency.zero-report-back", last.first), last.last).months()[:-1])


def _long_owing(on: date, rules: Rules) -> "sa.Select[Division]":
    return lacking(_earlier(on, rules))


def _long_owed_by(_unit: Any, on: date, rules: Rules) -> date:
    return rules.deadline("emergency.zero-report-within", _earlier(on, rules)[-1].last)


def _in_force() -> "sa.Select[EmergencyPlan]":
    return sa.select(EmergencyPlan).where(col(EmergencyPlan.state) == PlanState.APPROVED)


def _changed_since(on: date, _rules: Rules) -> "sa.Select[EmergencyPlan]":
    since, until = col(Appointment.starts_on), col(Appointment.ends_on)
    seen = sa.func.coalesce(col(EmergencyPlan.reviewed_on), col(EmergencyPlan.approved_on))
    changed = sa.select(Appointment).where(
        col(Appointment.division_id) == col(EmergencyPlan.division_id),
        col(Appointment.post).in_(IN_THE_PLAN),
        sa.or_(sa.and_(since > seen, since <= on), sa.and_(until > seen, until <= on)),
    )
    return _in_force().where(changed.exists())


def _to_look_through(on: date, rules: Rules) -> "sa.Select[EmergencyPlan]":
    seen = sa.func.coalesce(col(EmergencyPlan.reviewed_on), col(EmergencyPlan.approved_on))
    soon = on + rules.days("emergency.plan-review-notice", on)
    return _in_force().where(seen <= rules.back("emergency.plan-review", soon))


def _without_drill(on: date, rules: Rules) -> "sa.Select[Division]":
    drill = sa.select(Drill).where(
        col(Drill.division_id) == col(Division.id), col(Drill.held_on).between(*year(on.year).days)
    )
    near = rules.within("emergency.drill-notice", year(on.year).last, on)
    return existing(Level.TOWNSHIP, on).where(near, ~drill.exists())


FIRST_REPORT = Reminder(
    code="emergency.first-report",
    title=_("事故要马上报到县级"),
    select=_to_report,
    rule="emergency.first-report",
    due=_report_by,
)
ZERO_REPORT = Reminder(
    code="emergency.zero-report",
    title=_("上月零报告还没报"),
    select=_owing,
    rule="emergency.zero-report-within",
    due=_owed_by,
)
ZERO_REPORT_LONG_OWED = Reminder(
    code="emergency.zero-report-owed",
    title=_("以前月份的零报告没有报全"),
    select=_long_owing,
    rule="emergency.zero-report-back",
    due=_long_owed_by,
)
CONTACTS_CHANGED = Reminder(
    code="emergency.contacts-changed",
    title=_("人员变动，预案的值守电话要核对"),
    select=_changed_since,
    rule="emergency.plan-review",
    due=at_once,
)
PLAN_REVIEW = Reminder(
    code="emergency.plan-review",
    title=_("应急预案要重新核对"),
    select=_to_look_through,
    rule="emergency.plan-review",
    since=("reviewed_on", "approved_on"),
)
DRILL_MISSING = Reminder(
    code="emergency.drill",
    title=_("今年还没有应急演练"),
    select=_without_drill,
    rule="emergency.drills",
    due=lambda _township, on, _rules: year(on.year).last,
)
REMINDERS = (FIRST_REPORT, ZERO_REPORT, ZERO_REPORT_LONG_OWED, CONTACTS_CHANGED, PLAN_REVIEW, DRILL_MISSING)
