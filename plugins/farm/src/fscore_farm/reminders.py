"""Intervals that are not over, what left the farm too early, papers that run out, and who is to be told of the law."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Urgency, reminder
from fscore.labels import _
from fscore.model.period import year_of
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import not_yet, unfollowed
from fscore_farm.indicators import growers
from fscore_farm.model import BaseCert, Grower, GrowerKind, InputShop, ProductionRecord, ProductionState


@reminder(
    code="farm.interval",
    title=_("安全间隔期（休药期）没有满，不能采收、出栏"),
    rule="farm.interval-notice",
    ends="free_on",
    urgency=Urgency.EXPIRING,
)
def waiting(on: date, _rules: Rules) -> "sa.Select[ProductionRecord]":
    """What is on the farm and may not leave it yet."""
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN,
        col(ProductionRecord.harvested_on).is_(None),
        col(ProductionRecord.free_on) > on,
    )


@reminder(
    code="farm.left-early",
    title=_("间隔期没有满就采收、出栏，要处理"),
    rule="farm.breach-within",
    since=("harvested_on", "sold_on"),
)
def left_early(_on: date, _rules: Rules) -> "sa.Select[ProductionRecord]":
    """What left the farm before it might, and was not settled."""
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN, col(ProductionRecord.breach) != ""
    )


@reminder(
    code="farm.certificate-expiring",
    title=_("基地认证快到期"),
    rule="farm.certificate-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def certificates(on: date, _rules: Rules) -> "sa.Select[BaseCert]":
    """Certificates of those who produce that were not revoked and that no later one follows."""
    last = unfollowed(BaseCert, "grower_id", "kind", by="valid_to")
    producing = growers(on).where(col(Grower.id) == col(BaseCert.grower_id))
    return sa.select(BaseCert).where(col(BaseCert.revoked_on).is_(None), last, producing.exists())


@reminder(
    code="farm.shop-licence",
    title=_("农资店许可证快到期"),
    rule="farm.certificate-notice",
    ends="licence_valid_to",
    urgency=Urgency.EXPIRING,
)
def open_shops(on: date, _rules: Rules) -> "sa.Select[InputShop]":
    """Shops for farmers that have not closed."""
    return sa.select(InputShop).where(not_yet(col(InputShop.closed_on), on))


@reminder(code="farm.tell-coop", title=_("合作社当年还没有宣传农产品质量安全法"), rule="farm.law-month")
def not_told(on: date, _rules: Rules) -> "sa.Select[Grower]":
    """Co-operatives that were not told of the law this year."""
    told = col(Grower.law_told_on)
    coops = growers(on).where(col(Grower.kind) == GrowerKind.COOP)
    return coops.where(sa.or_(told.is_(None), told < year_of(on).first))


REMINDERS = (waiting, left_early, certificates, open_shops, not_told)
