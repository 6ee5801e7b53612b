"""What is due on the way to a title: applications, papers that grow old, awards that end, programmes to judge."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency, in_state
from fscore.labels import _
from fscore.model.drive import Drive
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


def _to_apply(_on: date, _rules: Rules) -> "sa.Select[Drive]":
    """Return the drives whose acceptance nobody has applied for."""
    applied = sa.select(DriveAcceptance).where(
        col(DriveAcceptance.drive_id) == col(Drive.id), col(DriveAcceptance.state) != AcceptanceState.SELF_ASSESSED
    )
    return sa.select(Drive).where(~applied.exists())


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
    by = rules.back("demonstration.evidence-months", on + rules.days("demonstration.evidence-notice", on))
    return sa.select(Evidence).where(
        col(Evidence.dated_on) <= by,
        col(Evidence.state) != EvidenceState.REFUTED,
        running.exists(),
        ~followed.exists(),
    )


def _to_look_back_on(on: date, rules: Rules) -> "sa.Select[Programme]":
    by = rules.back("demonstration.programme-months", on)
    return sa.select(Programme).where(col(Programme.state) == ProgrammeState.RUNNING, col(Programme.starts_on) <= by)


REMINDERS = (
    Reminder(
        code="demonstration.apply",
        title=_("创建期快结束，还没有申请验收"),
        select=_to_apply,
        rule="demonstration.apply-ahead",
        ends="ends_on",
    ),
    Reminder(
        code="demonstration.evidence-old",
        title=_("创建凭据快不算数了，要补新的"),
        select=_growing_old,
        rule="demonstration.evidence-months",
        since="dated_on",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="demonstration.evaluate",
        title=_("示范点已申报，要评定"),
        select=in_state(Demonstration, DemonstrationState.APPLIED),
        rule="demonstration.evaluate-within",
        since="applied_on",
    ),
    Reminder(
        code="demonstration.award-ending",
        title=_("示范点有效期快到，要复评或撤牌"),
        select=in_state(Demonstration, DemonstrationState.AWARDED),
        rule="demonstration.award-notice",
        ends="expires_on",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="demonstration.programme",
        title=_("长效方案要评估"),
        select=_to_look_back_on,
        rule="demonstration.programme-months",
        since="starts_on",
    ),
)
