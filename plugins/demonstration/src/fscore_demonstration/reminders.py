"""What is due on the way to a title: applications, papers that grow old, awards that end, programmes to judge."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.drive import Drive
from fscore.model.period import months_after
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_demonstration.evidence import drives_running
from fscore_demonstration.model import (
    AcceptanceState,
    Demonstration,
    DemonstrationState,
    DriveAcceptance,
    Evidence,
    EvidenceState,
    Programme,
    ProgrammeState,
)


def _months(rules: Rules, code: str, on: date) -> int:
    return int(rules.value(code, on).value)


def _to_apply(on: date, rules: Rules) -> "sa.Select[Drive]":
    """Return the drives that end soon, or have ended, and whose acceptance nobody has applied for."""
    applied = sa.select(DriveAcceptance).where(
        col(DriveAcceptance.drive_id) == col(Drive.id), col(DriveAcceptance.state) != AcceptanceState.SELF_ASSESSED
    )
    ends = on + rules.days("demonstration.apply-ahead", on)
    return sa.select(Drive).where(col(Drive.ends_on) <= ends, ~applied.exists())


def _growing_old(on: date, rules: Rules) -> "sa.Select[Evidence]":
    """Return the evidence of running drives that soon counts no more, unless there is younger one for the item."""
    younger = orm.aliased(Evidence)
    followed = sa.select(younger).where(
        col(younger.drive_id) == col(Evidence.drive_id),
        col(younger.criterion) == col(Evidence.criterion),
        col(younger.dated_on) > col(Evidence.dated_on),
        col(younger.state) != EvidenceState.REFUTED,
    )
    running = drives_running(on).where(col(Drive.id) == col(Evidence.drive_id))
    by = months_after(
        on + rules.days("demonstration.evidence-notice", on), -_months(rules, "demonstration.evidence-months", on)
    )
    return sa.select(Evidence).where(
        col(Evidence.dated_on) <= by,
        col(Evidence.state) != EvidenceState.REFUTED,
        running.exists(),
        ~followed.exists(),
    )


def _counts_until(one: Any, on: date, rules: Rules) -> date:
    return months_after(one.dated_on, _months(rules, "demonstration.evidence-months", on))


def _in_state(*states: DemonstrationState) -> "sa.Select[Demonstration]":
    return sa.select(Demonstration).where(col(Demonstration.state).in_(states))


def _ending(on: date, rules: Rules) -> "sa.Select[Demonstration]":
    by: date = on + rules.days("demonstration.award-notice", on)
    return _in_state(DemonstrationState.AWARDED).where(col(Demonstration.expires_on) <= by)


def _to_look_back_on(on: date, rules: Rules) -> "sa.Select[Programme]":
    by = months_after(on, -_months(rules, "demonstration.programme-months", on))
    return sa.select(Programme).where(col(Programme.state) == ProgrammeState.RUNNING, col(Programme.starts_on) <= by)


REMINDERS = (
    Reminder(
        code="demonstration.apply",
        title=_("创建期快结束，还没有申请验收"),
        select=_to_apply,
        due=lambda drive, _on, _rules: drive.ends_on,
        rule="demonstration.apply-ahead",
    ),
    Reminder(
        code="demonstration.evidence-old",
        title=_("创建凭据快不算数了，要补新的"),
        select=_growing_old,
        due=_counts_until,
        rule="demonstration.evidence-months",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="demonstration.evaluate",
        title=_("示范点已申报，要评定"),
        select=lambda _on, _rules: _in_state(DemonstrationState.APPLIED),
        due=lambda one, _on, rules: one.applied_on + rules.days("demonstration.evaluate-within", one.applied_on),
        rule="demonstration.evaluate-within",
    ),
    Reminder(
        code="demonstration.award-ending",
        title=_("示范点有效期快到，要复评或撤牌"),
        select=_ending,
        due=lambda one, _on, _rules: one.expires_on,
        rule="demonstration.award-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="demonstration.programme",
        title=_("长效方案要评估"),
        select=_to_look_back_on,
        due=lambda one, on, rules: months_after(one.starts_on, _months(rules, "demonstration.programme-months", on)),
        rule="demonstration.programme-months",
    ),
)
