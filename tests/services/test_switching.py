"""Off means off: what a module has to say is gone wherever it is off, stays on record, and comes back unchanged."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
import sqlalchemy as sa
from sqlalchemy import orm

import fscore_annual
import fscore_pledges
from fscore.errors import NotAllowed, NotFound, NotPossible, UnknownCode
from fscore.evaluation.ratio import State
from fscore.extension.declarations import Outline, Section
from fscore.model.division import Division, Level
from fscore.model.period import year
from fscore.model.roles import Role
from fscore.model.switching import PluginSwitch, SwitchKind
from fscore.services.figures import breakdown, listed_indicators, opened, reading, readings
from fscore.services.reminders import reminders
from fscore.services.switching import standings, switch, turn
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.services.write_summary import write_summary
from fscore.storage.columns import col
from fscore.storage.scope import Reach
from fscore_pledges.model import PledgeState, Proof, ResponsibilityLetter
from tests.conftest import TODAY, UNITS, officer, places
from tests.extension.misbehaving import INDICATOR, MANIFEST, NAME, plugin
from tests.services.test_failing_plugins import words

LONG_AGO = date(2023, 1, 1)
DISTRICT, TOWN, OTHER = "990101000000", "990101101000", "990101102000"
PLUGINS = {"annual": fscore_annual, "pledges": fscore_pledges}
District = Callable[[dict[str, Any]], System]


def letter(village: Division) -> ResponsibilityLetter:
    """A signed letter of a village."""
    return ResponsibilityLetter(
        division_id=village.id,
        year=2023,
        party_a="镇政府",
        party_b=village.name,
        state=PledgeState.SIGNED,
        signed_on=date(2023, 3, 1),
        proof=Proof.SCAN,
    )


@pytest.fixture
def system(any_district: District) -> System:
    """Letters in both townships; the modules are on in the whole district."""
    made = any_district(PLUGINS)
    there = places(made)
    for name in PLUGINS:
        turn(made, name, SwitchKind.ENABLE, DISTRICT, starts_on=LONG_AGO)
    with made.work() as work:
        for village in (there.village, there.bridge, there.other_village):
            work.add(letter(village))
        work.commit()
    return made


WAYS: dict[str, Callable[[System], object]] = {
    "switched off in the township": lambda made: turn(made, "pledges", SwitchKind.DISABLE, TOWN),
    "forbidden by the district": lambda made: turn(made, "pledges", SwitchKind.FORBID, DISTRICT),
    "switched off in the district": lambda made: turn(made, "pledges", SwitchKind.DISABLE, DISTRICT),
    "forbidden in the township": lambda made: turn(made, "pledges", SwitchKind.FORBID, TOWN),
}
READS: dict[str, Callable[[Work], Any]] = {
    "a list": lambda work: work.all(sa.select(ResponsibilityLetter)),
    "a count": lambda work: work.count(sa.select(ResponsibilityLetter)),
    "a bounded count": lambda work: work.count(sa.select(ResponsibilityLetter), limit=9),
    "columns": lambda work: list(work.session.scalars(sa.select(col(ResponsibilityLetter.party_b)))),
    "an alias": lambda work: list(work.session.scalars(sa.select(orm.aliased(ResponsibilityLetter)))),
    "a subquery": lambda work: list(work.session.scalars(sa.select(sa.select(ResponsibilityLetter).subquery().c.id))),
    "an inner select": lambda work: work.all(
        sa.select(Division).where(
            sa.select(ResponsibilityLetter).where(col(ResponsibilityLetter.division_id) == col(Division.id)).exists()
        )
    ),
    "a join": lambda work: work.all(
        sa.select(Division).join(ResponsibilityLetter, col(ResponsibilityLetter.division_id) == col(Division.id))
    ),
    "an outer join": lambda work: list(
        work.session.scalars(
            sa.select(col(ResponsibilityLetter.id))
            .select_from(Division)
            .outerjoin(ResponsibilityLetter, col(ResponsibilityLetter.division_id) == col(Division.id))
            .where(col(ResponsibilityLetter.id).is_not(None))
        )
    ),
    "deleted ones too": lambda work: list(
        work.session.scalars(sa.select(ResponsibilityLetter), execution_options={"fscore_deleted": True})
    ),
}


@pytest.mark.parametrize("how", WAYS)
def test_a_module_that_is_off_is_gone_everywhere(system: System, how: str) -> None:
    """No query, figure, reminder or sentence shows it, and nothing of it can be written."""
    there = places(system)
    with system.work(officer(there.town)) as work:
        own = work.all(sa.select(ResponsibilityLetter))
        assert len(own) == 2
    WAYS[how](system)
    with system.work(officer(there.town)) as work:
        for form, read in READS.items():
            assert read(work) in ([], 0), form
        with pytest.raises(NotFound):
            work.get(ResponsibilityLetter, own[0].id)
        assert "I04" not in {one.indicator.id for one in readings(work, there.town, year(2023))}
        absent = reading(work, "I04", there.town, year(2023)).value
        assert (absent.state, absent.part) == (State.ABSENT, None)
        assert absent.reason == "模块“责任状和承诺书”没有启用"
        assert breakdown(work, "I04", there.town, year(2023), Level.VILLAGE) == []
        with pytest.raises(NotPossible, match="责任状签订率查不到记录：模块“责任状和承诺书”没有启用"):
            opened(work, "I04", there.town, year(2023))
        assert not [due for due in reminders(work, there.town, TODAY) if due.code.startswith("pledges.")]
        written = write_summary(work, there.town, 2023)
        assert "责任状" not in words(written.content)
        assert not [gap for gap in written.gaps if "I04" in gap.text or "责任状" in gap.text]
    values = {"division_id": there.community.id, "year": 2023, "party_a": "镇政府", "party_b": "社区"}
    with system.work(officer(there.town)) as work, pytest.raises(NotFound):
        work.create(ResponsibilityLetter, values)


def test_writing_in_bulk_is_refused_where_it_is_off(system: System) -> None:
    """The quick way in has no other rules."""
    turn(system, "pledges", SwitchKind.DISABLE, TOWN)
    there = places(system)
    with system.work() as work, pytest.raises(NotFound):
        work.insert([letter(there.community)])


def test_the_data_come_back_unchanged(system: System) -> None:
    """Off and on again loses nothing, changes nothing, and the audit trail has only the switches."""
    there = places(system)

    def kept() -> list[tuple[object, ...]]:
        with system.work(officer(there.town)) as work:
            return [
                attrs.astuple(one)
                for one in work.all(sa.select(ResponsibilityLetter).order_by(col(ResponsibilityLetter.id)))
            ]

    before = kept()
    turn(system, "pledges", SwitchKind.DISABLE, TOWN)
    assert kept() == []
    turn(system, "pledges", SwitchKind.ENABLE, TOWN)
    assert kept() == before
    assert len(before) == 2
    with system.work(officer(there.town)) as work:
        assert reading(work, "I04", there.town, year(2023)).value.part == 2


def test_the_district_counts_where_it_is_on_and_names_the_rest(system: System) -> None:
    """A roll-up is no smaller number of the same thing: it says whom it does not speak of."""
    turn(system, "pledges", SwitchKind.DISABLE, OTHER)
    there = places(system)
    with system.work() as work:
        value = reading(work, "I04", there.district, year(2023)).value
        assert (value.part, value.whole, value.left_out) == (2, 3, ("乱石乡",))
        lines = breakdown(work, "I04", there.district, year(2023), Level.TOWNSHIP)
        assert [(line.division.name if line.division else None, line.value.part) for line in lines] == [("青禾镇", 2)]
        counted, measured = opened(work, "I04", there.district, year(2023))
        assert measured is not None
        assert (counted.size, measured.size) == (2, 3)
        assert {one.name for one in measured.records} == {"向阳村", "石桥村", "新田社区"}
        assert reading(work, "I04", there.other_town, year(2023)).value.state is State.ABSENT


def test_on_in_a_single_village_counts_that_village_alone(system: System) -> None:
    """However small the place where it is on, that place is counted and listed."""
    turn(system, "pledges", SwitchKind.DISABLE, DISTRICT)
    turn(system, "pledges", SwitchKind.ENABLE, "990101101200")
    there = places(system)
    with system.work() as work:
        value = reading(work, "I04", there.district, year(2023)).value
        assert (value.part, value.whole) == (1, 1)
        assert set(value.left_out) == {"石桥村", "新田社区", "乱石乡"}
        lines = breakdown(work, "I04", there.district, year(2023), Level.TOWNSHIP)
        assert [(line.division.name if line.division else None, line.value.part) for line in lines] == [("青禾镇", 1)]


def test_a_future_switch_waits_for_its_day(system: System) -> None:
    """It stands in the list, and does nothing before."""
    there = places(system)
    turn(system, "pledges", SwitchKind.DISABLE, TOWN, starts_on=TODAY + timedelta(days=1))
    with system.work() as work:
        assert reading(work, "I04", there.town, year(2023)).value.part == 2
        states = {
            day: {one.id: one.state for one in standings(work, there.town, day)}["pledges"]
            for day in (TODAY, TODAY + timedelta(days=1))
        }
        assert list(states.values()) == ["on", "off"]
    system.set_business_day(TODAY + timedelta(days=1))
    with system.work() as work:
        assert reading(work, "I04", there.town, year(2023)).value.state is State.ABSENT, "asked for the day of asking"


def test_a_mandate_from_above_outranks_and_can_not_be_undone_below(system: System) -> None:
    """The township's officer is told who decided, on whatever database, and the highest mandate holds."""
    there = places(system)
    turn(system, "pledges", SwitchKind.FORBID, DISTRICT)
    with (
        system.work(officer(there.town)) as work,
        pytest.raises(NotPossible, match="清河区统一不准启用模块 pledges，青禾镇不能改"),
    ):
        switch(work, "pledges", SwitchKind.ENABLE, there.town, TODAY)
    with system.work(officer(there.town)) as work:
        how = next(one for one in standings(work, there.town, TODAY) if one.id == "pledges")
        assert (how.state, how.decided_by) == ("off", f"{DISTRICT} forbid")
        assert how.reason == "清河区统一不准启用，自 2023年12月31日 起"
    turn(system, "pledges", SwitchKind.REQUIRE, DISTRICT)
    with system.work(officer(there.town)) as work, pytest.raises(NotPossible, match="清河区统一要求启用"):
        switch(work, "pledges", SwitchKind.DISABLE, there.town, TODAY)


