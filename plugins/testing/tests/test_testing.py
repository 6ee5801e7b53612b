"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

from datetime import date

import pytest

import fscore_testing
from fscore.errors import InvalidValue, NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_testing import model

DAY = date(2023, 5, 1)
RESULT = {"state": "resulted", "tested_on": DAY, "tester": "李四", "result": "negative", "reading": "12.5"}


def made(**values: object) -> model.Test:
    about = {"division_id": 1, "sample_no": "1", "mode": "on_farm", "produce": "vegetable", "sample": "小白菜"}
    return model.Test(**{**about, "item": "pesticide", "sampled_on": DAY, **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_testing, "testing")


def test_a_result_has_its_day_and_its_tester():
    assert told(made(**RESULT)) == []
    assert told(made(**RESULT | {"tested_on": None})) == ["状态是“已出结果”，就要填“检测日期”"]
    assert told(made(result="negative", reading="1")) == ["状态是“已取样”，不能填“检测结果”"]


def test_a_market_test_names_its_lot_among_those_on_offer():
    assert told(made(mode="market")) == ["市场检测要填“上市登记”，不然算不出抽检率"]
    assert told(made(offering_id=1)) == ["填了上市登记，就要填“批次”"]
    assert told(made(mode="market", offering_id=1, lot="一")) == []


@pytest.mark.parametrize("reading", ["-20", "0", "49.99", "100", "<5.0", "１２．５"])
def test_a_value_is_a_number_or_says_that_it_is_below_the_limit(reading: str):
    assert told(made(**RESULT | {"reading": reading})) == []


@pytest.mark.parametrize("reading", ["合格", ">5", "5,0", "1e3", "12.3456"])
def test_anything_else_is_no_value(reading: str):
    with pytest.raises(InvalidValue, match="检测值"):
        made(**RESULT | {"reading": reading})


@pytest.mark.parametrize("reading", ["-20.1", "100.1"])
def test_an_inhibition_lies_between_minus_twenty_and_a_hundred(reading: str):
    assert told(made(**RESULT | {"reading": reading})) == ["“检测值”是抑制率，在 -20 到 100 之间"]
    assert told(made(**RESULT | {"reading": reading, "item": "formaldehyde"})) == []


def test_what_is_below_the_detection_limit_did_not_fail():
    assert told(made(**RESULT | {"reading": "<5", "result": "positive"})) == ["低于检出限的，“检测结果”不能写不合格"]


@pytest.mark.regime("R27")
def test_a_pesticide_test_says_what_it_measured_unless_it_was_invalid():
    assert told(made(**RESULT | {"reading": ""})) == ["农药残留要填“检测值”"]
    assert told(made(**RESULT | {"reading": "", "result": "invalid"})) == []


def test_only_a_positive_is_sealed():
    assert told(made(**RESULT | {"state": "sealed"})) == ["检测不合格的才封存"]


def test_a_positive_is_not_closed_before_the_public_knows():
    failed = RESULT | {"state": "closed", "result": "positive"}
    assert told(made(**failed)) == ["不合格的要处置并公示以后才能办结"]
    assert told(made(**failed, disposed_on=DAY, published_on=DAY)) == []


def test_nobody_is_told_of_a_disposal_that_did_not_happen():
    failed = RESULT | {"state": "sealed", "result": "positive"}
    assert told(made(**failed, published_on=DAY)) == ["先处置，再公示"]
    assert told(made(**RESULT | {"result": "positive"}, disposed_on=DAY)) == ["先封存，再处置"]


@pytest.mark.regime("R26")
def test_a_closed_test_stays_closed_and_no_step_is_left_out():
    test = made(**RESULT | {"state": "closed"})
    with pytest.raises(NotPossible, match="不能再改成"):
        test.state = model.TestState.SEALED
    with pytest.raises(NotPossible, match="接下来只能是：已出结果"):
        made().state = model.TestState.CLOSED


def test_a_re_inspection_is_asked_for_and_not_done_by_the_rapid_method():
    again = {"division_id": 1, "test_id": 1, "kind": "recheck", "number": 1}
    assert told(model.Retest(**again, method="rapid")) == ["法定复检不得用快速检测方法", "法定复检要填“申请时间”"]
    assert told(model.Retest(**again, method="laboratory", asked_at="2023-05-01T10:00:00+08:00")) == []


def test_a_re_test_has_result_and_day_together():
    again = model.Retest(division_id=1, test_id=1, kind="rerun", number=1, method="rapid", result="negative")
    assert told(again) == ["“检测结果”和“检测日期”要一起填"]


def test_a_notice_does_not_come_down_before_it_is_up():
    notice = model.Publication(division_id=1, test_id=1, place="市场", published_on=DAY, until=date(2023, 4, 30))
    assert told(notice) == ["“公示截止”不能早于“公示日期”"]
