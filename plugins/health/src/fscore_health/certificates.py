"""Certificates, and people who handle food, as selects; and writing a certificate down."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.register import trading
from fscore.storage.standing import standing, unfollowed
from fscore_health.model import FoodHandler, HealthCertificate


def certificates_valid(on: date) -> "sa.Select[HealthCertificate]":
    """Return the certificates that are valid on a day; their last day counts."""
    return standing(
        on, since=HealthCertificate.issued_on, last=HealthCertificate.valid_to, ended=HealthCertificate.revoked_on
    )


def certificates_of(person_id: Any) -> "sa.Select[HealthCertificate]":
    """Return the certificates that a person holds or held and that were not revoked."""
    return sa.select(HealthCertificate).where(
        col(HealthCertificate.person_id) == person_id, col(HealthCertificate.revoked_on).is_(None)
    )


def last_certificates() -> "sa.Select[HealthCertificate]":
    """Return the certificates that were not revoked and that no later one follows."""
    return sa.select(HealthCertificate).where(
        col(HealthCertificate.revoked_on).is_(None), unfollowed(HealthCertificate, "person_id", by="valid_to")
    )


def certified(on: date, person_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a person holds a valid certificate on a day."""
    return certificates_valid(on).where(col(HealthCertificate.person_id) == person_id).exists()


def in_direct_contact(on: date) -> "sa.Select[FoodHandler]":
    """Return those who handle ready food on a day, in businesses that are open then."""
    return standing(on, since=FoodHandler.starts_on, last=FoodHandler.ends_on).where(
        col(FoodHandler.direct_contact).is_(sa.true()), trading(on, col(FoodHandler.operator_id))
    )


def write_certificate(work: Work, values: Mapping[str, Any]) -> HealthCertificate:
    """Write a certificate down; where its last day is not said, the rule of the day of issue gives it.

    Raises:
        InvalidRecord: with every fault.
    """
    issued = values.get("issued_on")
    if values.get("valid_to") is None and isinstance(issued, date):
        values = {**values, "valid_to": work.rules.deadline("health.validity", issued) - timedelta(days=1)}
    return work.create(HealthCertificate, values)