def test_an_officer_switches_in_the_own_township_and_mandates_nothing(system: System) -> None:
    """Mandates are for the district; other townships are none of an officer's business."""
    there = places(system)
    with system.work(officer(there.town)) as work:
        with pytest.raises(NotAllowed, match="镇食安办专干不能统一要求或禁止模块"):
            switch(work, "pledges", SwitchKind.FORBID, there.town, TODAY)
        with pytest.raises(NotFound):
            switch(work, "pledges", SwitchKind.DISABLE, there.other_town, TODAY)
    with system.work(Actor("区里", Role.DISTRICT, there.district)) as work:
        assert len(switch(work, "pledges", SwitchKind.FORBID, there.town, TODAY)) == 1


def test_an_unknown_module_is_answered_with_those_that_there_are(system: System) -> None:
    """Whoever misspells a name sees the names."""
    with pytest.raises(UnknownCode, match="没有模块 pledge，现有：annual、pledges"):
        turn(system, "pledge", SwitchKind.ENABLE, TOWN)


def needing(name: str, *needed: str) -> Any:
    """A plugin that needs others, with an indicator of its own."""
    number = f"X9{len(name)}"
    made = plugin(
        attrs.evolve(MANIFEST, id=name, title=name, requires=needed),
        register_rules=[],
        register_reminders=[],
        register_sections=[],
        register_indicators=[attrs.evolve(INDICATOR, id=number, code=f"of-{name}")],
    )
    made.__name__ = f"fscore_{name}"
    return made


