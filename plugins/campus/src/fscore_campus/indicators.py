"""How many schools and homes there are, which schools were looked at before term, how many meals were accompanied."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_campus.model import SCHOOLS, Campus, CampusKind, MealAccompany, TermCheck
from fscore_campus.places import campuses, schools_with_meals
from fscore_campus.terms import term_start

PLACES = Unit(_("所"))


@indicator(
    id="X56",
    code="schools",
    label=_("学校和幼儿园数"),
    unit=PLACES,
    span=Span.MOMENT,
    definition=_("期末开办、没有停办的学校和幼儿园。"),
)
def schools(period: Period, _rules: Rules) -> Count:
    """Schools and kindergartens that are open on the last day."""
    return Count(campuses(period.last, *SCHOOLS))


@indicator(
    id="X57",
    code="nursing-homes",
    label=_("敬老院数"),
    unit=PLACES,
    span=Span.MOMENT,
    definition=_("期末开办、没有停办的敬老院。"),
)
def nursing_homes(period: Period, _rules: Rules) -> Count:
    """Homes for the aged that are open on the last day."""
    return Count(campuses(period.last, CampusKind.NURSING_HOME))


@indicator(
    id="X53",
    code="schools-checked-before-term",
    label=_("开学前检查率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="campus.checked-target",
    definition=_("期末供餐的学校和幼儿园中，最近一个学期从提醒之日起检查过的。"),
)
def schools_checked_before_term(period: Period, rules: Rules) -> Share:
    """Schools that feed pupils and were looked at for the term of the last day, of all that feed pupils."""
    start = term_start(period.last, rules)
    check = sa.select(TermCheck).where(
        col(TermCheck.campus_id) == col(Campus.id),
        col(TermCheck.checked_on).between(start - rules.days("campus.term-notice", period.last), period.last),
    )
    return Share.of(schools_with_meals(period.last), check.exists())


@indicator(
    id="X54",
    code="meals-accompanied",
    label=_("陪餐次数"),
    unit=Unit(_("次")),
    definition=_("陪餐日期在本期的陪餐记录。"),
)
def meals_accompanied(period: Period, _rules: Rules) -> Count:
    """Meals that somebody ate together with those who are fed."""
    return Count(dated(MealAccompany.accompanied_on, period))


INDICATORS = (schools, nursing_homes, schools_checked_before_term, meals_accompanied)
