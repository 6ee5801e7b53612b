"""How many cooks there are, and how many of them are certified, trained and examined: never a rate without them."""

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_cooks.model import RuralCook
from fscore_cooks.roster import active_cooks, certified, trained
from fscore_health.model import HealthCertificate
from fscore_training.indicators import held
from fscore_training.model import SessionKind


@indicator(
    id="I15",
    code="rural-cooks",
    label=_("农村厨师人数"),
    unit=Unit(_("人")),
    span=Span.MOMENT,
    definition=_("期末在册的农村厨师；已经退出的不算。"),
)
def rural_cooks(period: Period, _rules: Rules) -> Count:
    """Cooks on the roster on the last day."""
    return Count(active_cooks(period.last))


@indicator(
    id="I16",
    code="cook-batches",
    label=_("农村厨师培训批次"),
    unit=Unit(_("批")),
    definition=_("举办日期在本期、类别是“农村厨师培训批次”的培训。"),
)
def cook_batches(period: Period, _rules: Rules) -> Count:
    """Batches of training that were held."""
    return Count(held(period, SessionKind.BATCH))


@indicator(
    id="I17",
    code="cooks-certified",
    label=_("农村厨师持证率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="cooks.certified-target",
    definition=_("期末在册的农村厨师中，当天持有有效农村厨师证或考核合格证明的。"),
)
def cooks_certified(period: Period, _rules: Rules) -> Share:
    """Cooks on the roster on the last day, and those of them whose certificate is valid on it."""
    return Share.of(active_cooks(period.last), certified(period.last, col(RuralCook.person_id)))


@indicator(
    id="I18",
    code="cooks-trained",
    label=_("农村厨师培训率"),
    unit=PERCENT,
    target="cooks.trained-target",
    definition=_("期末在册的农村厨师中，本期参加过农村厨师培训批次并签到的，或本期取得培训合格证明、考核合格证明的。"),
)
def cooks_trained(period: Period, _rules: Rules) -> Share:
    """Cooks on the roster on the last day, and those of them who were trained in the period."""
    return Share.of(active_cooks(period.last), trained(period, col(RuralCook.person_id)))


@indicator(
    id="I19",
    code="cooks-examined",
    label=_("农村厨师体检率"),
    unit=PERCENT,
    target="cooks.examined-target",
    definition=_("期末在册的农村厨师中，本期体检并取得健康证的，以健康证的发证日期为准；后来注销的也算体检过。"),
)
def cooks_examined(period: Period, _rules: Rules) -> Share:
    """Cooks on the roster on the last day, and those of them whose health certificate was issued in the period."""
    own = col(HealthCertificate.person_id) == col(RuralCook.person_id)
    examined = dated(HealthCertificate.issued_on, period).where(own)
    return Share.of(active_cooks(period.last), examined.exists())


INDICATORS = (rural_cooks, cook_batches, cooks_certified, cooks_trained, cooks_examined)
