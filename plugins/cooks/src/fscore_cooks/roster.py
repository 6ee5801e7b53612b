"""The cooks of a day, and what makes one certified or trained, as selects."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.people import Credential, CredentialKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.standing import lasts, not_yet
from fscore_cooks.model import RuralCook
from fscore_training.indicators import held
from fscore_training.model import Attendance, SessionKind, TrainingSession

CERTIFICATES = (CredentialKind.COOK, CredentialKind.EXAM)
"""What a cook may cook with: the certificate of rural cooks, or that of a passed exam."""
TRAINED = (CredentialKind.TRAINING, CredentialKind.EXAM)
"""What shows that somebody was trained elsewhere: a certificate of training, or that of a passed exam."""


def active_cooks(on: date) -> "sa.Select[RuralCook]":
    """Return the cooks that are on the roster on a day."""
    return sa.select(RuralCook).where(col(RuralCook.registered_on) <= on, not_yet(col(RuralCook.left_on), on))


def credentials_of(person_id: Any) -> "sa.Select[Credential]":
    """Return the certificates to cook with that a person holds or held."""
    return sa.select(Credential).where(col(Credential.person_id) == person_id, col(Credential.kind).in_(CERTIFICATES))


def certified(on: date, person_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a person's certificate to cook is valid on a day; its last day counts."""
    valid = credentials_of(person_id).where(col(Credential.issued_on) <= on, lasts(col(Credential.valid_to), on))
    return valid.exists()


def last_credentials() -> "sa.Select[Credential]":
    """Return the certificates to cook with that no later one follows."""
    newer = orm.aliased(Credential)
    ends, newer_ends = col(Credential.valid_to), col(newer.valid_to)
    followed = sa.select(newer).where(
        col(newer.person_id) == col(Credential.person_id),
        col(newer.kind).in_(CERTIFICATES),
        sa.or_(newer_ends.is_(None), newer_ends > ends),
    )
    return sa.select(Credential).where(col(Credential.kind).in_(CERTIFICATES), ~followed.exists())


def trained(period: Period, person_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a person came to a batch in a period, or was certified for training or an exam."""
    batches = held(period, SessionKind.BATCH).with_only_columns(col(TrainingSession.id))
    came = sa.select(Attendance).where(
        col(Attendance.person_id) == person_id,
        col(Attendance.present).is_(sa.true()),
        col(Attendance.session_id).in_(batches),
    )
    elsewhere = sa.select(Credential).where(
        col(Credential.person_id) == person_id,
        col(Credential.kind).in_(TRAINED),
        col(Credential.issued_on).between(*period.days),
    )
    return sa.or_(came.exists(), elsewhere.exists())
