"""The cooks of a day, and what makes one certified or trained, as selects."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.people import Credential, CredentialKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.standing import dated, lasts, standing, unfollowed
from fscore_cooks.model import RuralCook
from fscore_training.indicators import held
from fscore_training.model import Attendance, SessionKind, TrainingSession

CERTIFICATES = (CredentialKind.COOK, CredentialKind.EXAM)
"""What a cook may cook with: the certificate of rural cooks, or that of a passed exam."""
TRAINED = (CredentialKind.TRAINING, CredentialKind.EXAM)
"""What shows that somebody was trained elsewhere: a certificate of training, or that of a passed exam."""


def active_cooks(on: date) -> "sa.Select[RuralCook]":
    """Return the cooks that are on the roster on a day."""
    return standing(on, since=RuralCook.registered_on, ended=RuralCook.left_on)


def _to_cook_with(one: Any) -> sa.ColumnElement[bool]:
    return col(one.kind).in_(CERTIFICATES)


def credentials_of(person_id: Any) -> "sa.Select[Credential]":
    """Return the certificates to cook with that a person holds or held."""
    return sa.select(Credential).where(col(Credential.person_id) == person_id, _to_cook_with(Credential))


def certified(on: date, person_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a person's certificate to cook is valid on a day; its last day counts."""
    valid = credentials_of(person_id).where(col(Credential.issued_on) <= on, lasts(col(Credential.valid_to), on))
    return valid.exists()


def last_credentials() -> "sa.Select[Credential]":
    """Return the certificates to cook with that no later one follows."""
    last = unfollowed(Credential, "person_id", by="valid_to", among=_to_cook_with)
    return sa.select(Credential).where(_to_cook_with(Credential), last)


def trained(period: Period, person_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a person came to a batch in a period, or was certified for training or an exam."""
    batches = held(period, SessionKind.BATCH).with_only_columns(col(TrainingSession.id))
    came = sa.select(Attendance).where(
        col(Attendance.person_id) == person_id,
        col(Attendance.present).is_(sa.true()),
        col(Attendance.session_id).in_(batches),
    )
    elsewhere = dated(Credential.issued_on, period).where(
        col(Credential.person_id) == person_id, col(Credential.kind).in_(TRAINED)
    )
    return sa.or_(came.exists(), elsewhere.exists())
