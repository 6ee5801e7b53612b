"""What has to be seen to about cooks: papers that run out, cooks who never had one, and the year's training."""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.people import Credential
from fscore.model.period import Period, year
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_cooks.model import RuralCook
from fscore_cooks.roster import active_cooks, credentials_ending, credentials_of, trained
from fscore_health.certificates import certificates_ending
from fscore_health.model import HealthCertificate


def _certificate_ending(on: date, rules: Rules) -> "sa.Select[Credential]":
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(Credential.person_id))
    return credentials_ending(on + rules.days("cooks.certificate-notice", on)).where(cook.exists())


def _health_ending(on: date, rules: Rules) -> "sa.Select[HealthCertificate]":
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(HealthCertificate.person_id))
    return certificates_ending(on + rules.days("cooks.health-notice", on)).where(cook.exists())


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
    ends = year(on.year).last
    if on < ends - rules.days("cooks.training-notice", on):
        return active_cooks(on).where(sa.false())
    return active_cooks(on).where(~trained(Period(year(on.year).first, on), col(RuralCook.person_id)))


def _last_day(paper: Any, _on: date, _rules: Rules) -> date:
    ends: date = paper.valid_to
    return ends


def _within(rule: str) -> Callable[[Any, date, Rules], date]:
    def due(cook: RuralCook, _on: date, rules: Rules) -> date:
        return cook.registered_on + rules.days(rule, cook.registered_on)

    return due


REMINDERS = (
    Reminder(
        code="cooks.certificate-expiring",
        title=_("厨师证快到期，要参加考核换证"),
        select=_certificate_ending,
        due=_last_day,
        rule="cooks.certificate-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="cooks.health-expiring",
        title=_("厨师健康证快到期，请提醒体检"),
        select=_health_ending,
        due=_last_day,
        rule="cooks.health-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="cooks.without-certificate",
        title=_("厨师没有厨师证，请安排培训考核"),
        select=_never_certified,
        due=_within("cooks.certified-within"),
        rule="cooks.certified-within",
    ),
    Reminder(
        code="cooks.without-health",
        title=_("厨师没有健康证，请安排体检"),
        select=_never_examined,
        due=_within("cooks.examined-within"),
        rule="cooks.examined-within",
    ),
    Reminder(
        code="cooks.training",
        title=_("厨师今年还没有培训"),
        select=_untrained,
        due=lambda _cook, on, _rules: year(on.year).last,
        rule="cooks.training-notice",
    ),
)
