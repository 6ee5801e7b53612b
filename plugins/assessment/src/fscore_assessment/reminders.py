"""Liaisons who are not assessed this quarter, points that nobody confirmed, cases that nobody decided."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, reminder
from fscore.labels import _
from fscore.model.period import quarter_of
from fscore.model.posts import Appointment
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_assessment.answers import liaison_posts
from fscore_assessment.model import Accountability, AccountabilityState, Assessment, AssessmentKind, AssessmentState


@reminder(
    code="assessment.quarter", title=_("本季度还没有考核联络员"), rule="assessment.quarter-notice", ends=quarter_of
)
def not_assessed(on: date, _rules: Rules) -> "sa.Select[Appointment]":
    """Posts of liaisons whose holder is not assessed for the quarter, once its end is near."""
    done = sa.select(Assessment).where(
        col(Assessment.person_id) == col(Appointment.person_id),
        col(Assessment.kind) == AssessmentKind.LIAISON,
        col(Assessment.year) == on.year,
        col(Assessment.quarter) == quarter_of(on).last.month // 3,
    )
    return liaison_posts(on).where(~done.exists())


@reminder(
    code="assessment.confirm", title=_("全年考核评分要确认"), rule="assessment.confirm-within", since="assessed_on"
)
def unconfirmed(_on: date, _rules: Rules) -> "sa.Select[Assessment]":
    """Points for a year that nobody confirmed."""
    # Checks by quarter are the office's own; only what stands for the year is confirmed.
    return sa.select(Assessment).where(
        col(Assessment.state) == AssessmentState.SCORED, col(Assessment.quarter).is_(None)
    )


to_decide = Reminder(
    code="assessment.decide",
    title=_("责任追究要作出决定"),
    select=in_state(Accountability, AccountabilityState.OPENED),
    rule="assessment.decide-within",
    since="opened_on",
)
REMINDERS = (not_assessed, unconfirmed, to_decide)
