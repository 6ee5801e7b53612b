"""Intervals that are not over, what left the farm too early, papers that run out, and who is to be told of the law."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.period import Period, month
from fscore.model.period import year as whole_year
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_farm.indicators import growers
from fscore_farm.model import BaseCert, Grower, GrowerKind, InputShop, ProductionRecord, ProductionState


def _waiting(on: date, rules: Rules) -> "sa.Select[ProductionRecord]":
    free_on = col(ProductionRecord.free_on)
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN,
        col(ProductionRecord.harvested_on).is_(None),
        free_on > on,
        free_on <= on + rules.days("farm.interval-notice", on),
    )


def _left_early(_on: date, _rules: Rules) -> "sa.Select[ProductionRecord]":
    return sa.select(ProductionRecord).where(
        col(ProductionRecord.state) == ProductionState.OPEN, col(ProductionRecord.breach) != ""
    )


def _handle_by(record: ProductionRecord, on: date, rules: Rules) -> date:
    left_on = record.harvested_on or record.sold_on or on
    return left_on + rules.days("farm.breach-within", left_on)


def _certificates_ending(on: date, rules: Rules) -> "sa.Select[BaseCert]":
    newer = orm.aliased(BaseCert)
    ends = col(BaseCert.valid_to)
    followed = sa.select(newer).where(
        col(newer.grower_id) == col(BaseCert.grower_id),
        col(newer.kind) == col(BaseCert.kind),
        sa.or_(col(newer.valid_to).is_(None), col(newer.valid_to) > ends),
    )
    producing = growers(Period(on, on)).where(col(Grower.id) == col(BaseCert.grower_id))
    soon = ends <= on + rules.days("farm.certificate-notice", on)
    return sa.select(BaseCert).where(soon, col(BaseCert.revoked_on).is_(None), ~followed.exists(), producing.exists())


def _shops_ending(on: date, rules: Rules) -> "sa.Select[InputShop]":
    closed = col(InputShop.closed_on)
    return sa.select(InputShop).where(
        col(InputShop.licence_valid_to) <= on + rules.days("farm.certificate-notice", on),
        sa.or_(closed.is_(None), closed > on),
    )


def _not_told(on: date, _rules: Rules) -> "sa.Select[Grower]":
    told = col(Grower.law_told_on)
    coops = growers(Period(on, on)).where(col(Grower.kind) == GrowerKind.COOP)
    return coops.where(sa.or_(told.is_(None), told < whole_year(on.year).first))


def _tell_by(_grower: Grower, on: date, rules: Rules) -> date:
    return month(on.year, int(rules.value("farm.law-month", on).value)).last


INTERVAL = Reminder(
    code="farm.interval",
    title=_("安全间隔期（休药期）没有满，不能采收、出栏"),
    select=_waiting,
    due=lambda record, _on, _rules: record.free_on,
    rule="farm.interval-notice",
    urgency=Urgency.EXPIRING,
)
EARLY = Reminder(
    code="farm.left-early",
    title=_("间隔期没有满就采收、出栏，要处理"),
    select=_left_early,
    due=_handle_by,
    rule="farm.breach-within",
)
CERTIFICATE = Reminder(
    code="farm.certificate-expiring",
    title=_("基地认证快到期"),
    select=_certificates_ending,
    due=lambda certificate, _on, _rules: certificate.valid_to,
    rule="farm.certificate-notice",
    urgency=Urgency.EXPIRING,
)
SHOP = Reminder(
    code="farm.shop-licence",
    title=_("农资店许可证快到期"),
    select=_shops_ending,
    due=lambda shop, _on, _rules: shop.licence_valid_to,
    rule="farm.certificate-notice",
    urgency=Urgency.EXPIRING,
)
LAW = Reminder(
    code="farm.tell-coop",
    title=_("合作社当年还没有宣传农产品质量安全法"),
    select=_not_told,
    due=_tell_by,
    rule="farm.law-month",
)
REMINDERS = (INTERVAL, EARLY, CERTIFICATE, SHOP, LAW)
