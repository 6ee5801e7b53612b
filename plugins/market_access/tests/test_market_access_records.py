"""Who is reminded of what about shops, pork and cases, how long a ledger is kept, and who may decide."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import fscore_market_access
from fscore.errors import InvalidRecord, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.operators import Operator, OperatorKind, Regime, RegimeAdoption
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_market_access.model import (
    LedgerEntry,
    MarketAdmission,
    PorkLot,
    Slaughterhouse,
    SupplierDocument,
    UnlicensedCase,
)
from fscore_market_access.retention import discard, kept_until

TODAY = date(2023, 12, 31)
ENDS = date(2023, 6, 30)
DAY = timedelta(days=1)
Told = list[tuple[date, Urgency]]


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"market_access": fscore_market_access}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


@pytest.fixture
def shop(work: Work) -> Operator:
    village = work.division(PLACES["甲村"][0])
    opened = date(2023, 1, 1)
    return work.add(Operator(division_id=village.id, name="福安副食店", kind=OperatorKind.GROCERY, opened_on=opened))


def told(work: Work, code: str, on: date) -> Told:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in found if one.code == f"market_access.{code}"]


def of(shop: Operator, **values: object) -> dict[str, Any]:
    return {"division_id": shop.division_id, "operator_id": shop.id, **values}


def licence(work: Work, shop: Operator, valid_to: date, supplier: str = "甲公司") -> SupplierDocument:
    about = {"supplier": supplier, "kind": "licence", "number": f"{valid_to}", "issued_on": date(2022, 7, 1)}
    return work.create(SupplierDocument, of(shop, **about, valid_to=valid_to))


def entry(work: Work, shop: Operator, **values: object) -> LedgerEntry:
    bought = {"bought_on": date(2021, 1, 10), "name": "酱油", "quantity": 1, "measure": "箱", "supplier": "甲公司"}
    return work.create(LedgerEntry, of(shop, **{**bought, "batch": "1", **values}))


def test_a_paper_of_a_supplier_is_shown_thirty_days_ahead_until_a_later_one_is_there(work: Work, shop: Operator):
    licence(work, shop, ENDS)
    assert told(work, "document-expiring", ENDS - 31 * DAY) == []
    assert told(work, "document-expiring", ENDS - 30 * DAY) == [(ENDS, Urgency.EXPIRING)]
    assert told(work, "document-expiring", ENDS + DAY) == [(ENDS, Urgency.LATE)]
    licence(work, shop, date(2025, 6, 30), supplier="乙公司")
    assert told(work, "document-expiring", ENDS) != []
    licence(work, shop, date(2025, 6, 30))
    assert told(work, "document-expiring", ENDS) == []


def test_papers_of_a_shop_that_closed_remind_nobody(work: Work, shop: Operator):
    licence(work, shop, ENDS)
    work.change(shop, {"closed_on": ENDS})
    assert told(work, "document-expiring", ENDS) == []


@pytest.mark.parametrize("missing", ["slaughterhouse_id", "quarantine_number", "quality_number"])
@pytest.mark.regime("R40")
def test_pork_without_source_or_certificate_is_told_until_it_is_there(work: Work, shop: Operator, missing: str):
    house = work.create(Slaughterhouse, {"division_id": shop.division_id, "name": "屠宰场", "code": "A1"})
    full = {"slaughterhouse_id": house.id, "quarantine_number": "1", "quality_number": "2"}
    kept = {name: value for name, value in full.items() if name != missing}
    lot = work.create(PorkLot, of(shop, bought_on=ENDS, weight=10, **kept))
    assert told(work, "pork-certificate", ENDS) == [(ENDS, Urgency.DUE)]
    assert told(work, "pork-certificate", ENDS + DAY) == [(ENDS, Urgency.LATE)]
    work.change(lot, full)
    assert told(work, "pork-certificate", ENDS + DAY) == []


@pytest.mark.regime("R36")
def test_a_new_shop_has_thirty_days_for_its_three_regimes(work: Work, shop: Operator):
    due = date(2023, 1, 31)
    assert told(work, "regimes-missing", due) == [(due, Urgency.DUE)]
    assert told(work, "regimes-missing", due + DAY) == [(due, Urgency.LATE)]
    for regime in (Regime.CERT_INVOICE, Regime.PURCHASE_LEDGER, Regime.MARKET_ACCESS):
        assert told(work, "regimes-missing", due) != []
        work.add(RegimeAdoption(**of(shop, regime=regime, adopted_on=due)))
    assert told(work, "regimes-missing", due) == []


def test_a_case_is_to_be_ended_within_sixty_days(work: Work):
    place = work.division(PLACES["甲村"][0]).id
    case = work.create(UnlicensedCase, {"division_id": place, "place": "场口", "found_on": date(2023, 5, 1)})
    assert told(work, "unlicensed", ENDS) == [(ENDS, Urgency.DUE)]
    assert told(work, "unlicensed", ENDS + DAY) == [(ENDS, Urgency.LATE)]
    work.change(case, {"state": "guided", "guided_on": "2023-05-02"})
    work.change(case, {"state": "closed_down", "ended_on": ENDS})
    assert told(work, "unlicensed", ENDS) == []


@pytest.mark.regime("R38")
def test_an_entry_is_kept_six_months_past_its_shelf_life(work: Work, shop: Operator):
    sold = entry(work, shop, produced_on=date(2021, 1, 1), shelf_life=30)
    assert kept_until(sold, work.rules) == date(2021, 7, 31)


def test_without_a_shelf_life_it_is_kept_two_years(work: Work, shop: Operator):
    assert kept_until(entry(work, shop), work.rules) == date(2023, 1, 10)


@pytest.mark.parametrize("bought_on", [date(2021, 12, 31), date(2022, 1, 1)])
def test_an_entry_is_not_removed_before_its_time(work: Work, shop: Operator, bought_on: date):
    sold = entry(work, shop, bought_on=bought_on)
    with pytest.raises(NotPossible, match="酱油的进货台账要保存到"):
        discard(work, sold, "清理")


def test_an_entry_is_removed_the_day_after(work: Work, shop: Operator):
    sold = entry(work, shop, bought_on=date(2021, 12, 30))
    discard(work, sold, "清理")
    assert sold.deleted_reason == "清理"


def test_a_liaison_finds_a_case_and_does_not_decide_it(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        case = work.create(UnlicensedCase, {"division_id": own.id, "place": "场口", "found_on": ENDS})
        for name in ("state", "guided_on", "ended_on", "licence_number"):
            with pytest.raises(InvalidRecord, match=f"“{name}”这一格"):
                work.change(case, {name: None})
        assert not work.scope.may_write(MarketAdmission)
