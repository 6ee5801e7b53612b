"""Who has to report an incident now, which village owes its monthly report, which plan is to be looked through."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.people import Appointment, Post
from fscore.model.period import Period, month, months_after, year
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore_emergency.model import CHINA, ENDED, Drill, EmergencyPlan, Incident, PlanState
from fscore_emergency.reporting import lacking

IN_THE_PLAN = (Post.GROUP_HEAD, Post.GROUP_DEPUTY, Post.OFFICE_DIRECTOR, Post.OFFICER)


def _number(rules: Rules, code: str, on: date, place: Division | None = None) -> int:
    return int(rules.value(f"emergency.{code}", on, place).value)


def _to_report(_on: date, _rules: Rules) -> "sa.Select[Incident]":
    return sa.select(Incident).where(col(Incident.first_report_at).is_(None), col(Incident.state).not_in(ENDED))


def _report_by(incident: Any, _on: date, rules: Rules) -> date:
    allowed = timedelta(minutes=_number(rules, "first-report", incident.found_on))
    by: date = (incident.found_at + allowed).astimezone(CHINA).date()
    return by


def _last_ended(on: date) -> Period:
    """Return the last month that has ended; a month ends on its last day, on which its report can be filed."""
    this = month(on.year, on.month)
    before = months_after(this.first, -1)
    return this if this.last == on else month(before.year, before.month)


def _owing(on: date, _rules: Rules) -> "sa.Select[Division]":
    return lacking([_last_ended(on)])


def _owed_by(unit: Any, on: date, rules: Rules) -> date:
    last = _last_ended(on).last
    return last + timedelta(days=_number(rules, "zero-report-within", last, unit))


def _earlier(on: date, rules: Rules) -> list[Period]:
    """Return the months before the last one that are still asked for, the latest one last."""
    first = _last_ended(on).first
    days = (months_after(first, -back) for back in range(_number(rules, "zero-report-back", on), 0, -1))
    return [month(day.year, day.month) for day in days]


def _long_owing(on: date, rules: Rules) -> "sa.Select[Division]":
    return lacking(_earlier(on, rules))


def _long_owed_by(unit: Any, on: date, rules: Rules) -> date:
    last = _earlier(on, rules)[-1].last
    return last + timedelta(days=_number(rules, "zero-report-within", last, unit))


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
    soon = on + timedelta(days=_number(rules, "plan-review-notice", on))
    seen = sa.func.coalesce(col(EmergencyPlan.reviewed_on), col(EmergencyPlan.approved_on))
    return _in_force().where(seen <= months_after(soon, -_number(rules, "plan-review", on)))


def _look_through_by(plan: Any, on: date, rules: Rules) -> date:
    return months_after(plan.reviewed_on or plan.approved_on, _number(rules, "plan-review", on))


def _without_drill(on: date, rules: Rules) -> "sa.Select[Division]":
    drill = sa.select(Drill).where(
        col(Drill.division_id) == col(Division.id), col(Drill.held_on).between(*year(on.year).days)
    )
    near = year(on.year).last - on <= timedelta(days=_number(rules, "drill-notice", on))
    return existing(Level.TOWNSHIP, on).where(~drill.exists(), sa.true() if near else sa.false())


FIRST_REPORT = Reminder(
    code="emergency.first-report",
    title=_("事故要马上报到县级"),
    select=_to_report,
    due=_report_by,
    rule="emergency.first-report",
)
ZERO_REPORT = Reminder(
    code="emergency.zero-report",
    title=_("上月零报告还没报"),
    select=_owing,
    due=_owed_by,
    rule="emergency.zero-report-within",
)
ZERO_REPORT_LONG_OWED = Reminder(
    code="emergency.zero-report-owed",
    title=_("以前月份的零报告没有报全"),
    select=_long_owing,
    due=_long_owed_by,
    rule="emergency.zero-report-back",
)
CONTACTS_CHANGED = Reminder(
    code="emergency.contacts-changed",
    title=_("人员变动，预案的值守电话要核对"),
    select=_changed_since,
    due=lambda _plan, on, _rules: on,
    rule="emergency.plan-review",
)
PLAN_REVIEW = Reminder(
    code="emergency.plan-review",
    title=_("应急预案要重新核对"),
    select=_to_look_through,
    due=_look_through_by,
    rule="emergency.plan-review",
)
DRILL_MISSING = Reminder(
    code="emergency.drill",
    title=_("今年还没有应急演练"),
    select=_without_drill,
    due=lambda _township, on, _rules: year(on.year).last,
    rule="emergency.drills",
)
REMINDERS = (FIRST_REPORT, ZERO_REPORT, ZERO_REPORT_LONG_OWED, CONTACTS_CHANGED, PLAN_REVIEW, DRILL_MISSING)
