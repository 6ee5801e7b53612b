"""Essays that wait for a marker, passes without certificate, people to sit again, certificates that run out."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from fscore.extension.declarations import Reminder, Urgency, in_state
from fscore.labels import _
from fscore.model.people import Credential, CredentialKind
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import unfollowed
from fscore_exam.model import Attempt, AttemptState


def _followed() -> Any:
    """Return the condition that the same person sat the same paper again."""
    later = aliased(Attempt)
    return (
        sa.select(later)
        .where(
            col(later.paper_id) == col(Attempt.paper_id),
            col(later.person_id) == col(Attempt.person_id),
            col(later.number) > col(Attempt.number),
            col(later.state) != AttemptState.VOID,
        )
        .exists()
    )


def failed() -> "sa.Select[Attempt]":
    """Return the sittings that were not passed and after which nobody sat again."""
    return sa.select(Attempt).where(
        col(Attempt.state) == AttemptState.MARKED, col(Attempt.passed).is_(sa.false()), ~_followed()
    )


def retakes(on: date, rules: Rules) -> "sa.Select[Attempt]":
    """Return the last sittings of people who are to study and sit again."""
    return failed().where(col(Attempt.number) < int(rules.value("exam.fails-flagged", on).value))


def repeated(on: date, rules: Rules) -> "sa.Select[Attempt]":
    """Return the last sittings of people who failed so often that their operator is told."""
    return failed().where(col(Attempt.number) >= int(rules.value("exam.fails-flagged", on).value))


def uncertified() -> "sa.Select[Attempt]":
    """Return the passes that were typed in, not marked here, and have no certificate yet."""
    return sa.select(Attempt).where(
        col(Attempt.state) == AttemptState.MARKED,
        col(Attempt.passed).is_(sa.true()),
        col(Attempt.credential_id).is_(None),
    )


def _not_renewed(_on: date, _rules: Rules) -> "sa.Select[Credential]":
    return sa.select(Credential).where(
        col(Credential.kind) == CredentialKind.EXAM, unfollowed(Credential, "person_id", "kind", by="valid_to")
    )


MARK = Reminder(
    code="exam.mark",
    title=_("交了卷的简答题要阅卷"),
    select=in_state(Attempt, AttemptState.SUBMITTED),
    rule="exam.mark-within",
    since="submitted_on",
)
CERTIFY = Reminder(
    code="exam.certify",
    title=_("考试合格，还没有发合格证明"),
    select=lambda _on, _rules: uncertified(),
    rule="exam.certify-within",
    since="submitted_on",
)
RETAKE = Reminder(
    code="exam.retake",
    title=_("考试不合格，学习后要补考"),
    select=retakes,
    rule="exam.retake-within",
    since="submitted_on",
)
REPEATED = Reminder(
    code="exam.failed-again",
    title=_("再次考试不合格，要告知经营主体，不得上岗"),
    select=repeated,
    rule="exam.fails-flagged",
    due="submitted_on",
)
CERTIFICATE = Reminder(
    code="exam.certificate",
    title=_("考核合格证明快到期，要重新考核"),
    select=_not_renewed,
    rule="exam.certificate-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
REMINDERS = (MARK, CERTIFY, RETAKE, REPEATED, CERTIFICATE)
