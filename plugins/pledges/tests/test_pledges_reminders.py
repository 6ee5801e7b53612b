"""Nobody forgets a letter after the end of March, nor a pledge after a year."""

from collections.abc import Iterator
from datetime import date

import pytest

from fscore.evaluation.succession import Part
from fscore.extension.declarations import Urgency
from fscore.model.operators import Operator, OperatorKind
from fscore.services.division_changes import merge
from fscore.services.reminders import Due, reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES, county, with_required
from fscore_pledges.model import Pledge, PledgeKind, PledgeState, Proof, ResponsibilityLetter

TODAY, MERGED = date(2024, 12, 31), date(2024, 2, 1)


@pytest.fixture
def work() -> Iterator[Work]:
    system = county(with_required(["pledges"]), today=TODAY)
    with system.work() as work:
        yield work
    system.engine.dispose()


def due(work: Work, code: str, on: date) -> list[Due]:
    return [one for one in reminders(work, work.division(COUNTY), on) if one.code == f"pledges.{code}"]


def sign(work: Work, place: str, on: date) -> ResponsibilityLetter:
    return work.add(
        ResponsibilityLetter(
            division_id=work.division(PLACES[place][0]).id,
            year=2023,
            party_a="镇人民政府",
            party_b=f"{place}村民委员会",
            state=PledgeState.SIGNED,
            signed_on=on,
            proof=Proof.SCAN,
        )
    )


def workshop(work: Work, closed_on: date | None = None) -> Operator:
    village = work.division(PLACES["甲村"][0])
    return work.add(Operator(division_id=village.id, name="豆腐坊", kind=OperatorKind.WORKSHOP, closed_on=closed_on))


def promise(
    work: Work,
    shop: Operator | None,
    on: date,
    valid_to: date | None = None,
    *,
    party: str = "蔬菜合作社",
    code: str = PLACES["甲村"][0],
) -> Pledge:
    return work.add(
        Pledge(
            division_id=work.division(code).id,
            operator_id=None if shop is None else shop.id,
            party=party if shop is None else "",
            kind=PledgeKind.COOP if shop is None else PledgeKind.WORKSHOP,
            year=on.year,
            text_version="一",
            state=PledgeState.SIGNED,
            signed_on=on,
            proof=Proof.SCAN,
            valid_to=valid_to,
        )
    )


@pytest.mark.regime("R07")
def test_every_unit_without_a_signed_letter_is_named_and_late_after_the_end_of_march(work: Work):
    sign(work, "甲村", date(2023, 3, 31))
    on_the_last_day = due(work, "letter-unsigned", date(2023, 3, 31))
    assert [(one.division.name, one.due, one.state) for one in on_the_last_day] == [
        ("乙村", date(2023, 3, 31), Urgency.DUE),
        ("丙村", date(2023, 3, 31), Urgency.DUE),
    ]
    assert {one.state for one in due(work, "letter-unsigned", date(2023, 4, 1))} == {Urgency.LATE}


def test_a_new_year_asks_for_a_new_letter(work: Work):
    sign(work, "甲村", date(2023, 3, 1))
    assert "甲村" not in {one.division.name for one in due(work, "letter-unsigned", date(2023, 12, 31))}
    assert "甲村" in {one.division.name for one in due(work, "letter-unsigned", date(2024, 1, 1))}


@pytest.mark.regime("R33")
def test_a_pledge_is_to_be_renewed_a_year_after_it_was_signed_and_is_shown_thirty_days_ahead(work: Work):
    promise(work, workshop(work), date(2023, 3, 1))
    assert due(work, "renew", date(2024, 1, 30)) == []
    (shown,) = due(work, "renew", date(2024, 1, 31))
    assert (shown.due, shown.state) == (date(2024, 3, 1), Urgency.EXPIRING)
    assert due(work, "renew", date(2024, 3, 2))[0].state is Urgency.LATE


def test_a_stated_end_goes_before_the_year(work: Work):
    promise(work, workshop(work), date(2023, 3, 1), valid_to=date(2023, 12, 31))
    assert [one.due for one in due(work, "renew", date(2023, 12, 1))] == [date(2023, 12, 31)]


def test_who_has_signed_again_is_not_reminded(work: Work):
    shop = workshop(work)
    promise(work, shop, date(2023, 3, 1))
    promise(work, shop, date(2024, 2, 20))
    assert due(work, "renew", date(2024, 3, 10)) == []


def test_a_body_outside_the_register_is_reminded_until_it_signs_again(work: Work):
    promise(work, None, date(2023, 3, 1))
    promise(work, workshop(work), date(2024, 2, 20))
    promise(work, None, date(2024, 2, 20), party="水果合作社")
    assert len(due(work, "renew", date(2024, 3, 10))) == 1
    promise(work, None, date(2024, 3, 5))
    assert due(work, "renew", date(2024, 3, 10)) == []


def test_what_is_signed_again_in_the_unit_that_goes_on_is_signed_again(work: Work):
    """A body of the same name in another village has not signed again, nor has it by the tree of a day before."""
    shop, town = workshop(work), PLACES["甲镇"][0]
    for owner, party, code in (
        (shop, "", PLACES["甲村"][0]),
        (None, "蔬菜合作社", PLACES["甲村"][0]),
        (None, "水果合作社", PLACES["乙村"][0]),
        (None, "水果合作社", PLACES["丙村"][0]),
        (None, "供销社", town),
    ):
        promise(work, owner, date(2023, 3, 1), party=party, code=code)
    work.commit()
    (village,) = merge(work, [PLACES[one][0] for one in ("甲村", "乙村")], Part("990101101250", "合村"), MERGED).opened
    (new,) = merge(work, [town, PLACES["丙镇"][0]], Part("990101109000", "大镇"), date(2024, 2, 2)).opened
    for owner, party, place in (
        (shop, "", village),
        (None, "蔬菜合作社", village),
        (None, "水果合作社", village),
        (None, "供销社", new),
    ):
        promise(work, owner, date(2024, 2, 20), party=party, code=place.code)
    (left,) = due(work, "renew", date(2024, 3, 10))
    assert (left.record.party, left.division.name) == ("水果合作社", "丙村")
    assert len(due(work, "renew", date(2024, 1, 31))) == 4


def test_who_has_closed_is_not_reminded(work: Work):
    promise(work, workshop(work, closed_on=date(2024, 1, 1)), date(2023, 3, 1))
    assert due(work, "renew", date(2024, 3, 10)) == []
