"""Violations beside the inspections behind them, certificates, production files, and who was told of the law."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, lasts, standing
from fscore_farm.model import BaseCert, Grower, GrowerKind, InputInspection, ProductionRecord


def _inspected(period: Period) -> "sa.Select[InputInspection]":
    return dated(InputInspection.inspected_on, period)


def growers(on: date) -> "sa.Select[Grower]":
    """Return the growers that are registered by a day and have not stopped by it."""
    return standing(on, since=Grower.registered_on, ended=Grower.ended_on)


@indicator(
    id="I23",
    code="input-violations",
    label=_("投入品违规案件数"),
    unit=Unit(_("件")),
    target="farm.violations-target",
    definition=_("本期农业投入品检查中发现的违规案件。没有检查，就不能说没有发现；检查次数另有一个数。"),
)
def input_violations(period: Period, _rules: Rules) -> Count:
    """Violations that the inspections of the period found; without an inspection nobody knows of any."""
    return Count(_inspected(period), amount=col(InputInspection.violations), stated=True)


@indicator(
    id="X23",
    code="input-inspections",
    label=_("农业投入品检查次数"),
    unit=Unit(_("次")),
    definition=_("本期对农资店和种养户的投入品检查。"),
)
def input_inspections(period: Period, _rules: Rules) -> Count:
    """Inspections of the period, of shops and of farms."""
    return Count(_inspected(period))


@indicator(
    id="X20",
    code="bases-certified",
    label=_("有效的基地认证数"),
    unit=Unit(_("个")),
    span=Span.MOMENT,
    definition=_("期末有效、没有撤销的绿色、有机、地理标志等认证。"),
)
def bases_certified(period: Period, _rules: Rules) -> Count:
    """Certificates that are valid on the last day."""
    return Count(standing(period.last, since=BaseCert.issued_on, last=BaseCert.valid_to, ended=BaseCert.revoked_on))


@indicator(
    id="X24",
    code="scaled-growers-with-production-record",
    label=_("规模生产者生产档案建立率"),
    unit=PERCENT,
    definition=_("期末在产的规模生产者中，本期有生产记录（开始、采收或仍在生产）的。"),
)
def scaled_growers_recorded(period: Period, _rules: Rules) -> Share:
    """Growers of scale with a batch that was on the farm in the period, of all of them."""
    scaled = growers(period.last).where(col(Grower.scaled).is_(True))
    batch = sa.select(ProductionRecord).where(
        col(ProductionRecord.grower_id) == col(Grower.id),
        col(ProductionRecord.started_on) <= period.last,
        lasts(col(ProductionRecord.harvested_on), period.first),
    )
    return Share.of(scaled, batch.exists())


@indicator(
    id="X21",
    code="coops-told-of-the-law",
    label=_("合作社普法率"),
    unit=PERCENT,
    definition=_("期末在产的专业合作社中，本期宣传过农产品质量安全法的。合作社的自律承诺书见承诺书登记。"),
)
def coops_told(period: Period, _rules: Rules) -> Share:
    """Co-operatives that were told of the law in the period, of all of them."""
    coops = growers(period.last).where(col(Grower.kind) == GrowerKind.COOP)
    return Share.of(coops, col(Grower.law_told_on).between(*period.days))


INDICATORS = (input_violations, input_inspections, bases_certified, scaled_growers_recorded, coops_told)
