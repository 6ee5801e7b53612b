"""What has to be seen to about cooks: papers that run out, cooks who never had one, and the year's training."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.people import Credential
from fscore.model.period import year
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_cooks.model import RuralCook
from fscore_cooks.roster import active_cooks, credentials_of, last_credentials, trained
from fscore_health.certificates import last_certificates
from fscore_health.model import HealthCertificate


def _certificates(on: date, _rules: Rules) -> "sa.Select[Credential]":
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(Credential.person_id))
    return last_credentials().where(cook.exists())


def _health_certificates(on: date, _rules: Rules) -> "sa.Select[HealthCertificate]":
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(HealthCertificate.person_id))
    return last_certificates().where(cook.exists())


def _never_certified(on: date, _rules: Rules) -> "sa.Select[RuralCook]":
    return active_cooks(on).where(~credentials_of(col(RuralCook.person_id)).exists())


def _never_examined(on: date, _rules: Rules) -> "sa.Select[RuralCook]":
    """Return the cooks who have no health certificate on record but revoked ones."""
    kept = sa.select(HealthCertificate).where(
        col(HealthCertificate.person_id) == col(RuralCook.person_id), col(HealthCertificate.revoked_on).is_(None)
    )
    return active_cooks(on).where(~kept.exists())


def _untrained(on: date, rules: Rules) -> "sa.Select[RuralCook]":
    """Return the cooks who were not trained this year, once the year is about to end."""
    this = year(on.year)
    near = rules.within("cooks.training-notice", this.last, on)
    return active_cooks(on).where(near, ~trained(this.until(on), col(RuralCook.person_id)))


REMINDERS = (
    Reminder(
        code="cooks.certificate-expiring",
        title=_("厨师证快到期，要参加考核换证"),
        select=_certificates,
        rule="cooks.certificate-notice",
        ends="valid_to",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="cooks.health-expiring",
        title=_("厨师健康证快到期，请提醒体检"),
        select=_health_certificates,
        rule="cooks.health-notice",
        ends="valid_to",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="cooks.without-certificate",
        title=_("厨师没有厨师证，请安排培训考核"),
        select=_never_certified,
        rule="cooks.certified-within",
        since="registered_on",
    ),
    Reminder(
        code="cooks.without-health",
        title=_("厨师没有健康证，请安排体检"),
        select=_never_examined,
        rule="cooks.examined-within",
        since="registered_on",
    ),
    Reminder(
        code="cooks.training",
        title=_("厨师今年还没有培训"),
        select=_untrained,
        rule="cooks.training-notice",
        due=lambda _cook, on, _rules: year(on.year).last,
    ),
)
