"""The plugin keeps what every plugin promises; money is spent after it came and no more than there is; reminders."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

import fscore_budget
from fscore.errors import InvalidRecord, InvalidValue, NotAllowed, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.entity import faults
from fscore.model.period import year
from fscore.model.roles import Role
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_budget.model import Budget, BudgetKind, BudgetState, Expense

TODAY = date(2023, 12, 31)
CAME = {"state": "allocated", "allocated_on": "2023-02-01"}


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"budget": fscore_budget}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def money(**values: object) -> Budget:
    usual = {"division_id": 1, "year": 2023, "kind": BudgetKind.TOWNSHIP, "payer": "甲镇人民政府", "amount": 1000}
    return Budget(**{**usual, **values})


def pay(work: Work, budget: Budget, amount: object, on: str = "2023-03-01", voucher: str = "1") -> Expense:
    values = {"division_id": budget.division_id, "budget_id": budget.id, "purpose": "宣传教育", "voucher": voucher}
    return work.create(Expense, {**values, "amount": amount, "spent_on": on})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"budget.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_budget, "budget")


def test_money_that_came_has_a_day():
    assert told(money(**CAME)) == []
    assert told(money(state="allocated")) == ["状态是“已拨付”，就要填“拨付日期”"]
    assert told(money(allocated_on="2023-02-01")) == ["状态是“已预算”，不能填“拨付日期”"]


@pytest.mark.regime("R10")
def test_money_is_allocated_before_it_is_settled_and_then_stays():
    made = money()
    with pytest.raises(NotPossible, match="接下来只能是：已拨付"):
        made.state = BudgetState.SPENT
    made.state = BudgetState.ALLOCATED
    made.state = BudgetState.SPENT
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = BudgetState.ALLOCATED


def test_an_amount_is_not_negative():
    with pytest.raises(InvalidValue, match="安排金额"):
        money(amount=-1)


def test_all_of_the_money_may_be_spent_and_not_a_cent_more(work: Work):
    budget = work.add(money(division_id=work.division(PLACES["甲镇"][0]).id, **CAME))
    pay(work, budget, "999.99")
    pay(work, budget, "0.01", voucher="2")
    assert budget.spent == Decimal(1000)
    with pytest.raises(InvalidRecord, match="不能多于安排的 1000"):
        pay(work, budget, "0.01", voucher="3")


def test_nothing_is_spent_before_the_money_is_there(work: Work):
    place = work.division(PLACES["甲镇"][0]).id
    with pytest.raises(InvalidRecord, match="还没有拨付"):
        pay(work, work.add(money(division_id=place)), 1)


def test_nothing_is_spent_on_a_day_before_the_money_came(work: Work):
    budget = work.add(money(division_id=work.division(PLACES["甲镇"][0]).id, **CAME))
    with pytest.raises(InvalidRecord, match="首笔支出日期"):
        pay(work, budget, 1, on="2023-01-31")


def test_sums_are_exact_to_the_cent(work: Work):
    budget = work.add(money(division_id=work.division(PLACES["甲镇"][0]).id, **CAME))
    for voucher, amount in enumerate(("0.10", "0.20", "0.07")):
        pay(work, budget, amount, voucher=str(voucher))
    value = reading(work, "X80", work.division(COUNTY), year(2023)).value
    assert (value.part, value.shown) == (Decimal("0.37"), "0.3")


def test_a_liaison_writes_no_money(system: System):
    with system.work(reading=True) as before:
        village = before.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, village)) as own, pytest.raises(NotAllowed):
        own.create(
            Budget, {"division_id": village.id, "year": 2023, "kind": "村级配套经费", "payer": "村", "amount": 1}
        )


@pytest.mark.regime("R10")
def test_every_unit_without_a_share_is_named_and_late_after_the_end_of_march(work: Work):
    for place, amount in (("甲村", 1), ("乙村", 0)):
        unit = work.division(PLACES[place][0]).id
        work.add(money(division_id=unit, kind=BudgetKind.VILLAGE_MATCH, payer=place, amount=amount))
    march = date(2023, 3, 31)
    assert due(work, "match", march) == [(name, march, Urgency.DUE) for name in ("乙村", "丙村")]
    assert {state for _name, _due, state in due(work, "match", date(2023, 4, 1))} == {Urgency.LATE}


def test_money_that_has_not_come_is_told_in_june_and_late_in_july(work: Work):
    budget = work.add(money(division_id=work.division(PLACES["甲镇"][0]).id))
    assert due(work, "allocate", date(2023, 5, 31)) == []
    assert due(work, "allocate", date(2023, 6, 1)) == [("甲镇", date(2023, 6, 30), Urgency.DUE)]
    assert due(work, "allocate", date(2023, 7, 1)) == [("甲镇", date(2023, 6, 30), Urgency.LATE)]
    work.change(budget, CAME)
    assert due(work, "allocate", date(2023, 7, 1)) == []
