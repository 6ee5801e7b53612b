"""Which schools are to be looked at before term, which problems are open, which canteens eat without company."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once, in_state
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_campus.model import Campus, Canteen, MealAccompany, TermCheck, TermState
from fscore_campus.places import school_canteens, schools_with_meals
from fscore_campus.terms import DAY, in_term, term_start


def _to_check(on: date, rules: Rules) -> "sa.Select[Campus]":
    since = term_start(on, rules) - rules.days("campus.term-notice", on)
    check = sa.select(TermCheck).where(
        col(TermCheck.campus_id) == col(Campus.id), col(TermCheck.checked_on).between(since, on)
    )
    return schools_with_meals(on).where(~check.exists())


def _without_company(on: date, rules: Rules) -> "sa.Select[Canteen]":
    since = rules.back("campus.accompany-gap", on)
    if not in_term(on, rules) or since < term_start(on, rules):
        return sa.select(Canteen).where(sa.false())
    meal = sa.select(MealAccompany).where(
        col(MealAccompany.canteen_id) == col(Canteen.id), col(MealAccompany.accompanied_on).between(since + DAY, on)
    )
    return school_canteens(on).where(~meal.exists())


def _check_by(_campus: Any, on: date, rules: Rules) -> date:
    # By the day before the first meal of the term.
    return term_start(on, rules) - DAY


REMINDERS = (
    Reminder(
        code="campus.term",
        title=_("开学前要检查学校食堂"),
        select=_to_check,
        rule="campus.term-notice",
        due=_check_by,
    ),
    Reminder(
        code="campus.correct",
        title=_("开学前检查的问题要整改"),
        select=in_state(TermCheck, TermState.TO_CORRECT),
        rule="campus.checked-target",
        due="due_on",
    ),
    Reminder(
        code="campus.accompany",
        title=_("学校食堂没有陪餐记录"),
        select=_without_company,
        rule="campus.accompany-gap",
        due=at_once,
    ),
)
