"""How many of those that are to have a grade have one that still counts."""

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import CANTEENS, Operator, OperatorKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore_grading.current import graded, last_risks, to_be_graded


def _graded(period: Period, rules: Rules, *kinds: OperatorKind) -> Share:
    return Share.of(to_be_graded(period.last, rules, *kinds), graded(period.last, rules, col(Operator.id)))


@indicator(
    id="I34",
    code="caterers-graded",
    label=_("餐饮单位量化分级率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="grading.caterers-target",
    definition=_(
        "期末在营的餐饮业经营户中，最近一次评定有等级、没有过期的。新办证不满期限、还没有评级的不计；发生事故、得分不够的照计。"
    ),
)
def caterers_graded(period: Period, rules: Rules) -> Share:
    """Caterers whose last judgement is a grade that still counts, of all but the new ones without one."""
    return _graded(period, rules, OperatorKind.CATERER)


@indicator(
    id="I35",
    code="canteens-graded",
    label=_("集体食堂量化分级率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="grading.canteens-target",
    definition=_(
        "期末在营的学校、敬老院和其他集体食堂中，最近一次评定有等级、没有过期的。新办证不满期限、还没有评级的不计。"
    ),
)
def canteens_graded(period: Period, rules: Rules) -> Share:
    """Canteens whose last judgement is a grade that still counts, of all but the new ones without one."""
    return _graded(period, rules, *CANTEENS)


@indicator(
    id="X50",
    code="operators-risk-graded",
    label=_("风险分级率"),
    unit=PERCENT,
    span=Span.MOMENT,
    definition=_("期末在营的经营主体中，评定过风险等级的。"),
)
def operators_risk_graded(period: Period, _rules: Rules) -> Share:
    """Operators with a risk grade, of all that are open."""
    return Share.of(operators_open(period.last), last_risks(period.last, col(Operator.id)).exists())


INDICATORS = (caterers_graded, canteens_graded, operators_risk_graded)
