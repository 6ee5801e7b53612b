"""Essays that wait for a marker, passes without certificate, people to sit again, certificates that run out."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, in_state, reminder
from fscore.labels import _
from fscore.model.people import Credential, CredentialKind
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import unfollowed
from fscore_exam.model import Attempt, AttemptState

to_mark = Reminder(
    code="exam.mark",
    title=_("交了卷的简答题要阅卷"),
    select=in_state(Attempt, AttemptState.SUBMITTED),
    rule="exam.mark-within",
    since="submitted_on",
)


def uncertified() -> "sa.Select[Attempt]":
    """Return the passes that were typed in, not marked here, and have no certificate yet."""
    return sa.select(Attempt).where(
        col(Attempt.state) == AttemptState.MARKED,
        col(Attempt.passed).is_(sa.true()),
        col(Attempt.credential_id).is_(None),
    )


to_certify = Reminder(
    code="exam.certify",
    title=_("考试合格，还没有发合格证明"),
    select=lambda _on, _rules: uncertified(),
    rule="exam.certify-within",
    since="submitted_on",
)


def _not_void(one: Any) -> sa.ColumnElement[bool]:
    return col(one.state) != AttemptState.VOID


def failed() -> "sa.Select[Attempt]":
    """Return the sittings that were not passed and after which nobody sat again."""
    last = unfollowed(Attempt, "paper_id", "person_id", by="number", among=_not_void)
    return sa.select(Attempt).where(
        col(Attempt.state) == AttemptState.MARKED, col(Attempt.passed).is_(sa.false()), last
    )


@reminder(code="exam.retake", title=_("考试不合格，学习后要补考"), rule="exam.retake-within", since="submitted_on")
def retakes(on: date, rules: Rules) -> "sa.Select[Attempt]":
    """The last sittings of people who are to study and sit again."""
    return failed().where(col(Attempt.number) < rules.number("exam.fails-flagged", on))


@reminder(
    code="exam.failed-again",
    title=_("再次考试不合格，要告知经营主体，不得上岗"),
    rule="exam.fails-flagged",
    due="submitted_on",
)
def repeated(on: date, rules: Rules) -> "sa.Select[Attempt]":
    """The last sittings of people who failed so often that their operator is told."""
    return failed().where(col(Attempt.number) >= rules.number("exam.fails-flagged", on))


@reminder(
    code="exam.certificate",
    title=_("考核合格证明快到期，要重新考核"),
    rule="exam.certificate-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def not_renewed(_on: date, _rules: Rules) -> "sa.Select[Credential]":
    """Certificates of exams that no later one follows."""
    return sa.select(Credential).where(
        col(Credential.kind) == CredentialKind.EXAM, unfollowed(Credential, "person_id", "kind", by="valid_to")
    )


REMINDERS = (to_mark, to_certify, retakes, repeated, not_renewed)
