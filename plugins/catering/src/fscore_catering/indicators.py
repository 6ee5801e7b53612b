"""Whether caterers keep the regimes of purchase and acceptance, have a complete file, and a safety manager."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import CANTEENS, Operator, OperatorKind, Regime
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import keeps, of_operator, operators_open
from fscore.storage.rules import Rules
from fscore_catering.managers import complete, managed
from fscore_catering.model import OperatorFile

KINDS = (OperatorKind.CATERER, *CANTEENS)


@indicator(
    id="I36",
    code="purchase-regimes",
    label=_("原料进货索证和验收制度建立率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="catering.regimes-target",
    definition=_("期末在营的餐饮业经营户中，索证索票、进货验收两项制度都已建立、没有中断的。"),
)
def purchase_regimes(period: Period, _rules: Rules) -> Share:
    """Caterers that keep both regimes on the last day, of all that are open."""
    both = (keeps(one, period.last, col(Operator.id)) for one in (Regime.CERT_INVOICE, Regime.ACCEPTANCE))
    return Share.of(operators_open(period.last, OperatorKind.CATERER), *both)


@indicator(
    id="X51",
    code="hygiene-files-complete",
    label=_("卫生管理档案齐全率"),
    unit=PERCENT,
    span=Span.MOMENT,
    definition=_("期末在营的餐饮业经营户和集体食堂中，已经建立卫生管理档案、各部分齐全的。"),
)
def hygiene_files_complete(period: Period, _rules: Rules) -> Share:
    """Caterers and canteens whose file has every part, of all that are open."""
    file = sa.select(OperatorFile).where(
        of_operator(OperatorFile), col(OperatorFile.opened_on) <= period.last, complete()
    )
    return Share.of(operators_open(period.last, *KINDS), file.exists())


@indicator(
    id="X55",
    code="safety-managers",
    label=_("食品安全管理人员配备率"),
    unit=PERCENT,
    span=Span.MOMENT,
    definition=_("期末在营的餐饮业经营户和集体食堂中，在任的食品安全员和总监达到规定人数的。"),
)
def safety_managers(period: Period, rules: Rules) -> Share:
    """Caterers and canteens with as many safety managers as the rule asks for, of all that are open."""
    enough = managed(period.last, rules, col(Operator.id), col(Operator.division_id))
    return Share.of(operators_open(period.last, *KINDS), enough)


INDICATORS = (purchase_regimes, hygiene_files_complete, safety_managers)
