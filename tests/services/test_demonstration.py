"""The demonstration townships: every declared fact is computed from records, exactly, and the same ones each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import fscore
from fscore.errors import NotPossible
from fscore.evaluation.ratio import State
from fscore.extension.declarations import Urgency
from fscore.model.division import Division, DivisionKind
from fscore.model.people import Person
from fscore.model.period import year
from fscore.services.chain import chain
from fscore.services.demonstration import demonstrate, read_facts, shipped_facts
from fscore.services.figures import opened, reading, readings
from fscore.services.network import overlaps, vacancies
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Work
from fscore.services.write_summary import write_summary
from fscore.storage.columns import col
from fscore.storage.migrate import existing
from tests.conftest import SECRET, TODAY

TOWN, MESSY, WITHOUT_LIAISON = "990101101000", "990101102000", "990101101005"
YEAR = year(2023)
# Part and whole of each declared fact; a plugin that is not installed is not asked for its own.
FACTS: dict[str, tuple[int | str, int | None]] = {
    "X05": ("56.33", None),
    "X06": (26800, None),
    "X07": (65000, None),
    "X01": (20, None),
    "X02": (5, None),
    "X03": (222, None),
    "X04": (20, None),
    "X10": (83, None),
    "X11": (6, None),
    "X12": (74, None),
    "X13": (31, None),
    "X14": (3, None),
    "X15": (1, None),
    "I01": (24, 25),
    "I02": (1, None),
    "I03": (24, None),
    "I04": (25, 25),
    "I07": (50000, None),
    "I08": (25, 25),
    "I09": (6000, None),
    "I10": (10000, None),
    "I11": (5, 5),
    "I13": (4, None),
    "I14": (4, 4),
    "I15": (46, None),
    "I16": (3, None),
    "I17": (46, 46),
    "I18": (46, 46),
    "I19": (46, 46),
    "I24": (31, 31),
    "I25": (31, 31),
    "I26": (31, 31),
    "I27": (80, 80),
    "I28": (80, 80),
    "I29": (80, 80),
    "I33": (83, 83),
    "I34": (79, 83),
    "I35": (4, 4),
    "I36": (83, 83),
    "I38": (230, None),
    "I40": (0, None),
}
FULL = ("I30", "I39")
"""Rates of which only is declared that all of at least one are counted."""
BETWEEN = {"I20": (98, 99), "I37": (90, 100)}


@pytest.fixture(scope="module")
def system(demonstration: Path) -> Iterator[System]:
    """The demonstration, to be looked at only."""
    made = fscore.open(f"sqlite:///{demonstration}", secret=SECRET)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A look at it."""
    with system.work(reading=True) as begun:
        yield begun


@pytest.mark.regime("R66")
def test_every_declared_fact_is_exact(work: Work) -> None:
    """To the unit, from part and whole."""
    known = work.system.plugins.indicators
    town = work.division(TOWN)
    asked = {id_: reading(work, id_, town, YEAR).value for id_ in FACTS if id_ in known}
    assert {id_ for id_ in FACTS if id_.startswith("X")} <= set(asked)
    assert {"I01", "I04", "I38"} <= set(asked)
    found = {id_: (value.state, str(value.part), value.whole) for id_, value in asked.items()}
    wanted = {id_: (State.OK, str(part), whole) for id_, (part, whole) in FACTS.items() if id_ in known}
    found["I07"] = (asked["I07"].state, str(int(asked["I07"].part or 0)), asked["I07"].whole)
    assert found == wanted


def test_the_rates_lie_where_they_are_declared(work: Work) -> None:
    """All of at least one, or between two bounds, the upper one excluded."""
    known = work.system.plugins.indicators
    for id_ in FULL:
        if id_ in known:
            value = reading(work, id_, work.division(TOWN), YEAR).value
            assert value.part == value.whole
            assert value.part
    for id_, (low, high) in BETWEEN.items():
        if id_ in known:
            number = reading(work, id_, work.division(TOWN), YEAR).value.number
            assert number is not None
            assert low <= number < high, id_


def test_nothing_in_the_model_township_failed_or_is_missing(work: Work) -> None:
    """Every indicator has a number, or there was nothing to measure."""
    found = {one.indicator.id: one.value for one in readings(work, work.division(TOWN), YEAR)}
    assert len(found) == len(work.system.plugins.indicators)
    bad = {
        id_: (value.state, value.reason) for id_, value in found.items() if value.state not in (State.OK, State.NOTHING)
    }
    assert bad == {}


def test_the_list_behind_every_figure_adds_up_to_it(work: Work) -> None:
    """Whether its records are counted, or each adds an amount of its own, such as a budget or the lots on offer."""
    town, added_up = work.division(TOWN), set()
    for one in readings(work, town, YEAR):
        sides = zip(opened(work, one.indicator.id, town, YEAR), (one.value.part, one.value.whole), strict=True)
        for side, number in sides:
            if side is None:
                continue
            assert (side.size if side.total is None else side.total) == number, one.indicator.id
            if side.amounts is not None:
                assert sum(side.amounts) == number, one.indicator.id
                added_up.add(one.indicator.id)
    assert {"I07", "I09", "X05"} <= added_up


