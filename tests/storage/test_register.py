"""The register on a day: first and last days count as the classes say, and licences are judged by kind."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind, Regime, RegimeAdoption
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.register import (
    keeps,
    last_licences,
    licensed,
    of_operator,
    operators_open,
    townships,
    trading,
    units,
)
from tests.conftest import places

ISSUED, ENDS = date(2022, 1, 1), date(2023, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as work:
        yield work


@pytest.fixture
def shop(system: System, work: Work) -> Operator:
    return work.add(
        Operator(division_id=places(system).village.id, name="福安副食店", kind=OperatorKind.GROCERY, opened_on=ISSUED)
    )


def hold(
    work: Work,
    shop: Operator,
    kind: LicenceKind = LicenceKind.FOOD_LICENCE,
    issued_on: date = ISSUED,
    valid_to: date | None = ENDS,
) -> Licence:
    number = f"{kind.value}-{issued_on}"
    return work.add(
        Licence(
            division_id=shop.division_id,
            operator_id=shop.id,
            kind=kind,
            number=number,
            issued_on=issued_on,
            valid_to=valid_to,
        )
    )


def is_licensed(work: Work, on: date) -> bool:
    return work.count(sa.select(Operator).where(licensed(on, col(Operator.id)))) == 1


def test_villages_and_communities_are_the_units_of_a_day(work: Work):
    assert {unit.name for unit in work.all(units(ENDS))} == {"向阳村", "石桥村", "新田社区", "山口村"}
    assert {unit.name for unit in work.all(townships(ENDS))} == {"青禾镇", "乱石乡"}


def test_a_record_is_one_of_the_operator_around_it(work: Work, shop: Operator):
    work.add(Operator(division_id=shop.division_id, name="长乐饭店", kind=OperatorKind.CATERER))
    hold(work, shop)
    own = sa.select(Licence).where(of_operator(Licence))
    assert [one.name for one in work.all(sa.select(Operator).where(own.exists()))] == [shop.name]


@pytest.mark.parametrize("day", [ISSUED - DAY, ISSUED, ENDS - DAY, ENDS, ENDS + DAY])
def test_the_query_finds_a_business_open_on_the_days_that_its_class_says(work: Work, shop: Operator, day: date):
    work.change(shop, {"closed_on": ENDS})
    assert (work.count(operators_open(day)) == 1) is shop.open_on(day)


@pytest.mark.usefixtures("shop")
def test_only_the_kinds_asked_for_are_found(work: Work):
    assert work.count(operators_open(ENDS, OperatorKind.GROCERY, OperatorKind.CATERER)) == 1
    assert work.count(operators_open(ENDS, OperatorKind.CATERER)) == 0


@pytest.mark.parametrize("day", [ISSUED - DAY, ISSUED, ENDS - DAY, ENDS, ENDS + DAY])
def test_the_query_finds_a_licence_valid_on_the_days_that_its_class_says(work: Work, shop: Operator, day: date):
    assert is_licensed(work, day) is False
    licence = hold(work, shop)
    assert is_licensed(work, day) is licence.valid_on(day)


def test_a_licence_without_an_end_stays_valid(work: Work, shop: Operator):
    hold(work, shop, valid_to=None)
    assert is_licensed(work, date(2099, 1, 1))


def test_a_business_licence_alone_does_not_allow_to_sell_food(work: Work, shop: Operator):
    hold(work, shop, LicenceKind.BUSINESS_LICENCE, valid_to=None)
    assert not is_licensed(work, ENDS)
    hold(work, shop, LicenceKind.REGISTRATION_CARD)
    assert is_licensed(work, ENDS)


def test_a_business_licence_that_ran_out_makes_the_papers_incomplete_until_it_is_renewed(work: Work, shop: Operator):
    hold(work, shop, valid_to=None)
    hold(work, shop, LicenceKind.BUSINESS_LICENCE)
    assert is_licensed(work, ENDS)
    assert not is_licensed(work, ENDS + DAY)
    hold(work, shop, LicenceKind.BUSINESS_LICENCE, issued_on=ENDS + DAY, valid_to=None)
    assert is_licensed(work, ENDS + DAY)


def test_a_licence_that_was_taken_back_counts_no_more(work: Work, shop: Operator):
    work.remove(hold(work, shop), "登记错了")
    assert not is_licensed(work, ENDS)


def test_a_licence_is_the_last_unless_a_later_one_of_its_kind_follows(work: Work, shop: Operator):
    old = hold(work, shop)
    assert list(work.all(last_licences())) == [old]
    hold(work, shop, LicenceKind.PREPACKAGED_FILING, valid_to=None)
    assert list(work.all(last_licences())) == [old]
    hold(work, shop, issued_on=ENDS, valid_to=None)
    assert list(work.all(last_licences())) == []


def test_an_operator_trades_from_the_day_it_opens_to_the_day_before_it_closes(work: Work, shop: Operator):
    work.change(shop, {"closed_on": ENDS, "status": "歇业"})
    hold(work, shop)
    work.add(Operator(division_id=shop.division_id, name="长乐饭店", kind=OperatorKind.CATERER))

    def of(on: date, *kinds: OperatorKind) -> int:
        return work.count(sa.select(Licence).where(trading(on, col(Licence.operator_id), *kinds)))

    assert [of(day) for day in (ISSUED - DAY, ISSUED, ENDS - DAY, ENDS)] == [0, 1, 1, 0]
    assert of(ISSUED, OperatorKind.GROCERY) == 1
    assert of(ISSUED, OperatorKind.CATERER) == 0


def test_a_regime_is_kept_from_its_first_day_to_the_day_before_it_lapses(work: Work, shop: Operator):
    work.add(
        RegimeAdoption(
            division_id=shop.division_id,
            operator_id=shop.id,
            regime=Regime.CERT_INVOICE,
            adopted_on=ISSUED,
            lapsed_on=ENDS,
        )
    )

    def kept(regime: Regime, on: date) -> int:
        return work.count(sa.select(Operator).where(keeps(regime, on, col(Operator.id))))

    days = (ISSUED - DAY, ISSUED, ENDS - DAY, ENDS)
    assert [kept(Regime.CERT_INVOICE, day) for day in days] == [0, 1, 1, 0]
    assert kept(Regime.PURCHASE_LEDGER, ISSUED) == 0
