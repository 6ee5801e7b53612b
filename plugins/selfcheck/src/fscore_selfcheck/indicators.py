"""How completely businesses keep their own checks: a record for every day, a dispatch for every month."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import of_operator
from fscore.storage.rules import Rules
from fscore_selfcheck.duty import checks, must_check
from fscore_selfcheck.model import Cycle, SelfCheck


def _bound(period: Period, rules: Rules) -> "sa.Select[Operator]":
    """Return the businesses that had to keep records on the last day and were open through the whole period."""
    opened = col(Operator.opened_on)
    return must_check(period.last, rules).where(sa.or_(opened.is_(None), opened <= period.first))


@indicator(
    id="X74",
    code="daily-checks-recorded",
    label=_("日管控记录率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="selfcheck.records-target",
    definition=_("应当自查、本期一直在营的经营主体，有日管控记录的天数除以应记录的天数；零风险和当日未经营也要记。"),
)
def daily_checks_recorded(period: Period, rules: Rules) -> Share:
    """Days with a record, of all days of the period for each business that has to keep them."""
    bound = _bound(period, rules)
    own = bound.where(of_operator(SelfCheck))
    days = (period.last - period.first).days + 1
    return Share(part=checks(Cycle.DAILY, *period.days).where(own.exists()), whole=bound, times=days)


INDICATORS = (daily_checks_recorded,)
