"""Certificates of those who handle ready food: told early, told again, told on the last day; and who never had one."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_health.certificates import certificates_ending, in_direct_contact
from fscore_health.model import FoodHandler, HealthCertificate


def _ending(code: str, title: str, *, by: str, after: str | None, urgency: Urgency) -> Reminder:
    """Make the reminder of certificates that end within the days of ``by``, but not within those of ``after``."""

    def select(on: date, rules: Rules) -> "sa.Select[HealthCertificate]":
        needed = in_direct_contact(on).where(col(FoodHandler.person_id) == col(HealthCertificate.person_id))
        found = certificates_ending(on + rules.days(by, on)).where(needed.exists())
        return found if after is None else found.where(col(HealthCertificate.valid_to) > on + rules.days(after, on))

    return Reminder(code, title, select, by, due="valid_to", urgency=urgency)


def _never_certified(on: date, _rules: Rules) -> "sa.Select[FoodHandler]":
    """Return those who handle ready food and have no certificate on record but revoked ones."""
    any_at_all = sa.select(HealthCertificate).where(
        col(HealthCertificate.person_id) == col(FoodHandler.person_id), col(HealthCertificate.revoked_on).is_(None)
    )
    return in_direct_contact(on).where(~any_at_all.exists())


REMINDERS = (
    _ending(
        "health.certificate-first",
        _("健康证快到期，请提醒体检换证"),
        by="health.first-notice",
        after="health.second-notice",
        urgency=Urgency.EXPIRING,
    ),
    _ending(
        "health.certificate-second",
        _("健康证就要到期，请上门提醒"),
        by="health.second-notice",
        after="health.last-notice",
        urgency=Urgency.EXPIRING,
    ),
    _ending(
        "health.certificate-last",
        _("健康证到期，没有换新的不能接触直接入口食品"),
        by="health.last-notice",
        after=None,
        urgency=Urgency.DUE,
    ),
    Reminder(
        code="health.without-certificate",
        title=_("没有健康证，不能安排在接触直接入口食品的岗位"),
        select=_never_certified,
        due=lambda handler, _on, rules: handler.starts_on + rules.days("health.before-work", handler.starts_on),
        rule="health.before-work",
    ),
)
