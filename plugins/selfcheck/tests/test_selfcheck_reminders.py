"""Who is reminded of what: today's record, the week's and the month's check, a director, problems left open."""

from datetime import date

from fscore.extension.declarations import Urgency
from fscore.model.operators import Operator, OperatorKind
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES
from fscore_selfcheck.model import SelfCheck


def due(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in found if one.code == f"selfcheck.{code}"]


def business(work: Work, kind: OperatorKind = OperatorKind.SCHOOL) -> Operator:
    unit = work.division(PLACES["甲村"][0])
    return work.add(Operator(division_id=unit.id, name=kind.label, kind=kind))


def check(work: Work, operator: Operator, on: date, **values: object) -> SelfCheck:
    about = {"cycle": "日管控", "outcome": "未发现问题（零风险）", "answers": "食品安全员", "checker": "张三"}
    return work.create(
        SelfCheck,
        {"division_id": operator.division_id, "operator_id": operator.id, "checked_on": on, **about, **values},
    )


def test_a_business_without_a_record_of_today_is_named_every_day(work: Work):
    school, day = business(work), date(2025, 5, 10)
    assert due(work, "today", day) == [(day, Urgency.DUE)]
    check(work, school, day)
    assert due(work, "today", day) == []
    assert len(due(work, "today", date(2025, 5, 11))) == 1


def test_a_kind_that_no_rule_asks_is_not_named(work: Work):
    business(work, OperatorKind.CATERER)
    assert due(work, "today", date(2025, 5, 10)) == []


def test_before_the_rule_nobody_was_asked(work: Work):
    business(work)
    assert due(work, "today", date(2022, 10, 31)) == []
    assert len(due(work, "today", date(2022, 11, 1))) == 1


def test_the_weeks_check_is_asked_for_on_saturday_and_sunday(work: Work):
    school, sunday = business(work), date(2025, 5, 11)
    assert due(work, "week", date(2025, 5, 9)) == []
    assert due(work, "week", date(2025, 5, 10)) == due(work, "week", sunday) == [(sunday, Urgency.DUE)]
    check(work, school, date(2025, 5, 4), cycle="周排查")
    assert len(due(work, "week", sunday)) == 1
    check(work, school, date(2025, 5, 5), cycle="周排查")
    assert due(work, "week", sunday) == []


def test_the_months_dispatch_is_asked_for_on_its_last_five_days(work: Work):
    school, last = business(work), date(2025, 5, 31)
    assert due(work, "month", date(2025, 5, 26)) == []
    assert due(work, "month", date(2025, 5, 27)) == [(last, Urgency.DUE)]
    check(work, school, date(2025, 5, 1), cycle="月调度", answers="主要负责人")
    assert due(work, "month", last) == []


def test_who_feeds_many_without_a_director_is_named_for_a_week(work: Work):
    school, day = business(work), date(2025, 5, 4)
    many = {"cycle": "周排查", "meal_place": "学校食堂"}
    check(work, school, day, diners=499, **many)
    assert due(work, "director", day) == []
    found = check(work, business(work, OperatorKind.NURSING_HOME), day, diners=500, **many)
    assert due(work, "director", day) == [(day, Urgency.DUE)]
    assert [len(due(work, "director", one)) for one in (date(2025, 5, 10), date(2025, 5, 11))] == [1, 0]
    work.change(found, {"answers": "食品安全总监"})
    assert due(work, "director", day) == []


def test_a_problem_is_to_be_put_right_within_seven_days(work: Work):
    about = {"outcome": "发现问题", "problems": "防蝇帘破损", "measures": "更换"}
    found = check(work, business(work), date(2025, 5, 3), **about)
    by = date(2025, 5, 10)
    assert due(work, "problem", by) == [(by, Urgency.DUE)]
    assert due(work, "problem", date(2025, 5, 11)) == [(by, Urgency.LATE)]
    work.change(found, {"solved_on": by})
    assert due(work, "problem", by) == []
