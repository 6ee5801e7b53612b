"""How many of those who handle ready food hold a certificate, and what runs out soon."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.operators import Licence
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.register import last_licences, trading
from fscore.storage.rules import Rules
from fscore_health.certificates import certified, in_direct_contact, last_certificates
from fscore_health.model import FoodHandler, HealthCertificate

NOTICE = "health.expiring-within"


@indicator(
    id="I42",
    code="health-certificates-held",
    label=_("健康证持证率"),
    unit=PERCENT,
    span=Span.MOMENT,
    definition=_(
        "期末在岗、接触直接入口食品的从业人员中，当天持有有效健康证的。一人在两家任职的算两次；歇业单位的人员不算。"
    ),
)
def health_certificates_held(period: Period, _rules: Rules) -> Share:
    """People in direct contact with ready food on the last day, and those of them with a valid certificate."""
    return Share.of(in_direct_contact(period.last), certified(period.last, col(FoodHandler.person_id)))


def certificates_expiring(on: date, rules: Rules) -> "sa.Select[HealthCertificate]":
    """Return the certificates that are valid on a day, end within the days of notice, and have no follower."""
    return last_certificates().where(
        col(HealthCertificate.issued_on) <= on,
        col(HealthCertificate.valid_to).between(on, on + rules.days(NOTICE, on)),
    )


def licences_expiring(on: date, rules: Rules) -> "sa.Select[Licence]":
    """Return the licences of open businesses that are valid on a day, end within the days of notice, unfollowed."""
    return last_licences().where(
        col(Licence.issued_on) <= on,
        col(Licence.valid_to).between(on, on + rules.days(NOTICE, on)),
        trading(on, col(Licence.operator_id)),
    )


def _by_place(statement: "sa.Select[Any]", cls: Any) -> Any:
    """Return how many records lie in each division, counted once for all of them."""
    place = col(cls.division_id)
    return statement.with_only_columns(place, sa.func.count().label("number")).group_by(place).subquery()


@indicator(
    id="D07",
    code="papers-expiring",
    label=_("证照临期数"),
    unit=Unit(_("件")),
    span=Span.MOMENT,
    definition=_(
        "期末仍有效、在规定天数内到期、还没有换新的两种证照相加：在营单位的证照，和健康证。已经过期的不算。"
        "打开看到的是有临期证照的区划；逐件的名单见健康证临期数和经营证照临期数。"
    ),
)
def papers_expiring(period: Period, rules: Rules) -> Count:
    """Licences and certificates that end soon, counted where they lie: a figure has one kind of record, a place."""
    licences = _by_place(licences_expiring(period.last, rules), Licence)
    certificates = _by_place(certificates_expiring(period.last, rules), HealthCertificate)
    amount = sa.func.coalesce(licences.c.number, 0) + sa.func.coalesce(certificates.c.number, 0)
    places = (
        sa.select(Division)
        .outerjoin(licences, licences.c.division_id == col(Division.id))
        .outerjoin(certificates, certificates.c.division_id == col(Division.id))
        .where(amount > 0)
    )
    return Count(places, amount=amount)


@indicator(
    id="X47",
    code="health-certificates-expiring",
    label=_("健康证临期数"),
    unit=Unit(_("件")),
    span=Span.MOMENT,
    definition=_("期末仍有效、在规定天数内到期、还没有换新的健康证；注销的不算。"),
)
def health_certificates_expiring(period: Period, rules: Rules) -> Count:
    """Certificates that end soon."""
    return Count(certificates_expiring(period.last, rules))


@indicator(
    id="X48",
    code="licences-expiring",
    label=_("经营证照临期数"),
    unit=Unit(_("件")),
    span=Span.MOMENT,
    definition=_("期末在营单位仍有效、在规定天数内到期、还没有换新的证照。"),
)
def licences_expiring_soon(period: Period, rules: Rules) -> Count:
    """Licences of open businesses that end soon."""
    return Count(licences_expiring(period.last, rules))


INDICATORS = (health_certificates_held, papers_expiring, health_certificates_expiring, licences_expiring_soon)
