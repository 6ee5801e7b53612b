"""Surveys that have asked too few people, surveys that should be over, townships that have not asked this year."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore.storage.spread import units_without
from fscore_survey.indicators import closed
from fscore_survey.model import Survey, SurveyAnswer, SurveyState


def _too_few(on: date, rules: Rules) -> "sa.Select[Survey]":
    """Return the surveys under way that have fewer valid sheets than planned, or than the rule asks for."""
    taken = (
        sa.select(sa.func.count(col(SurveyAnswer.id)))
        .where(col(SurveyAnswer.survey_id) == col(Survey.id), col(SurveyAnswer.valid).is_(sa.true()))
        .scalar_subquery()
    )
    enough = rules.met("survey.sample-size", taken, on=col(Survey.starts_on), division=col(Survey.division_id))
    return sa.select(Survey).where(
        col(Survey.state) == SurveyState.FIELDED,
        col(Survey.ends_on) <= on + rules.days("survey.sample-notice", on),
        sa.or_(taken < col(Survey.sample), ~enough),
    )


def _to_close(on: date, _rules: Rules) -> "sa.Select[Survey]":
    return sa.select(Survey).where(col(Survey.state) != SurveyState.CLOSED, col(Survey.ends_on) < on)


def _not_asked(on: date, rules: Rules) -> "sa.Select[Division]":
    """Return the townships that closed no survey this year, once the month for it comes near."""
    near = rules.within("survey.yearly-notice", rules.deadline("survey.yearly-month", on), on)
    townships = existing(Level.TOWNSHIP, on).where(near)
    return units_without(closed(date(on.year, 1, 1), on), units=townships, level=Level.TOWNSHIP)


SAMPLE = Reminder(
    code="survey.sample",
    title=_("问卷调查的有效样本不够"),
    select=_too_few,
    rule="survey.sample-size",
    due="ends_on",
)
CLOSE = Reminder(
    code="survey.close",
    title=_("问卷调查到期要结束"),
    select=_to_close,
    rule="survey.close-within",
    since="ends_on",
)
YEARLY = Reminder(
    code="survey.yearly",
    title=_("今年还没有做过问卷调查"),
    select=_not_asked,
    rule="survey.yearly-month",
)
REMINDERS = (SAMPLE, CLOSE, YEARLY)
