"""Surveys that have asked too few people, surveys that should be over, townships that have not asked this year."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import year_of
from fscore.storage.columns import col
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.spread import has_none
from fscore_survey.indicators import closed
from fscore_survey.model import Survey, SurveyAnswer, SurveyState


@reminder(
    code="survey.sample",
    title=_("问卷调查的有效样本不够"),
    rule="survey.sample-size",
    ends="ends_on",
    notice="survey.sample-notice",
)
def too_few(_on: date, rules: Rules) -> "sa.Select[Survey]":
    """Surveys under way that have fewer valid sheets than planned, or than the rule asks for."""
    taken = (
        sa.select(sa.func.count(col(SurveyAnswer.id)))
        .where(col(SurveyAnswer.survey_id) == col(Survey.id), col(SurveyAnswer.valid).is_(sa.true()))
        .scalar_subquery()
    )
    enough = rules.met("survey.sample-size", taken, on=col(Survey.starts_on))
    fielded = sa.select(Survey).where(col(Survey.state) == SurveyState.FIELDED)
    return fielded.where(sa.or_(taken < col(Survey.sample), ~enough))


to_close = Reminder(
    code="survey.close",
    title=_("问卷调查到期要结束"),
    select=in_state(Survey, SurveyState.DESIGNED, SurveyState.FIELDED, over="ends_on"),
    rule="survey.close-within",
    since="ends_on",
)


@reminder(
    code="survey.yearly", title=_("今年还没有做过问卷调查"), rule="survey.yearly-month", notice="survey.yearly-notice"
)
def not_asked(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Townships that closed no survey this year, once the month for it comes near."""
    return townships(on).where(has_none(closed(year_of(on).until(on)), Level.TOWNSHIP, on))


REMINDERS = (too_few, to_close, not_asked)
