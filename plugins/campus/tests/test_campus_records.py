"""What schools and homes are refused, who writes what, and who is reminded before and in term."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import fscore_campus
from fscore.errors import NotAllowed, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.entity import faults
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, county
from fscore_campus.model import Campus, Canteen, MealAccompany, TermCheck, TermItem, TermState
from fscore_campus.terms import in_term, term_start

DAY = timedelta(days=1)
START = date(2023, 9, 1)
CHECK = {"checked_on": date(2023, 8, 25), "checked_by": "李四", "passed": frozenset(TermItem)}
OPEN = {**CHECK, "passed": frozenset(), "state": "to_correct", "problems": "水箱没有洗", "due_on": date(2023, 8, 30)}


def told(cls: Any, **values: object) -> list[str]:
    return [str(fault) for fault in faults(cls(division_id=1, **values))]


@pytest.fixture
def work() -> Iterator[Work]:
    system = county({"campus": fscore_campus}, today=date(2023, 12, 31))
    with system.work() as begun:
        yield begun
    system.engine.dispose()


def school(work: Work, kind: str = "primary", mode: str = "self") -> Campus:
    village = work.division("990101101200")
    about = {"division_id": village.id, "name": "中心小学", "principal": "张三"}
    return work.create(Campus, {**about, "kind": kind, "mode": mode})


def canteen(work: Work, host: Campus) -> Canteen:
    return work.create(Canteen, {"division_id": host.division_id, "host_id": host.id, "name": "一食堂"})


def check(work: Work, host: Campus, **values: Any) -> TermCheck:
    return work.create(TermCheck, {"division_id": host.division_id, "campus_id": host.id, **CHECK, **values})


def due(work: Work, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code.removeprefix("campus."), one.due, one.state) for one in found if "campus." in one.code]


@pytest.mark.parametrize(
    ("cls", "values", "wrong"),
    [
        (
            Campus,
            {"name": "小学", "kind": "primary", "principal": "张", "mode": "none", "diners": 3},
            "不供餐的不填“用餐人数”",
        ),
        (Canteen, {"host_id": 1, "name": "一食堂", "contracted": True}, "承包经营的要写“承包单位”"),
        (Canteen, {"host_id": 1, "name": "一食堂", "contractor": "某公司"}, "不是承包经营，不填“承包单位”"),
        (
            MealAccompany,
            {"canteen_id": 1, "accompanied_on": START, "meal": "lunch", "companion": "校长", "handled": "已换"},
            "写了处理情况，就要写“陪餐发现的问题”",
        ),
        (TermCheck, {"campus_id": 1, **CHECK, "passed": {TermItem.WATER}}, "可以开餐的，“合格项目”要样样都有"),
        (TermCheck, {"campus_id": 1, **OPEN, "problems": ""}, "状态是“整改后开餐”，就要填“检查发现的问题”"),
        (TermCheck, {"campus_id": 1, **OPEN, "state": "corrected"}, "状态是“已整改”，就要填“整改完成日期”"),
        (TermCheck, {"campus_id": 1, **OPEN, "due_on": date(2023, 8, 24)}, "“整改期限”不能早于“检查日期”"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(cls: Any, values: dict[str, Any], wrong: str):
    assert told(cls, **values) == [wrong]


def test_a_check_that_passed_is_not_opened_again():
    passed = TermCheck(division_id=1, campus_id=1, **CHECK)
    with pytest.raises(NotPossible, match="不能再改成"):
        passed.state = TermState.TO_CORRECT


def test_a_liaison_writes_down_meals_and_neither_schools_nor_whether_a_canteen_may_open(work: Work):
    """Whoever says so inspects, and orders what is to be corrected by when."""
    host, village = school(work), work.division("990101101200")
    dining = canteen(work, host)
    work.commit()
    with work.system.work(Actor("周联络", Role.LIAISON, village)) as own:
        meal = {
            "division_id": village.id,
            "canteen_id": dining.id,
            "accompanied_on": START,
            "meal": "lunch",
            "companion": "校长",
        }
        assert own.create(MealAccompany, meal).id
        with pytest.raises(NotAllowed, match="学校和养老机构"):
            school(own)
    with work.system.work(Actor("周联络", Role.LIAISON, village)) as own, pytest.raises(NotAllowed, match="开学前检查"):
        check(own, host)


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2023, 2, 14), date(2022, 9, 1)),
        (date(2023, 2, 15), date(2023, 3, 1)),
        (date(2023, 8, 17), date(2023, 3, 1)),
        (date(2023, 8, 18), START),
        (date(2023, 12, 31), START),
        (date(2024, 1, 31), START),
    ],
)
def test_the_days_of_notice_belong_to_the_term_to_come(work: Work, day: date, start: date):
    assert term_start(day, work.rules) == start


@pytest.mark.parametrize(
    ("day", "taught"), [(START - DAY, False), (START, True), (date(2024, 1, 8), True), (date(2024, 1, 9), False)]
)
def test_nobody_is_taught_in_the_holidays(work: Work, day: date, *, taught: bool):
    assert in_term(day, work.rules) is taught


@pytest.mark.regime("R56")
def test_a_school_is_to_be_checked_before_each_term(work: Work):
    host = school(work)
    check(work, host, checked_on=date(2023, 2, 20))
    assert due(work, START - DAY * 15) == []
    assert due(work, START - DAY * 14) == [("term", START - DAY, Urgency.DUE)]
    assert due(work, START) == [("term", START - DAY, Urgency.LATE)]
    check(work, host)
    assert due(work, START) == []


@pytest.mark.parametrize(("kind", "mode"), [("nursing_home", "self"), ("other", "self"), ("primary", "none")])
def test_who_is_no_school_or_feeds_nobody_is_not_checked_before_term(work: Work, kind: str, mode: str):
    school(work, kind, mode)
    assert due(work, START) == []


def test_problems_found_before_term_are_told_until_they_are_put_right(work: Work):
    found = check(work, school(work), **OPEN)
    assert due(work, date(2023, 8, 30)) == [("correct", date(2023, 8, 30), Urgency.DUE)]
    assert due(work, START) == [("correct", date(2023, 8, 30), Urgency.LATE)]
    work.change(found, {"state": "corrected", "corrected_on": date(2023, 8, 31)})
    assert due(work, START) == []


@pytest.mark.regime("R56")
def test_a_school_canteen_without_company_for_a_week_of_term_is_told(work: Work):
    host = school(work)
    check(work, host)
    place = canteen(work, host)
    assert due(work, START + DAY * 6) == []
    assert due(work, START + DAY * 7) == [("accompany", START + DAY * 7, Urgency.DUE)]
    about = {"division_id": host.division_id, "canteen_id": place.id, "meal": "lunch", "companion": "校长"}
    work.create(MealAccompany, {**about, "accompanied_on": START + DAY * 7})
    assert due(work, START + DAY * 13) == []
    assert due(work, START + DAY * 14) == [("accompany", START + DAY * 14, Urgency.DUE)]
    assert [code for code, _day, _state in due(work, date(2024, 1, 20))] == []


@pytest.mark.regime("R57")
def test_a_home_for_the_aged_is_not_asked_for_company(work: Work):
    canteen(work, school(work, "nursing_home"))
    assert due(work, date(2023, 10, 20)) == []
