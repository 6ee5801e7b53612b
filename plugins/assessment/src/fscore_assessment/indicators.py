"""How the villages did in the year, and how often somebody was held to account."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_assessment.model import CONFIRMED, Accountability, Assessment, AssessmentKind, Grade


@indicator(
    id="X90",
    code="villages-passed",
    label=_("村（社区）考核合格率"),
    unit=PERCENT,
    target="assessment.passed-target",
    definition=_(
        "期末所在年度的全年考核已经确认、等次为优秀或合格的村（社区），除以期末存在的全部村（社区）；没有考核的不算合格。"
    ),
)
def villages_passed(period: Period, _rules: Rules) -> Share:
    """Villages and communities whose confirmed assessment of the year is a pass or better, of all on the last day."""
    passed = sa.select(Assessment).where(
        of_unit(Assessment, period.last),
        col(Assessment.kind) == AssessmentKind.VILLAGE,
        col(Assessment.year) == period.last.year,
        col(Assessment.quarter).is_(None),
        col(Assessment.assessed_on) <= period.last,
        col(Assessment.state).in_(CONFIRMED),
        col(Assessment.grade) != Grade.FAIL,
    )
    return Share.of(units(period.last), passed.exists())


@indicator(
    id="X91",
    code="held-to-account",
    label=_("责任追究件数"),
    unit=Unit(_("件")),
    definition=_("决定日期在本期的责任追究，不论方式。"),
)
def held_to_account(period: Period, _rules: Rules) -> Count:
    """Cases that were decided in the period."""
    return Count(dated(Accountability.decided_on, period))


INDICATORS = (villages_passed, held_to_account)
