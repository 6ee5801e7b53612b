"""What was set for divisions that are merged or split goes on for those that follow; accounts wait to be moved."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

import fscore_annual
import fscore_pledges
from fscore.errors import NotAllowed, NotPossible
from fscore.evaluation.succession import Part
from fscore.model.division import Division
from fscore.model.local_rule import LocalRule
from fscore.model.op import Op
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.accounts import add_account
from fscore.services.criteria_sets import criteria_in_force, load_set
from fscore.services.division_changes import Succeeded, merge, split
from fscore.services.switching import standings, switch, turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from tests.conftest import officer, places
from tests.services.invented_county import trail
from tests.services.test_criteria_sets import form

DISTRICT, TOWN, OTHER = "990101000000", "990101101000", "990101102000"
ON, DAY_BEFORE = date(2023, 7, 1), date(2023, 6, 30)
CODE = "network.officers-target"
NEW = Part("990101109000", "大镇")
PLUGINS = {"annual": fscore_annual, "pledges": fscore_pledges}
District = Callable[[dict[str, Any]], System]


@pytest.fixture
def system(any_district: District) -> System:
    return any_district(PLUGINS)


def merged(work: Work) -> Succeeded:
    return merge(work, [TOWN, OTHER], NEW, ON)


def states(work: Work, place: Division) -> dict[str, str]:
    return {one.id: one.state for one in standings(work, place, work.today)}


def rule(work: Work, place: Division, value: int, effective: date = date(2022, 1, 1)) -> None:
    work.add(
        LocalRule(
            division_id=place.id,
            code=CODE,
            value=Decimal(value),
            op=Op.GE,
            unit="人",
            effective=effective,
            title="某文件",
        )
    )
    work.commit()


def value(work: Work, place: Division, on: date) -> Decimal:
    return work.rules.value(CODE, on, place).value


def test_a_module_that_was_on_in_one_of_the_old_is_on_in_the_new_and_stays_off_below_the_others(system: System) -> None:
    """So nothing that nobody was to count before counts in the years before."""
    turn(system, "pledges", SwitchKind.ENABLE, TOWN, starts_on=date(2023, 1, 1))
    there = places(system)
    with system.work() as work:
        left = merged(work)
    assert left.left.modules == ("责任状和承诺书",)
    with system.work() as work:
        on = [*left.opened, work.division("990101101200"), work.place(there.town.id)]
        assert [states(work, one)["pledges"] for one in on] == ["on", "on", "on"]
        off = [work.division("990101102200"), work.place(there.other_town.id)]
        assert [states(work, one)["pledges"] for one in off] == ["off", "off"]
        assert {states(work, one)["annual"] for one in (*on, *off)} == {"off"}


def test_a_ban_is_not_lost_where_only_one_of_the_old_was_under_it(system: System) -> None:
    turn(system, "pledges", SwitchKind.ENABLE, TOWN, starts_on=date(2023, 1, 1))
    turn(system, "pledges", SwitchKind.FORBID, OTHER, starts_on=date(2023, 1, 1))
    with system.work() as work:
        (new,) = merged(work).opened
    with system.work(officer(new)) as work:
        village = work.division("990101102200")
        said = [one.decided_by for one in standings(work, village, work.today) if one.id == "pledges"]
        assert said == ["990101102200 forbid"]
        with pytest.raises(NotPossible, match="统一不准启用"):
            switch(work, "pledges", SwitchKind.ENABLE, village, work.today)


def test_a_switch_of_a_later_day_comes_when_it_was_to_come(system: System) -> None:
    """Both were to have it from October; the change is dated in July."""
    for code in (TOWN, OTHER):
        turn(system, "pledges", SwitchKind.ENABLE, code, starts_on=date(2023, 10, 1))
    with system.work() as work:
        (new,) = merged(work).opened
    with system.work() as work:
        found = {day: one.state for day in (date(2023, 9, 30), date(2023, 10, 1)) for one in standings(work, new, day)}
    assert list(found.values()) == ["off", "on"]


def test_a_module_that_the_district_has_on_stays_off_where_both_had_switched_it_off(system: System) -> None:
    turn(system, "pledges", SwitchKind.ENABLE, DISTRICT, starts_on=date(2023, 1, 1))
    for code in (TOWN, OTHER):
        turn(system, "pledges", SwitchKind.DISABLE, code, starts_on=date(2023, 1, 1))
    with system.work() as work:
        (new,) = merged(work).opened
    with system.work() as work:
        assert states(work, new)["pledges"] == "off"


def test_a_demand_from_above_goes_on_in_both_parts(system: System) -> None:
    turn(system, "pledges", SwitchKind.REQUIRE, TOWN, starts_on=date(2023, 1, 1))
    with system.work() as work:
        homes = {"990101101200": TOWN, "990101101201": "990101108000", "990101101001": TOWN}
        parts = split(work, TOWN, [Part(TOWN, "甲镇"), Part("990101108000", "乙镇")], ON, homes).opened
    with system.work() as work:
        said = [one.decided_by for part in parts for one in standings(work, part, work.today) if one.id == "pledges"]
    assert said == [f"{TOWN} require", "990101108000 require"]


def test_a_rule_that_both_had_goes_on_for_the_new_unit_and_old_days_keep_theirs(system: System) -> None:
    there = places(system)
    with system.work() as work:
        rule(work, there.town, 3)
        rule(work, there.other_town, 3)
    with system.work() as work:
        done = merged(work)
    assert done.left.rules == ()
    (new,) = done.opened
    with system.work() as work:
        assert [value(work, work.place(new.id), day) for day in (ON, work.today)] == [3, 3]
        assert value(work, work.place(there.town.id), DAY_BEFORE) == 3
        assert value(work, work.place(there.village.id), DAY_BEFORE) == 3, "the village lay in the old township"
        assert value(work, work.place(there.village.id), ON) == 3


def test_rules_that_differ_go_on_below_and_are_named(system: System) -> None:
    there = places(system)
    with system.work() as work:
        rule(work, there.town, 3)
        rule(work, there.other_town, 5)
        shipped = value(work, work.place(there.district.id), ON)
    with system.work() as work:
        done = merged(work)
    assert done.left.rules == (CODE,)
    with system.work() as work:
        assert value(work, work.place(done.opened[0].id), ON) == shipped
        for day in (DAY_BEFORE, ON):
            assert [value(work, work.place(one.id), day) for one in (there.village, there.other_village)] == [3, 5]


def test_the_nearer_rule_of_a_village_is_not_overruled_by_that_of_its_old_township(system: System) -> None:
    there = places(system)
    with system.work() as work:
        rule(work, there.village, 10)
        rule(work, there.town, 5)
    with system.work() as work:
        merged(work)
    with system.work() as work:
        assert [value(work, work.place(one.id), work.today) for one in (there.village, there.bridge)] == [10, 5]


def test_a_rule_of_a_later_day_is_told_by_the_new_unit_alone(system: System) -> None:
    """Both were to have 5 from September; the new township sets 8 before that comes, and its villages follow it."""
    there = places(system)
    with system.work() as work:
        for place in (there.town, there.other_town):
            rule(work, place, 5, date(2023, 9, 1))
    with system.work() as work:
        (new,) = merged(work).opened
    with system.work() as work:
        assert value(work, work.place(there.village.id), date(2023, 9, 1)) == 5
        rule(work, work.place(new.id), 8, date(2023, 10, 1))
    with system.work() as work:
        assert value(work, work.place(there.village.id), date(2023, 10, 1)) == 8


def test_rules_of_different_days_are_not_alike(system: System) -> None:
    there = places(system)
    with system.work() as work:
        rule(work, there.town, 5, date(2022, 1, 1))
        rule(work, there.other_town, 5, date(2023, 12, 1))
        shipped = value(work, there.district, ON)
    with system.work() as work:
        assert merged(work).left.rules == (CODE,)
    with system.work() as work:
        assert [value(work, work.place(there.other_village.id), day) for day in (ON, date(2023, 12, 1))] == [shipped, 5]


def test_what_came_to_lie_elsewhere_is_judged_for_each_day_by_the_rule_of_where_it_lay(system: System) -> None:
    """Four are enough for the three of the one township, and not for the five of the other."""
    there = places(system)
    with system.work() as work:
        rule(work, there.town, 3)
        rule(work, there.other_town, 5)
        work.add(Operator(division_id=there.other_village.id, name="某店", kind=OperatorKind.CATERER))
        work.commit()
    with system.work() as work:
        merge(work, ["990101102200", "990101101200"], Part("990101101250", "合村"), ON, TOWN)
    with system.work() as work:
        moved = work.place(there.other_village.id)
        assert [value(work, moved, day) for day in (DAY_BEFORE, ON)] == [5, 3]
        enough = [
            work.rules.met(CODE, sa.literal(4), on=sa.literal(day), division=col(Operator.division_id))
            for day in (DAY_BEFORE, ON)
        ]
        assert [work.count(sa.select(Operator).where(one)) for one in enough] == [0, 1]


def test_a_set_of_criteria_that_both_had_goes_on_and_one_that_only_one_had_is_named(system: System) -> None:
    there = places(system)
    with system.work() as work:
        for place in (there.town, there.other_town):
            load_set(work, form(10), division=place)
        load_set(work, form(20, code="other-form"), division=there.town)
        work.commit()
    with system.work() as work:
        done = merged(work)
    assert done.left.sets == ("other-form",)
    with system.work() as work:
        new = work.place(done.opened[0].id)
        assert criteria_in_force(work, "own-form", work.today, new).total == 10
        handed = trail(work, "load")[-1]
        assert (handed["entity"], handed["division_id"]) == ("criteria_set", new.id), (
            "each set has its row in the trail"
        )
        assert '"code":[null,"own-form"]' in str(handed["changes"])
        assert criteria_in_force(work, "other-form", DAY_BEFORE, work.place(there.village.id)).total == 20


def test_who_works_for_a_unit_that_closed_is_told_so_and_sees_nothing_more_before_being_moved(system: System) -> None:
    there = places(system)
    with system.work() as work:
        add_account(work, "gan", "专干甲", Role.OFFICER, there.town)
        add_account(work, "lian", "联络员乙", Role.LIAISON, there.village)
        work.commit()
    with system.work() as work:
        done = merged(work)
        town = work.place(there.town.id)
    assert done.left.accounts == ("gan",), "the village goes on, and so does its liaison"
    with pytest.raises(NotAllowed, match="青禾镇已在 2023-06-30 撤销，专干甲的账号还在那里"):
        system.work(officer(town))
    with system.work(officer(done.opened[0]), reading=True) as work:
        assert work.division(TOWN).id == there.town.id
