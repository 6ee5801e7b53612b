"""Papers that run out, pork without certificates, regimes that a shop lacks, and cases that stay open.

Licences of the businesses themselves are reminded of by the core, thirty days ahead, whether or not this plugin is on.
"""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, reminder
from fscore.labels import _
from fscore.model.operators import SHOPS, Operator
from fscore.storage.columns import col
from fscore.storage.register import keeps, operators_open, trading
from fscore.storage.rules import Rules
from fscore.storage.standing import unfollowed
from fscore_market_access.indicators import REGIMES, complete, open_cases
from fscore_market_access.model import PorkLot, SupplierDocument


@reminder(
    code="market_access.document-expiring",
    title=_("供货者证件快到期，要换新的"),
    rule="market_access.document-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def papers(on: date, _rules: Rules) -> "sa.Select[SupplierDocument]":
    """Papers of businesses that trade that were not revoked and that no later one follows."""
    return sa.select(SupplierDocument).where(
        col(SupplierDocument.revoked_on).is_(None),
        unfollowed(SupplierDocument, "operator_id", "supplier", "kind", by="valid_to"),
        trading(on, col(SupplierDocument.operator_id)),
    )


@reminder(
    code="market_access.pork-certificate",
    title=_("猪肉缺检疫证、品质检验证或来源"),
    rule="market_access.pork-within",
    since="bought_on",
)
def without_certificates(on: date, _rules: Rules) -> "sa.Select[PorkLot]":
    """Lots of pork that lack their slaughterhouse or a certificate."""
    return sa.select(PorkLot).where(col(PorkLot.bought_on) <= on, sa.not_(complete()))


@reminder(
    code="market_access.regimes-missing",
    title=_("索证索票、进货台账、市场准入制度没有建全"),
    rule="market_access.regimes-within",
    since="opened_on",
)
def without_regimes(on: date, _rules: Rules) -> "sa.Select[Operator]":
    """Shops that do not keep all the regimes."""
    kept = [keeps(regime, on, col(Operator.id)) for _id, _code, regime, _label in REGIMES]
    return operators_open(on, *SHOPS).where(sa.not_(sa.and_(*kept)))


unlicensed = Reminder(
    code="market_access.unlicensed",
    title=_("无证无照经营要办结"),
    select=lambda on, _rules: open_cases(on),
    rule="market_access.unlicensed-within",
    since="found_on",
)
REMINDERS = (papers, without_certificates, without_regimes, unlicensed)
