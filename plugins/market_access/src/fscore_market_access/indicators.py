"""Which shops keep the regimes of market access, where pork comes from, and who still trades without a licence."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.operators import SHOPS, Operator, Regime
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, Share, Span, indicator
from fscore.storage.register import keeps, operators_open
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, standing
from fscore_market_access.model import DECIDED, AdmissionState, MarketAdmission, PorkLot, UnlicensedCase

REGIMES = (
    ("I27", "shops-cert-invoice", Regime.CERT_INVOICE, _("索证索票制度建立率")),
    ("I28", "shops-purchase-ledger", Regime.PURCHASE_LEDGER, _("进货台账建立率")),
    ("I29", "shops-market-access", Regime.MARKET_ACCESS, _("食品市场准入制度建立率")),
)
CASES = Unit(_("件"))


def _kept(id_: str, code: str, regime: Regime, label: str) -> Indicator:
    @indicator(
        id=id_,
        code=code,
        label=label,
        unit=PERCENT,
        span=Span.MOMENT,
        target="market_access.regimes-target",
        definition=_("期末已建立{regime}且没有中断的食品经营户和连锁超市，除以期末在营的食品经营户和连锁超市。").format(
            regime=regime.label
        ),
    )
    def kept(period: Period, _rules: Rules) -> Share:
        """Shops that keep the regime on the last day, of all groceries and supermarkets that are open on it."""
        return Share.of(operators_open(period.last, *SHOPS), keeps(regime, period.last, col(Operator.id)))

    return kept


def complete() -> sa.ColumnElement[bool]:
    """Return the condition that a lot of pork has its slaughterhouse and both certificates."""
    return sa.and_(
        col(PorkLot.slaughterhouse_id).is_not(None),
        col(PorkLot.quarantine_number) != "",
        col(PorkLot.quality_number) != "",
    )


@indicator(
    id="I30",
    code="pork-from-designated-slaughter",
    label=_("定点屠宰猪肉率"),
    unit=PERCENT,
    target="market_access.pork-target",
    definition=_("本期登记的猪肉进货中，来自定点屠宰场并且检疫、品质检验两证齐全的批次，除以全部批次。"),
)
def pork_from_designated_slaughter(period: Period, _rules: Rules) -> Share:
    """Lots of pork with slaughterhouse and both certificates, of all that were bought in the period."""
    return Share.of(dated(PorkLot.bought_on, period), complete())


def open_cases(on: date) -> "sa.Select[UnlicensedCase]":
    """Return the cases that were found by a day and not ended by then."""
    return standing(on, since=UnlicensedCase.found_on, ended=UnlicensedCase.ended_on)


@indicator(
    id="I31",
    code="unlicensed-cases-open",
    label=_("未结无照经营案件数"),
    unit=CASES,
    span=Span.MOMENT,
    target="market_access.unlicensed-target",
    definition=_("期末以前发现、期末还没有办证也没有取缔的无证无照经营。"),
)
def unlicensed_cases_open(period: Period, _rules: Rules) -> Count:
    """Cases that are open at the end of the last day."""
    return Count(open_cases(period.last))


@indicator(
    id="X31",
    code="unlicensed-cases-found",
    label=_("发现无照经营案件数"),
    unit=CASES,
    definition=_("本期发现的无证无照经营，不论后来怎样办结。"),
)
def unlicensed_cases_found(period: Period, _rules: Rules) -> Count:
    """Cases that were found in the period."""
    return Count(dated(UnlicensedCase.found_on, period))


@indicator(
    id="X29",
    code="produce-admitted",
    label=_("大宗农产品准予入市率"),
    unit=PERCENT,
    definition=_("本期申报、已经决定的市场准入登记中，准予入市的批次；还没有决定的不计。"),
)
def produce_admitted(period: Period, _rules: Rules) -> Share:
    """Lots that were admitted, of all that were decided on; by the day on which they were presented."""
    decided = dated(MarketAdmission.presented_on, period).where(col(MarketAdmission.state).in_(DECIDED))
    return Share.of(decided, col(MarketAdmission.state) == AdmissionState.ADMITTED)


INDICATORS = (
    *(_kept(*facts) for facts in REGIMES),
    pork_from_designated_slaughter,
    unlicensed_cases_open,
    unlicensed_cases_found,
    produce_admitted,
)
