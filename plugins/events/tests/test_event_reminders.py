"""Who is reminded of what: ten and three days before festivals and exams, and after them of the summary."""

from datetime import date, timedelta

import pytest

from fscore.extension.declarations import Urgency
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES
from fscore_events.festivals import coming, occasions
from fscore_events.model import EventProtection

DAY = timedelta(days=1)
FESTIVAL, EXAM = date(2023, 6, 22), date(2023, 6, 7)
NO_FESTIVAL = date(2023, 8, 15)


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"events.{code}"]


def event(work: Work, place: str, starts_on: date, **values: object) -> EventProtection:
    about = {"name": "保障", "kind": "节日", "starts_on": starts_on, "ends_on": starts_on, "sites": "街上"}
    return work.create(
        EventProtection, {"division_id": work.division(PLACES[place][0]).id, "staff": "张三", **about, **values}
    )


@pytest.mark.parametrize("day", [FESTIVAL, EXAM])
@pytest.mark.regime("R52")
def test_ten_days_before_a_festival_or_exam_every_township_without_a_plan_is_named(work: Work, day: date):
    assert due(work, "plan", day - 11 * DAY) == []
    by = day - 3 * DAY
    assert due(work, "plan", day - 10 * DAY) == [("甲镇", by, Urgency.DUE), ("丙镇", by, Urgency.DUE)]
    assert {one[1] for one in due(work, "plan", day)} == {day}


def test_a_plan_of_the_township_or_one_of_its_villages_for_that_festival_is_enough(work: Work):
    event(work, "甲村", FESTIVAL)
    event(work, "丙镇", FESTIVAL, kind="高考")
    assert [one[0] for one in due(work, "plan", FESTIVAL - DAY)] == ["丙镇"]


def test_a_plan_that_was_cancelled_is_none(work: Work):
    event(work, "甲镇", FESTIVAL, state="已取消")
    assert [one[0] for one in due(work, "plan", FESTIVAL - DAY)] == ["甲镇", "丙镇"]


@pytest.mark.parametrize(
    ("days", "code"),
    [(11, None), (10, "check-first"), (4, "check-first"), (3, "check-second"), (0, "check-second"), (-1, None)],
)
def test_what_is_not_checked_is_told_at_ten_days_and_again_at_three(work: Work, days: int, code: str | None):
    found = event(work, "甲镇", NO_FESTIVAL, kind="重大活动")
    told = {
        one: due(work, one, NO_FESTIVAL - days * DAY)
        for one in ("check-first", "check-second")
        if due(work, one, NO_FESTIVAL - days * DAY)
    }
    assert told == ({code: [("甲镇", NO_FESTIVAL, Urgency.DUE)]} if code else {})
    work.change(found, {"state": "前期检查完", "checked_on": NO_FESTIVAL})
    assert all(due(work, one, NO_FESTIVAL - days * DAY) == [] for one in ("check-first", "check-second"))


def test_a_protection_is_to_be_summed_up_within_five_days(work: Work):
    found = event(work, "甲镇", NO_FESTIVAL, state="值守中")
    by = NO_FESTIVAL + 5 * DAY
    assert due(work, "close", NO_FESTIVAL) == []
    assert due(work, "close", by) == [("甲镇", by, Urgency.DUE)]
    assert due(work, "close", by + DAY) == [("甲镇", by, Urgency.LATE)]
    work.change(found, {"state": "已总结", "incidents": 0, "summary": "平稳"})
    assert due(work, "close", by) == []


def test_each_year_has_seven_festivals_and_the_exam_and_none_ends_before_it_begins():
    years = {one.starts_on.year for one in occasions()}
    assert years == set(range(2023, 2028))
    assert len(occasions()) == len(years) * 8
    assert all(one.starts_on <= one.ends_on for one in occasions())
    assert [one.name for one in coming(date(2023, 9, 21), date(2023, 10, 1))] == ["中秋节", "国庆节"]
