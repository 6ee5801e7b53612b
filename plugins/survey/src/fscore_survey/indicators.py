"""How many of those who were asked are aware, and how many are content; the whole is always the valid sample."""

from typing import Any

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_survey.model import CONTENT, Satisfaction, Survey, SurveyAnswer


def closed(period: Period) -> "sa.Select[Survey]":
    """Return the surveys that were closed in a period: only they have a day."""
    return dated(Survey.closed_on, period)


def valid_sample(period: Period, said: Any) -> "sa.Select[SurveyAnswer]":
    """Return the valid sheets of surveys closed in a period that say something in the column ``said``."""
    of_these = closed(period).with_only_columns(col(Survey.id))
    return sa.select(SurveyAnswer).where(
        col(SurveyAnswer.survey_id).in_(of_these), col(SurveyAnswer.valid).is_(sa.true()), said.is_not(None)
    )


@indicator(
    id="I37",
    code="awareness",
    label=_("食品安全知识知晓率"),
    unit=PERCENT,
    target="survey.awareness-target",
    definition=_(
        "结束日期在本期的问卷调查的有效样本中，知识得分达到知晓分数的人数；总数是有效样本数。"
        "知晓分数按答卷当日、当地的规定，几次调查的样本相加。"
    ),
)
def awareness(period: Period, rules: Rules) -> Share:
    """Valid sheets with a score, and those of them that reach the pass mark of their day and place."""
    scored = valid_sample(period, col(SurveyAnswer.score))
    return Share.of(scored, rules.met("survey.pass", col(SurveyAnswer.score), on=col(SurveyAnswer.answered_on)))


@indicator(
    id="D06",
    code="satisfaction",
    label=_("群众满意度"),
    unit=PERCENT,
    target="survey.satisfaction-target",
    definition=_(
        "结束日期在本期的问卷调查中，回答“很满意”和“满意”的有效答卷，除以回答了满意程度的有效答卷；“说不清”的不计。"
    ),
)
def satisfaction(period: Period, _rules: Rules) -> Share:
    """Valid sheets that say how content somebody is, and those of them that are satisfied or more."""
    said = col(SurveyAnswer.satisfaction)
    told = valid_sample(period, said).where(said != Satisfaction.UNKNOWN)
    return Share.of(told, said.in_(CONTENT))


INDICATORS = (awareness, satisfaction)
