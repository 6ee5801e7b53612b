"""Whether complaints and tip-offs were closed within their limits, how many came, and how many stations there are."""

from datetime import date, timedelta

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, standing
from fscore_rights.clock import due_by
from fscore_rights.model import CaseKind, Complaint, Hotline, RightsStation

DAY = timedelta(days=1)
LIMITS = {
    "rights.complaint-days": (CaseKind.COMPLAINT, False),
    "rights.tipoff-days": (CaseKind.TIPOFF, False),
    "rights.tipoff-extended-days": (CaseKind.TIPOFF, True),
}
"""The rule with the limit, and for which cards it is: their kind, and whether more time was granted."""


def ends_by(code: str, day: date, rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that the limit of a rule is for a card and ends on a day or before."""
    kind, extended = LIMITS[code]
    return sa.and_(
        col(Complaint.kind) == kind,
        col(Complaint.extended).is_(sa.true() if extended else sa.false()),
        due_by(rules, code, col(Complaint.clock_on), day),
    )


@indicator(
    id="D05",
    code="complaints-closed-in-time",
    label=_("投诉举报按期办结率"),
    unit=PERCENT,
    span=Span.QUARTER,
    target="rights.closed-target",
    definition=_(
        "办理期限在本期届满的投诉举报中，在期限内办结的。投诉从受理起算，举报从接收起算，按工作日，期限按当日、当地的规定。"
    ),
)
def complaints_closed_in_time(period: Period, rules: Rules) -> Share:
    """Cards whose limit ends in the period, and those of them that were closed within it."""
    due, kept = [], []
    for code in LIMITS:
        ends = sa.and_(ends_by(code, period.last, rules), sa.not_(ends_by(code, period.first - DAY, rules)))
        due.append(ends)
        early = rules.met(code, col(Complaint.workdays), on=col(Complaint.clock_on))
        kept.append(sa.and_(ends, early))
    cards = sa.select(Complaint)
    return Share(part=cards.where(sa.or_(*kept)), whole=cards.where(sa.or_(*due)))


@indicator(
    id="X60",
    code="complaints-received",
    label=_("投诉举报接收件数"),
    unit=Unit(_("件")),
    definition=_("接收日期在本期的投诉和举报，不论是否受理。"),
)
def complaints_received(period: Period, _rules: Rules) -> Count:
    """Complaints and tip-offs by the day on which they came."""
    return Count(dated(Complaint.received_on, period))


@indicator(
    id="X61",
    code="rights-stations",
    label=_("消费维权站数"),
    unit=Unit(_("个")),
    span=Span.MOMENT,
    definition=_("期末设立、没有撤销的消费维权站。"),
)
def rights_stations(period: Period, _rules: Rules) -> Count:
    """Stations that are open on the last day."""
    return Count(standing(period.last, since=RightsStation.opened_on, ended=RightsStation.closed_on))


def hotlines(on: date) -> "sa.Select[Hotline]":
    """Return the numbers that are published by a day and not withdrawn by it."""
    return standing(on, since=Hotline.published_on, ended=Hotline.withdrawn_on)


@indicator(
    id="X75",
    code="hotlines-published",
    label=_("公布投诉举报电话数"),
    unit=Unit(_("个")),
    span=Span.MOMENT,
    target="rights.hotlines",
    definition=_("期末已经公布、没有停用的投诉举报电话。"),
)
def hotlines_published(period: Period, _rules: Rules) -> Count:
    """Numbers that are published and not withdrawn on the last day."""
    return Count(hotlines(period.last))


INDICATORS = (complaints_closed_in_time, complaints_received, rights_stations, hotlines_published)
