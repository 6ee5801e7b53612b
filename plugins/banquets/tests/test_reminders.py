"""Who is reminded of what: to guide before the meal, to report what is large, to close within three days."""

from datetime import date, timedelta

import pytest

from fscore.extension.declarations import Urgency
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY
from fscore_banquets.filing import file_banquet
from fscore_banquets.model import Banquet

TODAY = date(2023, 12, 28)


def held(work: Work, days: int, heads: int = 60, state: str = "已受理") -> Banquet:
    unit = work.division("990101101200").id
    values = {"division_id": unit, "host": "张三", "kind": "婚宴", "place": "家中", "filed_on": "2023-12-01"}
    meals = [{"held_on": TODAY + timedelta(days=days), "slot": "午餐", "heads": heads}]
    return file_banquet(work, {**values, "state": state}, meals)


def told(work: Work) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), TODAY)
    return [(one.code, one.due, one.state) for one in found if one.code.startswith("banquets.")]


@pytest.mark.parametrize("days", [0, 3])
def test_guidance_is_due_from_three_days_before_the_first_sitting(work: Work, days: int):
    held(work, days)
    assert told(work) == [("banquets.guide", TODAY + timedelta(days=days), Urgency.DUE)]


def test_four_days_before_nobody_is_reminded_of_guidance(work: Work):
    held(work, 4)
    assert told(work) == []


def test_a_guided_banquet_reminds_nobody_before_it_is_over(work: Work):
    held(work, 2, state="已指导")
    assert told(work) == []


@pytest.mark.regime("R53")
def test_a_large_banquet_is_to_be_reported_by_its_first_sitting(work: Work):
    banquet = held(work, 10, heads=100)
    assert told(work) == [("banquets.report", TODAY + timedelta(days=10), Urgency.DUE)]
    work.change(banquet, {"reported_on": TODAY, "reported_to": "卫生院"})
    assert told(work) == []


@pytest.mark.parametrize(("days", "state"), [(-1, Urgency.DUE), (-3, Urgency.DUE), (-4, Urgency.LATE)])
def test_closing_is_late_after_three_days(work: Work, days: int, state: Urgency):
    held(work, days, state="已指导")
    assert told(work) == [("banquets.close", TODAY + timedelta(days=days + 3), state)]


def test_a_cancelled_banquet_reminds_nobody(work: Work):
    held(work, -10, heads=300, state="已取消")
    assert told(work) == []
