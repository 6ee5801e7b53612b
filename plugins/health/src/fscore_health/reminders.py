"""Certificates of those who handle ready food: told early, told again, told on the last day; and who never had one."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Urgency, again, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_health.certificates import certificates_of, in_direct_contact, last_certificates
from fscore_health.model import FoodHandler, HealthCertificate


@reminder(
    code="health.certificate-first",
    title=_("健康证快到期，请提醒体检换证"),
    rule="health.first-notice",
    ends="valid_to",
    until="health.second-notice",
    urgency=Urgency.EXPIRING,
)
def certificates(on: date, _rules: Rules) -> "sa.Select[HealthCertificate]":
    """The last certificate of everybody who handles ready food."""
    handler = in_direct_contact(on).where(col(FoodHandler.person_id) == col(HealthCertificate.person_id))
    return last_certificates().where(handler.exists())


certificates_again = again(
    certificates,
    code="health.certificate-second",
    title=_("健康证就要到期，请上门提醒"),
    until="health.last-notice",
    urgency=Urgency.EXPIRING,
)
certificates_at_last = again(
    certificates_again, code="health.certificate-last", title=_("健康证到期，没有换新的不能接触直接入口食品")
)


@reminder(
    code="health.without-certificate",
    title=_("没有健康证，不能安排在接触直接入口食品的岗位"),
    rule="health.before-work",
    since="starts_on",
)
def never_certified(on: date, _rules: Rules) -> "sa.Select[FoodHandler]":
    """People who handle ready food and have no certificate on record but revoked ones."""
    return in_direct_contact(on).where(~certificates_of(col(FoodHandler.person_id)).exists())


REMINDERS = (certificates, certificates_again, certificates_at_last, never_certified)
