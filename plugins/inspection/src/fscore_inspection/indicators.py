"""What the office answers for about supervision: who was visited often enough, what was ordered and put right."""

from datetime import date, timedelta

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period, months_after
from fscore.model.rectification import Rectification, RectificationState
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_inspection.campaigns import BEGUN, Campaign
from fscore_inspection.model import Inspection, Patrol
from fscore_inspection.papers import SENT, SupervisionOpinion
from fscore_inspection.visits import often_enough, visits

TIMES = Unit(_("次"))


@indicator(
    id="I43",
    code="supervision-opinions",
    label=_("监督意见书份数"),
    unit=Unit(_("份")),
    definition=_("发出日期在本期、已经发出的监督意见书；草稿和撤回的不算。"),
)
def supervision_opinions(period: Period, _rules: Rules) -> Count:
    """Opinions that were issued, by the day on which they were."""
    return Count(dated(SupervisionOpinion.issued_on, period).where(col(SupervisionOpinion.state).in_(SENT)))


@indicator(
    id="I46",
    code="supervision-coverage",
    label=_("监管覆盖率"),
    unit=PERCENT,
    definition=_(
        "期末在营的经营主体中，到期末为止一年内监督检查和巡查的次数合计达到规定次数的。规定次数按类别；有风险等级的，按风险等级。"
    ),
)
def supervision_coverage(period: Period, rules: Rules) -> Share:
    """Operators open on the last day, and those of them visited as often within a year as is asked for."""
    found = visits(_since(period), period.last, col(Operator.id))
    return Share.of(operators_open(period.last), often_enough(found, period.last, rules))


def _since(period: Period) -> date:
    # How often is a rule for a year, so a quarter is asked for the year that ends with it.
    return min(period.first, months_after(period.last, -12) + timedelta(days=1))


@indicator(
    id="D01",
    code="rectified-in-time",
    label=_("整改完成率"),
    unit=PERCENT,
    span=Span.QUARTER,
    target="inspection.rectified-target",
    definition=_("整改期限在本期、已经责令整改的问题中，在期限内办结的；当天办结算按期。"),
)
def rectified_in_time(period: Period, _rules: Rules) -> Share:
    """Problems ordered to be put right by a day of the period, and those of them closed by that day."""
    ordered = dated(Rectification.due_on, period).where(col(Rectification.state) != RectificationState.FOUND)
    return Share.of(ordered, col(Rectification.closed_on) <= col(Rectification.due_on))


@indicator(
    id="X35",
    code="inspections-made",
    label=_("监督检查次数"),
    unit=TIMES,
    definition=_("检查日期在本期、已经检查的监督检查。"),
)
def inspections_made(period: Period, _rules: Rules) -> Count:
    """Inspections that were made."""
    return Count(dated(Inspection.inspected_on, period))


@indicator(
    id="X39",
    code="patrols-made",
    label=_("日常巡查次数"),
    unit=TIMES,
    definition=_("巡查日期在本期的日常巡查。"),
)
def patrols_made(period: Period, _rules: Rules) -> Count:
    """Patrols that were made."""
    return Count(dated(Patrol.patrolled_on, period))


@indicator(
    id="X43",
    code="campaigns-begun",
    label=_("专项整治次数"),
    unit=TIMES,
    definition=_("开始日期在本期、已经开展的专项整治；只部署没有开展的不算。"),
)
def campaigns_begun(period: Period, _rules: Rules) -> Count:
    """Campaigns that began and were not only planned."""
    return Count(dated(Campaign.starts_on, period).where(col(Campaign.state).in_(BEGUN)))


INDICATORS = (
    supervision_opinions,
    supervision_coverage,
    rectified_in_time,
    inspections_made,
    patrols_made,
    campaigns_begun,
)