@pytest.fixture
def chained(any_district: District) -> System:
    """Three modules of which each needs the one before."""
    return any_district({"one": needing("one"), "three": needing("three", "one"), "fourth": needing("fourth", "three")})


def live(system: System, day: date = TODAY) -> dict[str, str]:
    """How the modules stand in the township."""
    with system.work() as work:
        return {one.id: one.state for one in standings(work, work.division(TOWN), day)}


def test_switching_on_brings_what_is_needed(chained: System) -> None:
    """Directly or not, in their order, each once; what is on already is left alone."""
    made = turn(chained, "fourth", SwitchKind.ENABLE, TOWN)
    assert [one.plugin for one in made] == ["one", "three", "fourth"]
    assert live(chained) == {"one": "on", "three": "on", "fourth": "on"}
    assert [one.plugin for one in turn(chained, "three", SwitchKind.ENABLE, TOWN)] == ["three"]


def test_switching_off_what_another_needs_is_refused_by_name(chained: System) -> None:
    """From the outside in it goes."""
    turn(chained, "fourth", SwitchKind.ENABLE, TOWN)
    with pytest.raises(NotPossible, match="three 要用模块 one，请先停用 three"):
        turn(chained, "one", SwitchKind.DISABLE, TOWN)
    with pytest.raises(NotPossible, match="three 要用模块 one"):
        turn(chained, "one", SwitchKind.DISABLE, DISTRICT)
    for name in ("fourth", "three", "one"):
        turn(chained, name, SwitchKind.DISABLE, TOWN)
    assert set(live(chained).values()) == {"off"}


