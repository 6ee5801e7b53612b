"""How many of those examined passed."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_exam.model import Attempt, AttemptState, Paper, Purpose


def examined(period: Period) -> "sa.Select[Attempt]":
    """Return the first sittings of spot exams that were handed in within a period and have a result."""
    spot = sa.select(Paper).where(col(Paper.id) == col(Attempt.paper_id), col(Paper.purpose) == Purpose.SPOT)
    return dated(Attempt.submitted_on, period).where(
        col(Attempt.state) == AttemptState.MARKED, col(Attempt.number) == 1, spot.exists()
    )


@indicator(
    id="D08",
    code="exam-passed",
    label=_("抽考合格率"),
    unit=PERCENT,
    definition=_(
        "本期交卷、已经评分的监督抽考中，合格的。每人每份试卷只算第一次，补考不算；作废的和还没有评分的不算。"
    ),
)
def exam_passed(period: Period, _rules: Rules) -> Share:
    """First sittings of spot exams with a result, and those of them that passed."""
    return Share.of(examined(period), col(Attempt.passed).is_(sa.true()))


INDICATORS = (exam_passed,)
