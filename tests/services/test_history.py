"""What happened to a record, and personal data shown in full for a reason."""

import json
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from fscore.errors import InvalidRecord, NotFound
from fscore.model.operators import Operator, OperatorKind
from fscore.services.history import Happening, as_seen, happenings, same_as_in_trail, since
from fscore.services.revealing import reveal
from fscore.services.system import System
from fscore.storage.audit import audit
from tests.conftest import officer, places


def _changed(system: System) -> int:
    there = places(system)
    with system.work(officer(there.town)) as work:
        shop = work.add(
            Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER, phone="15400000123")
        )
        work.change(shop, {"principal": "李明", "phone": "15400000124"})
        work.commit()
    return shop.id


def test_the_acts_on_a_record_are_told_in_their_order(any_system: System) -> None:
    number = _changed(any_system)
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        told = happenings(work, work.get(Operator, number))
    assert [(act.actor, act.role, act.action) for act in told] == [
        ("专干甲", "officer", "add"),
        ("专干甲", "officer", "change"),
    ]
    steps = {change.label: (change.before, change.after) for change in told[1].changes}
    assert steps["负责人"] == ("", "李明")


def _act(action: str, request: str = "1:a", *, drawn: bool = False) -> Happening:
    return Happening(datetime.now(UTC), "专干甲", "officer", "web", action, (), request, drawn)


def test_what_a_record_draws_from_its_parts_while_it_is_entered_is_no_change_of_its_own() -> None:
    entered, drawn, changed, later = (
        _act("add"),
        _act("change", drawn=True),
        _act("change"),
        _act("change", "1:b", drawn=True),
    )
    assert as_seen([entered, drawn]) == [entered]
    assert as_seen([entered, changed]) == [entered, changed]
    assert as_seen([entered, drawn, later]) == [entered, later]
    assert as_seen([entered, drawn, changed, drawn]) == [entered, changed, drawn]
    assert as_seen([drawn]) == [drawn]


def test_acts_behind_a_revision_are_those_that_made_one() -> None:
    entered, looked, first, second = _act("add"), _act("reveal"), _act("change"), _act("change", "1:b")
    acts = [entered, looked, first, looked, second]
    assert since(acts, 1) == [first, second]
    assert since(acts, 2) == [second]
    for unknown in (3, 99, None):
        assert since(acts, unknown) == [second]


def test_personal_data_are_said_to_have_changed_and_not_what_they_were(system: System) -> None:
    number = _changed(system)
    with system.work(officer(places(system).town), reading=True) as work:
        told = happenings(work, work.get(Operator, number))
    (phone,) = [change for change in told[1].changes if change.field == "phone"]
    assert (phone.personal, phone.before, phone.after) == (True, None, None)


@pytest.mark.parametrize(("value", "kept"), [("", None), (None, ""), (OperatorKind.STALL, "stall"), ("a", "a")])
def test_a_value_is_recognised_in_the_trail(value: object, kept: object) -> None:
    assert same_as_in_trail(value, kept)


@pytest.mark.parametrize(("value", "kept"), [("a", "b"), ("", "b"), (OperatorKind.STALL, "school")])
def test_another_value_is_told_from_the_one_in_the_trail(value: object, kept: object) -> None:
    assert not same_as_in_trail(value, kept)


def test_a_masked_number_is_shown_for_a_reason_that_is_kept(system: System) -> None:
    number = _changed(system)
    with system.work(officer(places(system).town)) as work:
        assert reveal(work, work.get(Operator, number), "phone", " 通知换证 ") == "15400000124"
        work.commit()
    with system.engine.connect() as connection:
        row = connection.execute(sa.select(audit).where(audit.c.action == "reveal")).one()
    assert (row.actor, row.record_id) == ("专干甲", number)
    assert json.loads(row.changes) == {"field": "phone", "reason": "通知换证"}


def test_without_a_reason_nothing_is_shown(system: System) -> None:
    number = _changed(system)
    with system.work(officer(places(system).town)) as work, pytest.raises(InvalidRecord, match="看全号要写原因"):
        reveal(work, work.get(Operator, number), "phone", " ")


@pytest.mark.parametrize("name", ["name", "revision", "key", "nothing"])
def test_what_is_not_masked_is_not_there_to_be_revealed(system: System, name: str) -> None:
    number = _changed(system)
    with system.work(officer(places(system).town)) as work, pytest.raises(NotFound):
        reveal(work, work.get(Operator, number), name, "看看")
