"""Intervals, how long records are kept, who is reminded, and who inspects."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import fscore_farm
from fscore.errors import InvalidRecord, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_farm.model import (
    BaseCert,
    DrugUse,
    Grower,
    InputInspection,
    InputShop,
    InputUse,
    ProductionRecord,
)
from fscore_farm.retention import discard, kept_until

TODAY = date(2023, 12, 31)
STARTED = date(2023, 5, 1)
DAY = timedelta(days=1)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"farm": fscore_farm}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


@pytest.fixture
def grower(work: Work) -> Grower:
    place = work.division(PLACES["甲村"][0]).id
    about = {"division_id": place, "name": "绿源合作社", "kind": "coop", "registered_on": date(2022, 3, 1)}
    return work.create(Grower, about)


@pytest.fixture
def batch(work: Work, grower: Grower) -> ProductionRecord:
    about = {"batch": "1", "produce": "vegetable", "started_on": STARTED}
    return work.create(ProductionRecord, {"division_id": grower.division_id, "grower_id": grower.id, **about})


def spray(work: Work, batch: ProductionRecord, on: date, days: int) -> InputUse:
    about = {"kind": "pesticide", "input_name": "吡虫啉", "source": "农资公司", "crop": "白菜", "used_on": on}
    tie = {"division_id": batch.division_id, "grower_id": batch.grower_id, "production_id": batch.id}
    return work.create(InputUse, {**about, **tie, "safety_days": days})


def told(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    due = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in due if one.code == f"farm.{code}"]


def test_the_longest_interval_decides_and_follows_every_change(work: Work, batch: ProductionRecord):
    assert batch.free_on is None
    spray(work, batch, date(2023, 6, 1), 14)
    late = spray(work, batch, date(2023, 6, 5), 7)
    assert batch.free_on == date(2023, 6, 15)
    work.change(late, {"stopped_on": "2023-06-10"})
    assert batch.free_on == date(2023, 6, 17)
    work.remove(late, "记错")
    assert batch.free_on == date(2023, 6, 15)


def test_drugs_and_pesticides_of_one_batch_are_looked_at_together(work: Work, batch: ProductionRecord):
    spray(work, batch, date(2023, 6, 1), 7)
    about = {"animal": "生猪", "drug": "恩诺沙星", "given_on": "2023-06-02", "withdrawal_days": 10}
    tie = {"division_id": batch.division_id, "grower_id": batch.grower_id, "production_id": batch.id}
    work.create(DrugUse, {**about, **tie})
    assert batch.free_on == date(2023, 6, 12)


@pytest.mark.regime("R25")
def test_a_sale_before_the_end_of_the_withdrawal_is_refused(work: Work, batch: ProductionRecord):
    spray(work, batch, date(2023, 6, 1), 7)
    with pytest.raises(InvalidRecord, match="到2023年6月8日才满"):
        work.change(batch, {"harvested_on": "2023-06-07", "sold_on": "2023-06-08"})


def test_on_the_first_free_day_it_is_taken(work: Work, batch: ProductionRecord):
    spray(work, batch, date(2023, 6, 1), 7)
    taken = work.change(batch, {"harvested_on": "2023-06-08", "state": "closed"})
    assert taken.harvested_on == date(2023, 6, 8)


def test_a_use_that_is_written_down_afterwards_does_not_hide_an_early_harvest(work: Work, batch: ProductionRecord):
    work.change(batch, {"harvested_on": "2023-06-03"})
    with pytest.raises(InvalidRecord, match="已经发生的，写明"):
        spray(work, batch, date(2023, 6, 1), 7)


def test_a_breach_is_to_be_handled_within_seven_days(work: Work, batch: ProductionRecord):
    spray(work, batch, date(2023, 6, 1), 7)
    work.change(batch, {"harvested_on": "2023-06-07", "breach": "卖了十公斤"})
    due = date(2023, 6, 14)
    assert told(work, "left-early", due) == [(due, Urgency.DUE)]
    assert told(work, "left-early", due + DAY) == [(due, Urgency.LATE)]
    work.change(batch, {"state": "closed"})
    assert told(work, "left-early", due) == []


def test_a_batch_that_waits_is_shown_in_the_last_seven_days(work: Work, batch: ProductionRecord):
    spray(work, batch, date(2023, 6, 1), 14)
    free_on = date(2023, 6, 15)
    assert told(work, "interval", free_on - 8 * DAY) == []
    assert told(work, "interval", free_on - 7 * DAY) == [(free_on, Urgency.EXPIRING)]
    assert told(work, "interval", free_on) == []


@pytest.mark.regime("R20")
def test_a_certificate_is_shown_thirty_days_ahead_until_a_later_one_is_there(work: Work, grower: Grower):
    ends = date(2023, 9, 30)
    about = {"division_id": grower.division_id, "grower_id": grower.id, "kind": "green", "issued_on": "2022-10-01"}
    work.create(BaseCert, {**about, "number": "1", "valid_to": ends})
    assert told(work, "certificate-expiring", ends - 31 * DAY) == []
    assert told(work, "certificate-expiring", ends - 30 * DAY) == [(ends, Urgency.EXPIRING)]
    assert told(work, "certificate-expiring", ends + DAY) == [(ends, Urgency.LATE)]
    work.create(BaseCert, {**about, "number": "2", "valid_to": "2025-09-30"})
    assert told(work, "certificate-expiring", ends) == []


def test_the_licence_of_an_input_shop_is_shown_thirty_days_ahead_while_it_trades(work: Work):
    ends = date(2023, 9, 30)
    place = work.division(PLACES["甲村"][0]).id
    shop = work.create(InputShop, {"division_id": place, "name": "农资店", "licence_valid_to": ends})
    assert told(work, "shop-licence", ends - 31 * DAY) == []
    assert told(work, "shop-licence", ends - 30 * DAY) == [(ends, Urgency.EXPIRING)]
    work.change(shop, {"closed_on": ends})
    assert told(work, "shop-licence", ends) == []


@pytest.mark.regime("R68")
def test_every_co_operative_is_told_of_the_law_once_a_year_by_the_end_of_november(work: Work, grower: Grower):
    due = date(2023, 11, 30)
    assert told(work, "tell-coop", due) == [(due, Urgency.DUE)]
    assert told(work, "tell-coop", due + DAY) == [(due, Urgency.LATE)]
    work.change(grower, {"law_told_on": "2023-01-01"})
    assert told(work, "tell-coop", due) == []
    assert told(work, "tell-coop", date(2024, 1, 1)) == [(date(2024, 11, 30), Urgency.DUE)]


@pytest.mark.regime("R24")
def test_a_record_of_production_is_kept_two_years_behind_the_sale(work: Work, batch: ProductionRecord):
    work.change(batch, {"harvested_on": "2023-06-08", "sold_on": "2023-06-10"})
    assert kept_until(batch, work.rules) == date(2025, 6, 10)
    with pytest.raises(NotPossible, match="要保存到2025年6月10日"):
        discard(work, batch, "清理")


def test_a_batch_that_is_still_on_the_farm_is_not_removed(work: Work, batch: ProductionRecord):
    with pytest.raises(NotPossible, match="还没有采收、出栏"):
        discard(work, batch, "清理")


@pytest.mark.regime("R21")
def test_a_use_is_kept_two_years_behind_its_end_and_not_longer(work: Work, grower: Grower):
    about = {"division_id": grower.division_id, "grower_id": grower.id, "animal": "生猪", "drug": "疫苗"}
    old, young = (
        work.create(DrugUse, {**about, "given_on": day, "withdrawal_days": 0}) for day in ("2021-12-30", "2021-12-31")
    )
    with pytest.raises(NotPossible):
        discard(work, young, "清理")
    discard(work, old, "清理")
    assert old.deleted_reason == "清理"


def test_a_liaison_registers_growers_and_does_not_inspect(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        assert work.scope.may_write(Grower)
        assert not work.scope.may_write(InputInspection)
