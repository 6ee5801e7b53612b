"""The acts in the life of a session: plan every quarter's course, write up who came, certify them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Credential, CredentialKind, Person
from fscore.model.period import quarter_of
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_training.model import (
    HELD,
    QUARTERLY_AUDIENCE,
    QUARTERLY_TOPICS,
    Attendance,
    SessionKind,
    SessionState,
    TrainingSession,
)


def plan_quarterly(work: Work, place: Division, on: date, values: Mapping[str, Any] | None = None) -> TrainingSession:
    """Plan the course of a quarter with the audience and topics that the regime names."""
    usual = {
        "division_id": place.id,
        "title": _("{quarter}食堂和餐饮单位卫生知识培训").format(quarter=quarter_of(on)),
        "kind": SessionKind.QUARTERLY,
        "planned_on": on,
        "audience": QUARTERLY_AUDIENCE,
        "topics": QUARTERLY_TOPICS,
    }
    return work.create(TrainingSession, {**usual, **(values or {})})


def record_session(work: Work, session: TrainingSession, persons: Iterable[Person]) -> TrainingSession:
    """Write down who came to a session that was held, and file it.

    Raises:
        NotPossible: if it was not held, or is filed already.
        InvalidRecord: if nobody came.
    """
    for person in persons:
        work.put(Attendance(division_id=session.division_id, session_id=session.id, person_id=person.id))
    return work.change(session, {"state": SessionState.RECORDED})


def certify(work: Work, session: TrainingSession, valid_to: date | None = None) -> list[Credential]:
    """Give everybody who came a certificate of training, dated by the session; whoever has one of that day keeps it.

    Raises:
        NotPossible: if the session was not held.
    """
    if session.state not in HELD or session.held_on is None:
        raise NotPossible(_("培训还没有举办，不能发培训合格证明"))
    came = sa.select(Person).where(
        sa.select(Attendance)
        .where(
            col(Attendance.person_id) == col(Person.id),
            col(Attendance.session_id) == session.id,
            col(Attendance.present).is_(sa.true()),
        )
        .exists()
    )
    held = sa.select(Credential).where(
        col(Credential.person_id) == col(Person.id),
        col(Credential.kind) == CredentialKind.TRAINING,
        col(Credential.issued_on) == session.held_on,
    )
    return [
        work.add(
            Credential(
                division_id=person.division_id,
                person_id=person.id,
                kind=CredentialKind.TRAINING,
                issued_on=session.held_on,
                valid_to=valid_to,
            )
        )
        for person in work.all(came.where(~held.exists()).order_by(col(Person.id)))
    ]
