"""Certificates of those who handle ready food: told early, told again, told on the last day; and who never had one."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_health.certificates import in_direct_contact, last_certificates
from fscore_health.model import FoodHandler, HealthCertificate


def _needed(on: date, _rules: Rules) -> "sa.Select[HealthCertificate]":
    handler = in_direct_contact(on).where(col(FoodHandler.person_id) == col(HealthCertificate.person_id))
    return last_certificates().where(handler.exists())


def _never_certified(on: date, _rules: Rules) -> "sa.Select[FoodHandler]":
    """Return those who handle ready food and have no certificate on record but revoked ones."""
    any_at_all = sa.select(HealthCertificate).where(
        col(HealthCertificate.person_id) == col(FoodHandler.person_id), col(HealthCertificate.revoked_on).is_(None)
    )
    return in_direct_contact(on).where(~any_at_all.exists())


REMINDERS = (
    Reminder(
        code="health.certificate-first",
        title=_("健康证快到期，请提醒体检换证"),
        select=_needed,
        rule="health.first-notice",
        ends="valid_to",
        until="health.second-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="health.certificate-second",
        title=_("健康证就要到期，请上门提醒"),
        select=_needed,
        rule="health.second-notice",
        ends="valid_to",
        until="health.last-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="health.certificate-last",
        title=_("健康证到期，没有换新的不能接触直接入口食品"),
        select=_needed,
        rule="health.last-notice",
        ends="valid_to",
    ),
    Reminder(
        code="health.without-certificate",
        title=_("没有健康证，不能安排在接触直接入口食品的岗位"),
        select=_never_certified,
        rule="health.before-work",
        since="starts_on",
    ),
)
