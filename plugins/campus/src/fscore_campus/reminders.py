"""Which schools are to be looked at before term, which problems are open, which canteens eat without company."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once, in_state, lacking, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_campus.indicators import schools_checked_before_term
from fscore_campus.model import Canteen, MealAccompany, TermCheck, TermState
from fscore_campus.places import school_canteens
from fscore_campus.terms import DAY, in_term, term_start


def _day_before_term(_campus: Any, on: date, rules: Rules) -> date:
    return term_start(on, rules) - DAY


to_check = Reminder(
    code="campus.term",
    title=_("开学前要检查学校食堂"),
    select=lacking(schools_checked_before_term),
    rule="campus.term-notice",
    due=_day_before_term,
)
to_correct = Reminder(
    code="campus.correct",
    title=_("开学前检查的问题要整改"),
    select=in_state(TermCheck, TermState.TO_CORRECT),
    rule="campus.checked-target",
    due="due_on",
)


@reminder(code="campus.accompany", title=_("学校食堂没有陪餐记录"), rule="campus.accompany-gap", due=at_once)
def without_company(on: date, rules: Rules) -> "sa.Select[Canteen]":
    """Canteens of schools in which nobody ate with the pupils for as long as the rule says, in term."""
    since = rules.back("campus.accompany-gap", on)
    if not in_term(on, rules) or since < term_start(on, rules):
        return sa.select(Canteen).where(sa.false())
    meal = sa.select(MealAccompany).where(
        col(MealAccompany.canteen_id) == col(Canteen.id), col(MealAccompany.accompanied_on).between(since + DAY, on)
    )
    return school_canteens(on).where(~meal.exists())


REMINDERS = (to_check, to_correct, without_company)
