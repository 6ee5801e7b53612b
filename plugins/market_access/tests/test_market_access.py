"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

from datetime import date

import pytest

import fscore_market_access
from fscore.errors import NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_market_access.model import (
    AdmissionState,
    CaseState,
    LedgerEntry,
    MarketAdmission,
    SupplierDocument,
    UnlicensedCase,
)

DAY = date(2023, 5, 1)
ADMITTED = {
    "state": "admitted",
    "decided_on": DAY,
    "proof": "compliance_cert",
    "proof_number": "1",
    "passes": "培训关、源头质量关",
}


def admission(**values: object) -> MarketAdmission:
    about = {"division_id": 1, "produce": "pig", "lot": "一", "market": "早市", "owner": "张三", "presented_on": DAY}
    return MarketAdmission(**{**about, **values})


def case(**values: object) -> UnlicensedCase:
    return UnlicensedCase(division_id=1, place="场口", found_on=DAY, **values)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_market_access, "market_access")


def test_a_lot_is_admitted_with_a_proof_and_behind_training_and_source():
    assert told(admission(**ADMITTED)) == []
    assert told(admission(**ADMITTED | {"proof_number": ""})) == ["没有证明和编号，不能准予入市"]
    assert told(admission(**ADMITTED | {"passes": "培训关"})) == ["培训关、源头质量关没有都过，不能准予入市"]


@pytest.mark.regime("R22")
def test_the_three_passes_are_passed_in_their_order():
    wanted = ["三个关要一个一个过：培训、源头质量、销售质量"]
    assert told(admission(passes="源头质量关")) == wanted
    assert told(admission(passes="培训关、销售质量关")) == wanted
    assert told(admission(passes="培训关、源头质量关、销售质量关")) == []


def test_a_refusal_says_why_and_a_decision_stays():
    assert told(admission(state="refused", decided_on=DAY)) == ["状态是“不准入市”，就要填“不准入市的原因”"]
    decided = admission(**ADMITTED)
    with pytest.raises(NotPossible, match="不能再改成"):
        decided.state = AdmissionState.REFUSED


@pytest.mark.regime("R37")
def test_a_paper_of_a_supplier_holds_to_its_last_day_and_not_on_the_day_it_is_revoked():
    paper = {"division_id": 1, "operator_id": 1, "supplier": "甲", "kind": "licence", "number": "1", "issued_on": DAY}
    document = SupplierDocument(**paper, valid_to=date(2024, 4, 30))
    assert [document.valid_on(date(2024, 4, day)) for day in (30,)] == [True]
    assert not document.valid_on(date(2024, 5, 1))
    assert not document.valid_on(date(2023, 4, 30))
    assert not SupplierDocument(**paper, revoked_on=DAY).valid_on(DAY)
    assert told(SupplierDocument(**paper, valid_to=date(2023, 4, 30))) == ["“有效期至”不能早于“开具日期”"]


def test_a_purchase_can_be_traced_and_was_produced_before():
    bought = {"division_id": 1, "operator_id": 1, "bought_on": DAY, "name": "大米", "quantity": 1, "measure": "袋"}
    assert told(LedgerEntry(**bought, supplier="甲")) == ["“生产批号”和“生产日期”至少填一个"]
    assert told(LedgerEntry(**bought, supplier="甲", batch="1")) == []
    late = LedgerEntry(**bought, supplier="甲", produced_on=date(2023, 5, 2))
    assert told(late) == ["“进货日期”不能早于“生产日期”"]


@pytest.mark.regime("R41")
def test_a_case_goes_from_guidance_to_a_licence_or_the_end_of_the_business():
    assert told(case(state="guided", guided_on=DAY)) == []
    assert told(case(state="licensed", guided_on=DAY, ended_on=DAY)) == ["状态是“已办证”，就要填“所办证号”"]
    assert told(case(state="closed_down", guided_on=DAY)) == ["状态是“已取缔”，就要填“办结日期”"]
    found = case()
    with pytest.raises(NotPossible, match="接下来只能是：已指导办证"):
        found.state = CaseState.CLOSED_DOWN
    closed = case(state="closed_down", guided_on=DAY, ended_on=DAY)
    with pytest.raises(NotPossible, match="不能再改成"):
        closed.state = CaseState.GUIDED
