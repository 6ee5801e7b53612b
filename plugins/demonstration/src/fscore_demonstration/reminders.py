"""What is due on the way to a title: applications, papers that grow old, awards that end, programmes to judge."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, in_state, reminder
from fscore.labels import _
from fscore.model.drive import Drive
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import unfollowed
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


@reminder(
    code="demonstration.apply",
    title=_("创建期快结束，还没有申请验收"),
    rule="demonstration.apply-ahead",
    ends="ends_on",
)
def to_apply(_on: date, _rules: Rules) -> "sa.Select[Drive]":
    """Drives whose acceptance nobody has applied for."""
    applied = sa.select(DriveAcceptance).where(
        col(DriveAcceptance.drive_id) == col(Drive.id), col(DriveAcceptance.state) != AcceptanceState.SELF_ASSESSED
    )
    return sa.select(Drive).where(~applied.exists())


def _counts(one: Any) -> sa.ColumnElement[bool]:
    return col(one.state) != EvidenceState.REFUTED


@reminder(
    code="demonstration.evidence-old",
    title=_("创建凭据快不算数了，要补新的"),
    rule="demonstration.evidence-months",
    since="dated_on",
    notice="demonstration.evidence-notice",
    urgency=Urgency.EXPIRING,
)
def growing_old(on: date, _rules: Rules) -> "sa.Select[Evidence]":
    """Evidence of running drives that soon counts no more, unless there is younger one for the item."""
    running = drives_running(on).where(col(Drive.id) == col(Evidence.drive_id))
    last = unfollowed(Evidence, "drive_id", "criterion", by="dated_on", among=_counts)
    return sa.select(Evidence).where(_counts(Evidence), running.exists(), last)


to_evaluate = Reminder(
    code="demonstration.evaluate",
    title=_("示范点已申报，要评定"),
    select=in_state(Demonstration, DemonstrationState.APPLIED),
    rule="demonstration.evaluate-within",
    since="applied_on",
)
award_ending = Reminder(
    code="demonstration.award-ending",
    title=_("示范点有效期快到，要复评或撤牌"),
    select=in_state(Demonstration, DemonstrationState.AWARDED),
    rule="demonstration.award-notice",
    ends="expires_on",
    urgency=Urgency.EXPIRING,
)


@reminder(
    code="demonstration.programme", title=_("长效方案要评估"), rule="demonstration.programme-months", since="starts_on"
)
def to_look_back_on(on: date, rules: Rules) -> "sa.Select[Programme]":
    """Programmes that have run for as long as the rule says."""
    by = rules.back("demonstration.programme-months", on)
    return sa.select(Programme).where(col(Programme.state) == ProgrammeState.RUNNING, col(Programme.starts_on) <= by)


REMINDERS = (to_apply, growing_old, to_evaluate, award_ending, to_look_back_on)
