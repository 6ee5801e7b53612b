"""Liaisons who are not assessed this quarter, points that nobody confirmed, cases that nobody decided."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state
from fscore.labels import _
from fscore.model.period import quarter_of
from fscore.model.posts import Appointment
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_assessment.answers import liaison_posts
from fscore_assessment.model import (
    Accountability,
    AccountabilityState,
    Assessment,
    AssessmentKind,
    AssessmentState,
)


def _not_assessed(on: date, rules: Rules) -> "sa.Select[Appointment]":
    """Return the posts of liaisons whose holder is not assessed for the quarter, once its end is near."""
    quarter = quarter_of(on)
    done = sa.select(Assessment).where(
        col(Assessment.person_id) == col(Appointment.person_id),
        col(Assessment.kind) == AssessmentKind.LIAISON,
        col(Assessment.year) == on.year,
        col(Assessment.quarter) == (quarter.last.month + 2) // 3,
    )
    near = rules.within("assessment.quarter-notice", quarter.last, on)
    return liaison_posts(on).where(near, ~done.exists())


def _unconfirmed(_on: date, _rules: Rules) -> "sa.Select[Assessment]":
    # Checks by quarter are the office's own; only what stands for the year is confirmed.
    return sa.select(Assessment).where(
        col(Assessment.state) == AssessmentState.SCORED, col(Assessment.quarter).is_(None)
    )


QUARTER = Reminder(
    code="assessment.quarter",
    title=_("本季度还没有考核联络员"),
    select=_not_assessed,
    rule="assessment.quarter-notice",
    due=lambda _post, on, _rules: quarter_of(on).last,
)
CONFIRM = Reminder(
    code="assessment.confirm",
    title=_("全年考核评分要确认"),
    select=_unconfirmed,
    rule="assessment.confirm-within",
    since="assessed_on",
)
DECIDE = Reminder(
    code="assessment.decide",
    title=_("责任追究要作出决定"),
    select=in_state(Accountability, AccountabilityState.OPENED),
    rule="assessment.decide-within",
    since="opened_on",
)
REMINDERS = (QUARTER, CONFIRM, DECIDE)