@pytest.mark.regime("R04")
def test_the_one_community_without_a_liaison_is_named(work: Work) -> None:
    """The coverage is 24 of 25, and the system says which one is missing."""
    short = [(one.division.code, one.post.value) for one in vacancies(work, work.division(TOWN), TODAY)]
    assert short == [(WITHOUT_LIAISON, "liaison")]
    assert overlaps(work, work.division(TOWN), TODAY) == []
    gaps = [link.gap for link in chain(work, work.division(WITHOUT_LIAISON), TODAY) if link.gap]
    assert len(gaps) == 1
    assert "没有食品安全联络员" in gaps[0]
    due = [one for one in reminders(work, work.division(TOWN), TODAY) if one.code == "network.vacant"]
    assert [one.division.code for one in due] == [WITHOUT_LIAISON]


def test_the_messy_township_has_something_to_show(work: Work) -> None:
    """Failed targets, and reminders of several kinds, that the model township does not have."""
    messy, model = (readings(work, work.division(code), YEAR) for code in (MESSY, TOWN))
    assert len([one for one in messy if one.met is False]) > len([one for one in model if one.met is False])
    codes = {one.code for one in reminders(work, work.division(MESSY), TODAY)}
    assert {"network.vacant", "register.licence-expiring"} <= codes
    assert len(codes) > 4


def test_the_messy_township_breaks_every_kind_of_rule(work: Work) -> None:
    """Each target is missed, each reminder is there, or the facts say why that can't be; nothing broken is excused."""
    messy, targets = work.division(MESSY), dict[str, set[bool | None]]()
    for one in readings(work, messy, YEAR):
        if one.indicator.target is not None:
            targets.setdefault(one.indicator.target, set()).add(one.met)
    due = reminders(work, messy, TODAY)
    unbroken = {code for code, met in targets.items() if False not in met}
    unbroken |= {one.code for _plugin, one in work.system.plugins.reminders()} - {one.code for one in due}
    excused: dict[str, str] = dict(read_facts().get("unbroken", {}))
    for name in work.system.plugins.names:
        excused |= shipped_facts(f"fscore_{name}").get("unbroken", {})
    assert unbroken == set(excused)
    assert all(excused.values())
    assert {one.state for one in due} == set(Urgency)


def test_the_summary_of_the_messy_township_is_contradicted_in_every_way(work: Work) -> None:
    """Only that the year is over there is nothing to say about; the model township contradicts itself in two ways."""
    kinds = {
        code: {one.code for one in write_summary(work, work.division(code), 2023).contradictions}
        for code in (TOWN, MESSY)
    }
    assert kinds[TOWN] == {"coverage", "unverified-rule"}
    assert kinds[MESSY] == kinds[TOWN] | {"below-target", "denominator-missing", "mixed-years", "unbound-number"}


def test_nobody_in_it_can_be_a_real_person(work: Work) -> None:
    """All mobile numbers begin with digits that nobody is given."""
    phones = {one.phone for one in work.all(sa.select(Person))} - {None}
    assert phones
    assert all(phone and phone.startswith("154") for phone in phones)


def test_the_place_is_as_declared(work: Work) -> None:
    """Invented codes, and a district without a parent."""
    assert work.today == TODAY
    district = work.division("990101000000")
    assert district.parent_id is None
    assert work.division(TOWN).name == "青禾镇"
    units = [one for one in work.children(work.division(TOWN)) if one.kind is not DivisionKind.ZONE]
    codes = sorted(one.code for one in units)
    assert codes == [f"990101101{n:03}" for n in (*range(1, 6), *range(200, 220))]
    assert work.count(sa.select(Division).where(col(Division.code).not_like("9901%"))) == 0


def _dump(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, without the moments at which they were written and what follows from these."""
    hidden = {"recorded_at", "at", "hash", "failed_at", "taken_at", "made_at", "changed_at"}
    found = {}
    with engine.connect() as connection:
        for name in sorted(existing(engine)):
            table = sa.Table(name, sa.MetaData(), autoload_with=connection)
            columns = [column for column in table.c if column.name not in hidden]
            found[name] = sorted((tuple(row) for row in connection.execute(sa.select(*columns))), key=repr)
    return found


def test_two_runs_give_identical_records(system: System) -> None:
    """The generator is seeded, and depends neither on the clock nor on the order of anything unordered."""
    again = fscore.open("sqlite://", secret=SECRET)
    names = demonstrate(again)
    assert set(names) == set(again.plugins.names)
    first, second = _dump(system.engine), _dump(again.engine)
    again.engine.dispose()
    assert set(first) == set(second)
    assert {name for name in first if first[name] != second[name]} == set()
    assert len(first["operator"]) > 198


def test_it_goes_into_an_empty_database_only(demonstration: Path) -> None:
    """Nobody's records are mixed with invented ones."""
    system = fscore.open(f"sqlite:///{demonstration}", secret=SECRET)
    with pytest.raises(NotPossible, match="演示数据要放进空的数据库"):
        demonstrate(system)
    system.engine.dispose()
