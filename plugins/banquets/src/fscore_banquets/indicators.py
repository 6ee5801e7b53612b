"""What the office answers for about banquets: filings by the day of filing, what happens at them by the first day."""

from typing import Any

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, indicator, on_record
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore.storage.types import has
from fscore_banquets.model import ACCEPTED, Banquet, BanquetKind, Guidance, Recipient, RetainedSample

TIMES = Unit(_("起"))


def judged(rules: Rules, code: str, found: Any, on: Any) -> sa.ColumnElement[bool]:
    """Return the condition that ``found`` of a banquet meets the rule of the day ``on`` and of its place."""
    return rules.met(f"banquets.{code}", found, on=on)


def _filed(period: Period) -> "sa.Select[Banquet]":
    return dated(Banquet.filed_on, period).where(col(Banquet.state).in_(ACCEPTED))


def _begun(period: Period) -> "sa.Select[Banquet]":
    return dated(Banquet.first_on, period).where(col(Banquet.state).in_(ACCEPTED))


def _reported(rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that the report went to everybody to whom the rules of the day of filing send it."""
    copies = {one: sa.case((has(col(Banquet.reported_to), one), 1), else_=0) for one in Recipient}
    reached = [judged(rules, f"report-to-{one.code}", found, col(Banquet.filed_on)) for one, found in copies.items()]
    return sa.and_(col(Banquet.reported_on).is_not(None), *reached)


@indicator(
    id="I38",
    code="banquets-filed",
    label=_("自办酒席备案起数"),
    unit=TIMES,
    definition=_("备案日期在本期、已经受理的农村集体聚餐，不论人数多少；取消的不算。"),
)
def banquets_filed(period: Period, _rules: Rules) -> Count:
    """Accepted filings, of any size, by the day of filing."""
    return Count(_filed(period))


@indicator(
    id="I39",
    code="banquets-reported",
    label=_("100人以上聚餐上报率"),
    unit=PERCENT,
    target="banquets.reported-target",
    definition=_("本期备案、单餐最多人数达到上报人数的聚餐中，已向规定的单位上报的。人数按备案当日、当地的规定。"),
)
def banquets_reported(period: Period, rules: Rules) -> Share:
    """Accepted filings whose largest sitting reaches the threshold, and those of them that were reported upward."""
    large = _filed(period).where(judged(rules, "filing-threshold", col(Banquet.largest_sitting), col(Banquet.filed_on)))
    return Share.of(large, _reported(rules))


@indicator(
    id="I40",
    code="banquet-incidents",
    label=_("自办酒席安全事故数"),
    unit=TIMES,
    target="banquets.incidents-target",
    definition=_("首餐在本期、办结时有人发病的聚餐。没有发生，要以应急模块的零报告报全为准。"),
    needs=("emergency",),
)
def banquet_incidents(period: Period, _rules: Rules) -> Count:
    """Banquets after which somebody fell ill, by their first day; that there were none is for zero-reports to say."""
    return Count(_begun(period).where(col(Banquet.ill) > 0))


banquet_incidents_on_record = on_record(
    banquet_incidents,
    id="X46",
    code="banquet-incidents-on-record",
    label=_("已登记有人发病的自办酒席数"),
    definition=_("首餐在本期、办结时有人发病的聚餐。零报告没有报全时，只能说明已经知道的。"),
)


@indicator(
    id="D03",
    code="banquets-in-time",
    label=_("聚餐备案及时率"),
    unit=PERCENT,
    definition=_("本期备案的聚餐中，提前天数达到备案当日、当地规定的；丧宴不计。"),
)
def banquets_in_time(period: Period, rules: Rules) -> Share:
    """Accepted filings but those of funerals, and those of them that were filed early enough."""
    planned = _filed(period).where(col(Banquet.kind) != BanquetKind.FUNERAL)
    early = judged(rules, "lead-time", col(Banquet.days_ahead), col(Banquet.filed_on))
    return Share.of(planned, early)


@indicator(
    id="D04",
    code="banquets-sampled",
    label=_("聚餐留样执行率"),
    unit=PERCENT,
    target="banquets.sampled-target",
    definition=_(
        "首餐在本期、经过现场指导、单餐最多人数超过留样人数的聚餐中，有合格留样的；重量和时间按首餐当日、当地的规定。"
    ),
)
def banquets_sampled(period: Period, rules: Rules) -> Share:
    """Guided banquets that must keep samples, and those of them with a sample heavy enough and kept long enough."""
    guided = sa.select(Guidance).where(col(Guidance.banquet_id) == col(Banquet.id))
    duty = _begun(period).where(
        guided.exists(), judged(rules, "sample-threshold", col(Banquet.largest_sitting), col(Banquet.first_on))
    )
    sample = sa.select(RetainedSample).where(
        col(RetainedSample.banquet_id) == col(Banquet.id),
        judged(rules, "sample-weight", col(RetainedSample.weight), col(Banquet.first_on)),
        judged(rules, "sample-time", col(RetainedSample.hours), col(Banquet.first_on)),
    )
    return Share.of(duty, sample.exists())


INDICATORS = (
    banquets_filed,
    banquets_reported,
    banquet_incidents,
    banquet_incidents_on_record,
    banquets_in_time,
    banquets_sampled,
)
