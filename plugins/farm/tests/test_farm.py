"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

from datetime import date

import pytest

import fscore_farm
from fscore.errors import InvalidValue, NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_farm.model import BaseCert, Grower, InputInspection, InputUse, ProductionRecord, ProductionState

DAY = date(2023, 5, 1)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def batch(**values: object) -> ProductionRecord:
    return ProductionRecord(division_id=1, grower_id=1, batch="1", produce="vegetable", started_on=DAY, **values)


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_farm, "farm")


def test_only_a_co_operative_has_members():
    about = {"division_id": 1, "name": "甲", "registered_on": DAY}
    assert told(Grower(**about, kind="coop", members=30)) == []
    assert told(Grower(**about, kind="household", members=30)) == ["专业合作社才填“社员户数”"]
    assert told(Grower(**about, kind="coop", ended_on=date(2023, 4, 30))) == ["“停产日期”不能早于“登记日期”"]


def test_a_credit_code_has_its_check_digits():
    with pytest.raises(InvalidValue, match="校验码"):
        Grower(division_id=1, name="甲", kind="company", registered_on=DAY, credit_code="911100001011009770")


@pytest.mark.regime("R20")
def test_a_certificate_does_not_end_before_it_is_issued():
    about = {"division_id": 1, "grower_id": 1, "kind": "green", "number": "1", "issued_on": DAY}
    assert told(BaseCert(**about, valid_to=date(2023, 4, 30))) == ["“有效期至”不能早于“发证日期”"]
    assert told(BaseCert(**about, valid_to=DAY)) == []


@pytest.mark.regime("R21")
def test_a_pesticide_has_its_safety_interval_and_a_seed_need_not():
    about = {"division_id": 1, "grower_id": 1, "input_name": "甲", "source": "乙", "used_on": DAY, "crop": "白菜"}
    assert told(InputUse(**about, kind="pesticide")) == ["农药要填“安全间隔期”，没有规定的填 0"]
    assert told(InputUse(**about, kind="pesticide", safety_days=0)) == []
    assert told(InputUse(**about, kind="seed")) == []
    stopped = InputUse(**about, kind="seed", stopped_on=date(2023, 4, 30))
    assert told(stopped) == ["“停用日期”不能早于“使用日期”"]


def test_nothing_is_harvested_on_the_last_day_of_the_interval_but_on_the_next():
    free_on = date(2023, 6, 8)
    assert told(batch(free_on=free_on, harvested_on=free_on)) == []
    early = batch(free_on=free_on, harvested_on=date(2023, 6, 7))
    (fault,) = told(early)
    assert fault.startswith("安全间隔期（休药期）到2023年6月8日才满")


def test_what_happened_all_the_same_is_written_down_and_nothing_else_is_called_a_breach():
    free_on = date(2023, 6, 8)
    assert told(batch(free_on=free_on, harvested_on=date(2023, 6, 7), breach="卖了十公斤")) == []
    assert told(batch(free_on=free_on, harvested_on=free_on, breach="卖了")) == [
        "没有提前采收、出栏，不填“提前采收（出栏）的情况”"
    ]


@pytest.mark.regime("R24")
def test_a_closed_record_was_harvested_and_stays_closed():
    assert told(batch(state="closed")) == ["结档要填“采收（出栏）日期”"]
    closed = batch(state="closed", harvested_on=DAY)
    with pytest.raises(NotPossible, match="不能再改成"):
        closed.state = ProductionState.OPEN
    assert told(batch(harvested_on=DAY, sold_on=date(2023, 4, 30))) == ["“销售日期”不能早于“采收（出栏）日期”"]


@pytest.mark.regime("R28")
def test_two_people_inspect_one_place_and_describe_what_is_wrong():
    about = {"division_id": 1, "focus": "pesticides", "inspected_on": DAY, "inspector": "甲"}
    assert told(InputInspection(**about, second_inspector="乙", violations=0, shop_id=1)) == []
    wrong = InputInspection(**about, second_inspector="甲", violations=1, shop_id=1, grower_id=1)
    assert told(wrong) == [
        "“农资店”和“生产者”要填一个，只填一个",
        "检查要两人以上，“另一名检查人员”不能是同一个人",
        "发现违规的，要写“检查情况”",
    ]
