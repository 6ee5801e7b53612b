"""What own checks refuse, that nothing found is a record too, and from how many diners a director is needed."""

from datetime import date

import pytest

from fscore.model.entity import faults
from fscore.services.work import Work
from fscore.testing.fixtures import PLACES
from fscore_selfcheck.duty import needs_director
from fscore_selfcheck.model import MealPlace, RiskControlItem, SelfCheck

FOUND = {"outcome": "发现问题", "problems": "冷藏柜温度偏高", "measures": "当场调整"}


def check(**values: object) -> SelfCheck:
    about = {"cycle": "日管控", "checked_on": "2023-05-10", "outcome": "未发现问题（零风险）", "answers": "食品安全员"}
    return SelfCheck(division_id=1, operator_id=1, checker="张三", **about | values)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_a_day_without_problems_is_a_record_too():
    assert told(check()) == []
    assert told(check(outcome="当日未经营")) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (FOUND, []),
        (FOUND | {"problems": ""}, ["发现问题的，要写“发现的问题”"]),
        (FOUND | {"measures": ""}, ["发现问题的，要写“处置措施”"]),
        (FOUND | {"solved_on": "2023-05-09"}, ["“整改完成日期”不能早于“自查日期”"]),
        ({"problems": "脏"}, ["没有发现问题的，不填“发现的问题”"]),
        ({"solved_on": "2023-05-10"}, ["没有发现问题的，不填“整改完成日期”"]),
        ({"diners": 300}, ["“供餐类型”和“平均每餐用餐人数”要一起填"]),
        ({"cycle": "周排查", "outcome": "当日未经营"}, ["只有日管控可以填当日未经营，请改“自查结果”"]),
        ({"cycle": "月调度"}, ["月调度由主要负责人负责，请改“负责人身份”"]),
        ({"cycle": "月调度", "answers": "主要负责人"}, []),
        ({"cycle": "周排查", "answers": "食品安全总监"}, []),
        ({"answers": "主要负责人"}, ["日管控由食品安全员、食品安全总监负责，请改“负责人身份”"]),
    ],
)
def test_a_check_says_what_was_found_and_who_answers(values: dict, words: list[str]):
    assert told(check(**values)) == words


def test_a_risk_does_not_leave_the_list_before_it_is_on_it():
    about = {"risk": "留样不够", "measure": "专人留样", "cycle": "日管控", "responsible": "张三"}
    item = RiskControlItem(division_id=1, operator_id=1, since="2023-05-10", until="2023-05-09", **about)
    assert told(item) == ["“移出日期”不能早于“列入日期”"]


@pytest.mark.parametrize(
    ("place", "diners"),
    [
        (MealPlace.KINDERGARTEN, 300),
        (MealPlace.NURSING_HOME, 300),
        (MealPlace.SCHOOL, 500),
        (MealPlace.CANTEEN, 1000),
        (MealPlace.DELIVERY, 1000),
    ],
)
def test_a_director_is_needed_from_so_many_diners_on_and_not_before_the_rule(work: Work, place: MealPlace, diners: int):
    unit, since = work.division(PLACES["甲村"][0]), date(2025, 4, 15)
    assert needs_director(work, place, diners, since, unit)
    assert not needs_director(work, place, diners - 1, since, unit)
    assert not needs_director(work, place, diners, date(2025, 4, 14), unit)
