"""Papers that run out, pork without certificates, regimes that a shop lacks, and cases that stay open.

Licences of the businesses themselves are reminded of by the core, thirty days ahead, whether or not this plugin is on.
"""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import SHOPS, Operator
from fscore.storage.columns import col
from fscore.storage.register import keeps, operators_open
from fscore.storage.rules import Rules
from fscore_market_access.indicators import REGIMES, complete, open_cases
from fscore_market_access.model import PorkLot, SupplierDocument


def _running_out(on: date, rules: Rules) -> "sa.Select[SupplierDocument]":
    """Return the papers that end soon or have ended, of businesses that trade and hold no later one."""
    newer = orm.aliased(SupplierDocument)
    ends = col(SupplierDocument.valid_to)
    followed = sa.select(newer).where(
        col(newer.operator_id) == col(SupplierDocument.operator_id),
        col(newer.supplier) == col(SupplierDocument.supplier),
        col(newer.kind) == col(SupplierDocument.kind),
        sa.or_(col(newer.valid_to).is_(None), col(newer.valid_to) > ends),
    )
    trading = operators_open(on).where(col(Operator.id) == col(SupplierDocument.operator_id))
    return sa.select(SupplierDocument).where(
        ends <= on + rules.days("market_access.document-notice", on),
        col(SupplierDocument.revoked_on).is_(None),
        ~followed.exists(),
        trading.exists(),
    )


def _without_certificates(on: date, _rules: Rules) -> "sa.Select[PorkLot]":
    return sa.select(PorkLot).where(col(PorkLot.bought_on) <= on, sa.not_(complete()))


def _without_regimes(on: date, _rules: Rules) -> "sa.Select[Operator]":
    kept = [keeps(regime, on, col(Operator.id)) for _id, _code, regime, _label in REGIMES]
    return operators_open(on, *SHOPS).where(sa.not_(sa.and_(*kept)))


def _adopt_by(shop: Operator, on: date, rules: Rules) -> date:
    since = shop.opened_on or on
    return since + rules.days("market_access.regimes-within", on)


DOCUMENT = Reminder(
    code="market_access.document-expiring",
    title=_("供货者证件快到期，要换新的"),
    select=_running_out,
    due=lambda document, _on, _rules: document.valid_to,
    rule="market_access.document-notice",
    urgency=Urgency.EXPIRING,
)
PORK = Reminder(
    code="market_access.pork-certificate",
    title=_("猪肉缺检疫证、品质检验证或来源"),
    select=_without_certificates,
    due=lambda lot, _on, rules: lot.bought_on + rules.days("market_access.pork-within", lot.bought_on),
    rule="market_access.pork-within",
)
REGIME = Reminder(
    code="market_access.regimes-missing",
    title=_("索证索票、进货台账、市场准入制度没有建全"),
    select=_without_regimes,
    due=_adopt_by,
    rule="market_access.regimes-within",
)
UNLICENSED = Reminder(
    code="market_access.unlicensed",
    title=_("无证无照经营要办结"),
    select=lambda on, _rules: open_cases(on),
    due=lambda case, _on, rules: case.found_on + rules.days("market_access.unlicensed-within", case.found_on),
    rule="market_access.unlicensed-within",
)
REMINDERS = (DOCUMENT, PORK, REGIME, UNLICENSED)
