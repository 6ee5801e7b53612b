"""How often people were trained: sessions of the drive, and quarters with the course for canteens and caterers."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.division import Level
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.spread import quarter_number, spread
from fscore.storage.standing import dated
from fscore_training.model import SessionKind, TrainingSession


def held(period: Period, kind: SessionKind) -> "sa.Select[TrainingSession]":
    """Return the sessions of a kind that took place in a period: only those that were held have a day."""
    return dated(TrainingSession.held_on, period).where(col(TrainingSession.kind) == kind)


@indicator(
    id="I13",
    code="training-sessions",
    label=_("学习培训期数"),
    unit=Unit(_("期")),
    span=Span.DRIVE,
    definition=_(
        "举办日期在创建期内、类别是“学习培训期次”的培训。厨师批次、每季度培训、以会代训和市场准入培训都不算在内。"
    ),
)
def training_sessions(period: Period, _rules: Rules) -> Count:
    """Sessions of the kind ``session`` that were held."""
    return Count(held(period, SessionKind.SESSION))


@indicator(
    id="I14",
    code="quarters-trained",
    label=_("季度培训完成率"),
    unit=PERCENT,
    target="training.quarters-target",
    definition=_(
        "本期的季度中，举办过“每季度卫生知识培训”的。一个乡镇一个季度办几次都只算一次；"
        "总数是期末存在的乡镇数乘以本期的季度数，村一级不单独算。"
    ),
)
def quarters_trained(period: Period, _rules: Rules) -> Share:
    """Quarters in which a township held its course for canteens and caterers, of all quarters of all townships.

    Part: of the courses of one township in one quarter, the one that was written down first.
    Whole: townships that exist on the last day, each for as many quarters as the period has.
    """
    courses = held(period, SessionKind.QUARTERLY)
    number, on = quarter_number(period, col(TrainingSession.held_on)), period.last
    return spread(courses, number, units=townships(on), level=Level.TOWNSHIP, on=on, times=len(period.quarters()))


@indicator(
    id="X71",
    code="training-by-meeting",
    label=_("以会代训次数"),
    unit=Unit(_("次")),
    definition=_("举办日期在本期、类别是“以会代训”的培训；不算进学习培训期数。"),
)
def training_by_meeting(period: Period, _rules: Rules) -> Count:
    """Regular meetings that were used to train, counted apart."""
    return Count(held(period, SessionKind.BY_MEETING))


INDICATORS = (training_sessions, quarters_trained, training_by_meeting)
