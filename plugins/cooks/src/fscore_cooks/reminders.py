"""What has to be seen to about cooks: papers that run out, cooks who never had one, and the year's training."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, lacking, reminder
from fscore.labels import _
from fscore.model.people import Credential
from fscore.model.period import year_of
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_cooks.indicators import cooks_trained
from fscore_cooks.model import RuralCook
from fscore_cooks.roster import active_cooks, credentials_of, last_credentials
from fscore_health.certificates import certificates_of, last_certificates
from fscore_health.model import HealthCertificate


@reminder(
    code="cooks.certificate-expiring",
    title=_("厨师证快到期，要参加考核换证"),
    rule="cooks.certificate-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def certificates(on: date, _rules: Rules) -> "sa.Select[Credential]":
    """The last certificate to cook of everybody on the roster."""
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(Credential.person_id))
    return last_credentials().where(cook.exists())


@reminder(
    code="cooks.health-expiring",
    title=_("厨师健康证快到期，请提醒体检"),
    rule="cooks.health-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def health_certificates(on: date, _rules: Rules) -> "sa.Select[HealthCertificate]":
    """The last health certificate of everybody on the roster."""
    cook = active_cooks(on).where(col(RuralCook.person_id) == col(HealthCertificate.person_id))
    return last_certificates().where(cook.exists())


@reminder(
    code="cooks.without-certificate",
    title=_("厨师没有厨师证，请安排培训考核"),
    rule="cooks.certified-within",
    since="registered_on",
)
def never_certified(on: date, _rules: Rules) -> "sa.Select[RuralCook]":
    """Cooks who never had a certificate to cook."""
    return active_cooks(on).where(~credentials_of(col(RuralCook.person_id)).exists())


@reminder(
    code="cooks.without-health",
    title=_("厨师没有健康证，请安排体检"),
    rule="cooks.examined-within",
    since="registered_on",
)
def never_examined(on: date, _rules: Rules) -> "sa.Select[RuralCook]":
    """Cooks who have no health certificate on record but revoked ones."""
    return active_cooks(on).where(~certificates_of(col(RuralCook.person_id)).exists())


untrained = Reminder(
    code="cooks.training",
    title=_("厨师今年还没有培训"),
    select=lacking(cooks_trained),
    rule="cooks.training-notice",
    ends=year_of,
)
REMINDERS = (certificates, health_certificates, never_certified, never_examined, untrained)
