"""Intervals that are not over, what left the farm too early, papers that run out, and who is to be told of the law."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.period import year
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import not_yet, unfollowed
from fscore_farm.indicators import growers
from fscore_farm.model import BaseCert, Grower, GrowerKind, InputShop, ProductionRecord, ProductionState


def _waiting(on: date, _rules: Rules) -> "sa.Select[ProductionRecord]":
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN,
        col(ProductionRecord.harvested_on).is_(None),
        col(ProductionRecord.free_on) > on,
    )


def _left_early(_on: date, _rules: Rules) -> "sa.Select[ProductionRecord]":
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN, col(ProductionRecord.breach) != ""
    )


def _certificates(on: date, _rules: Rules) -> "sa.Select[BaseCert]":
    """Return the certificates of those who produce that were not revoked and that no later one follows."""
    last = unfollowed(BaseCert, "grower_id", "kind", by="valid_to")
    producing = growers(on).where(col(Grower.id) == col(BaseCert.grower_id))
    return sa.select(BaseCert).where(col(BaseCert.revoked_on).is_(None), last, producing.exists())


def _open_shops(on: date, _rules: Rules) -> "sa.Select[InputShop]":
    return sa.select(InputShop).where(not_yet(col(InputShop.closed_on), on))


def _not_told(on: date, _rules: Rules) -> "sa.Select[Grower]":
    told = col(Grower.law_told_on)
    coops = growers(on).where(col(Grower.kind) == GrowerKind.COOP)
    return coops.where(sa.or_(told.is_(None), told < year(on.year).first))


INTERVAL = Reminder(
    code="farm.interval",
    title=_("安全间隔期（休药期）没有满，不能采收、出栏"),
    select=_waiting,
    rule="farm.interval-notice",
    ends="free_on",
    urgency=Urgency.EXPIRING,
)
EARLY = Reminder(
    code="farm.left-early",
    title=_("间隔期没有满就采收、出栏，要处理"),
    select=_left_early,
    rule="farm.breach-within",
    since=("harvested_on", "sold_on"),
)
CERTIFICATE = Reminder(
    code="farm.certificate-expiring",
    title=_("基地认证快到期"),
    select=_certificates,
    rule="farm.certificate-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
SHOP = Reminder(
    code="farm.shop-licence",
    title=_("农资店许可证快到期"),
    select=_open_shops,
    rule="farm.certificate-notice",
    ends="licence_valid_to",
    urgency=Urgency.EXPIRING,
)
LAW = Reminder(
    code="farm.tell-coop",
    title=_("合作社当年还没有宣传农产品质量安全法"),
    select=_not_told,
    rule="farm.law-month",
)
REMINDERS = (INTERVAL, EARLY, CERTIFICATE, SHOP, LAW)