def test_what_is_forbidden_takes_along_who_needs_it(chained: System) -> None:
    """The district need not know who needs it; who does is off, and says why."""
    turn(chained, "fourth", SwitchKind.ENABLE, TOWN)
    turn(chained, "one", SwitchKind.FORBID, DISTRICT)
    with chained.work() as work:
        how = {one.id: one for one in standings(work, work.division(TOWN), TODAY)}
        assert {one.state for one in how.values()} == {"off"}
        assert how["three"].reason == "它要用的模块没有启用：one"
        assert listed_indicators(work, work.division(TOWN))[-1][0] == "core"
    with pytest.raises(NotPossible, match="清河区统一不准启用模块 one"):
        turn(chained, "three", SwitchKind.ENABLE, TOWN)


def test_a_forbidden_module_that_never_was_on_needs_no_tables(any_district: District) -> None:
    """A switch that says no makes nothing, and nothing stumbles over what is not there."""
    system = any_district(PLUGINS)
    turn(system, "pledges", SwitchKind.FORBID, DISTRICT)
    with system.work() as work:
        reminders(work, work.division(TOWN), TODAY)
        assert reading(work, "I04", work.division(TOWN), year(2023)).value.state is State.ABSENT
    assert system.plugins.failures == {}


def test_where_a_module_is_on_is_the_same_in_python_and_in_the_database(any_district: District) -> None:
    """The condition in queries, and the question for one division, agree after any switching."""
    system = any_district({"one": needing("one")})
    turns = [
        (SwitchKind.ENABLE, DISTRICT),
        (SwitchKind.DISABLE, TOWN),
        (SwitchKind.ENABLE, "990101101200"),
        (SwitchKind.DISABLE, "990101102200"),
        (SwitchKind.REQUIRE, OTHER),
        (SwitchKind.FORBID, TOWN),
        (SwitchKind.DISABLE, DISTRICT),
    ]
    for kind, code in turns:
        turn(system, "one", kind, code)
        with system.work() as work:
            reach: Reach = work.scope.reach["one"]
            everywhere = work.all(sa.select(Division))
            assert len(everywhere) == len(UNITS)
            inside = {one.id for one in work.all(sa.select(Division).where(reach.expression))}
            assert inside == {one.id for one in everywhere if reach.on_at(one)}, (kind, code)
            for place in everywhere:
                below = [one for one in everywhere if one.under(place)]
                assert reach.on_throughout(place) == all(reach.on_at(one) for one in below)
                assert reach.on_somewhere(place) == any(reach.on_at(one) for one in below)
                states = {one.id: one.state for one in standings(work, place, TODAY)}
                assert (states["one"] == "on") == reach.on_at(place)


def test_a_switch_that_was_removed_decides_nothing(system: System) -> None:
    """A switch that is marked as deleted, as after a restored mistake, counts for nothing."""
    (made,) = turn(system, "pledges", SwitchKind.DISABLE, TOWN)
    with system.work() as work:
        slip = work.get(PluginSwitch, made.id)
        slip.deleted_at, slip.deleted_reason = datetime.now(UTC), "按错了"
        work.commit()
    assert live(system)["pledges"] == "on"


def test_what_others_say_about_a_module_that_is_off_is_no_gap(any_district: District) -> None:
    """A sentence with a figure of it is left out, and nobody is told that something is missing."""
    spoken = Section("about-letters", Outline.ORGANISATION, "模块照常工作。签了责任状{I04.part}份。")
    system = any_district({**PLUGINS, NAME: plugin(register_sections=[spoken])})
    for name in ("annual", NAME):
        turn(system, name, SwitchKind.ENABLE, TOWN, starts_on=LONG_AGO)
    with system.work() as work:
        written = write_summary(work, work.division(TOWN), 2023)
        assert "模块照常工作" in words(written.content)
        assert "责任状" not in words(written.content)
        assert not [gap for gap in written.gaps if "I04" in gap.text]
