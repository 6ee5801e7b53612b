"""Indicators answered by the database: every form, every state, every level, on both databases."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest
import sqlalchemy as sa

from fscore.evaluation.ratio import PER_THOUSAND, PERCENT, State, Unit
from fscore.evaluation.succession import Part
from fscore.model.division import Division, DivisionKind, Level
from fscore.model.operators import Operator, OperatorKind, TownshipProfile
from fscore.model.people import Organisation
from fscore.model.period import year
from fscore.model.switching import SwitchKind
from fscore.services.division_changes import merge, split
from fscore.services.divisions import add_division
from fscore.services.figures import Line, breakdown, evidence, opened, reading
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, PerHead, Reporting, Share
from fscore.storage.register import existing, units
from tests.conftest import officer, places
from tests.extension.misbehaving import MANIFEST, NAME, plugin

YEAR = year(2023)
HOME = Unit("家")
CITY, TOWN, LONE, STRAIGHT = "990200000000", "990101101000", "990200103000", "990200103201"
GRADED = col(Operator.floor_area) >= Decimal("50.5")


def _operators() -> "sa.Select[Operator]":
    return sa.select(Operator)


def made(id_: str, formula: Callable[..., Any], unit: Unit = HOME, **more: Any) -> Indicator:
    """An indicator of these tests."""
    return Indicator(id_, f"of-{id_.lower()}", "测试指标", unit, "测试用。", formula, **more)


def _chain(*_: Any) -> Reporting:
    return Reporting(sa.select(Organisation), units(YEAR.last), 2)


population = col(TownshipProfile.population)
_profiles = sa.select(TownshipProfile).where(population.is_not(None))
TOWNSHIPS = existing(Level.TOWNSHIP, YEAR.last)
INDICATORS = (
    made("X91", lambda *_: Count(_operators())),
    made("X92", lambda *_: Share.of(_operators(), GRADED), PERCENT),
    made("X93", lambda *_: Count(_operators(), amount=col(Operator.floor_area)), Unit("m²")),
    made("X94", lambda *_: Count(_profiles, amount=population, stated=True, units=TOWNSHIPS), Unit("人")),
    made("X95", lambda *_: PerHead(_operators(), _profiles, population, units=TOWNSHIPS), PER_THOUSAND),
    made("X96", lambda *_: Count(_operators().where(sa.false())), reported=_chain),
    made(
        "X97",
        lambda *_: Share.of(
            units(YEAR.last), _operators().where(col(Operator.division_id) == col(Division.id)).exists()
        ),
        PERCENT,
    ),
    made("X98", lambda *_: Count(_operators()), needs=("nowhere",)),
)


@pytest.fixture
def system(any_district: Callable[[dict[str, Any]], System]) -> System:
    """The small district, and a city with a township straight under it, and a village straight under the city."""
    nothing: dict[str, Any] = {"register_rules": [], "register_reminders": [], "register_sections": []}
    opened_system = any_district({NAME: plugin(attrs.evolve(MANIFEST), register_indicators=INDICATORS, **nothing)})
    with opened_system.work() as work:
        add_division(work, code=CITY, name="无区市", level=Level.CITY, parent="")
        add_division(work, code=LONE, name="直管镇", level=Level.TOWNSHIP, parent=CITY)
        add_division(work, code=STRAIGHT, name="直管村", level=Level.VILLAGE, parent=LONE)
        add_division(work, code="990200000201", name="市直村", level=Level.VILLAGE, parent=CITY)
        work.commit()
    for code in ("990101000000", CITY):
        turn(opened_system, NAME, SwitchKind.ENABLE, code, starts_on=date(2023, 1, 1))
    return opened_system


AREAS = {"990101000000": "40.5", TOWN: "50.5", "990101101200": "60", "990101101201": "50.49", "990101102000": "10"} | {
    CITY: "70",
    LONE: "50.5",
    STRAIGHT: "20.25",
    "990200000201": "99.99",
}


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A business at every level, those that hang above the villages included."""
    with system.work() as begun:
        begun.insert(
            [
                Operator(
                    division_id=begun.division(code).id, name=f"店{code}", kind=OperatorKind.STALL, floor_area=area
                )
                for code, area in AREAS.items()
            ]
        )
        yield begun


def part_whole(work: Work, id_: str, code: str) -> tuple[object, object]:
    """Part and whole of an indicator."""
    value = reading(work, id_, work.division(code), YEAR).value
    assert value.state is State.OK, value
    return value.part, value.whole


def test_counts_shares_and_sums(work: Work) -> None:
    """Each area has what lies in it; bounds are exact to the hundredth."""
    assert part_whole(work, "X91", TOWN) == (3, None)
    assert part_whole(work, "X92", TOWN) == (2, 3)
    assert part_whole(work, "X93", TOWN) == (Decimal("160.99"), None)
    assert part_whole(work, "X91", CITY) == (4, None)
    assert part_whole(work, "X92", CITY) == (3, 4)
    assert part_whole(work, "X97", TOWN) == (2, 3)
    assert part_whole(work, "X97", CITY) == (2, 2)


def test_whole_numbers_are_whole_on_every_database(work: Work) -> None:
    """PostgreSQL adds them up to decimals; what comes out is the same."""
    work.add(TownshipProfile(division_id=work.division(TOWN).id, year=2023, population=65000))
    value = reading(work, "X94", work.division(TOWN), YEAR).value
    assert type(value.part) is int
    assert type(reading(work, "X91", work.division(TOWN), YEAR).value.part) is int
    assert type(reading(work, "X93", work.division(TOWN), YEAR).value.part) is Decimal


@pytest.mark.parametrize("area", ["990101000000", TOWN, CITY, LONE])
def test_the_lines_of_every_level_add_up_to_the_area(work: Work, area: str) -> None:
    """Where a level is missing, and where something hangs above it, a line without a division has the rest."""
    place = work.division(area)
    everywhere = work.all(sa.select(Division))
    for id_, level in product(("X91", "X92", "X93", "X97"), Level):
        lines = breakdown(work, id_, place, YEAR, level)
        total = reading(work, id_, place, YEAR).value
        assert sum(line.value.part or 0 for line in lines) == total.part, (id_, level)
        if total.whole is not None:
            assert sum(line.value.whole or 0 for line in lines) == total.whole, (id_, level)
        listed = [line.division.id for line in lines if line.division is not None]
        assert len(lines) - len(listed) <= 1
        assert sorted(listed) == sorted(one.id for one in everywhere if one.level == level and one.under(place))


def test_a_line_without_a_division_has_what_hangs_above(work: Work) -> None:
    """By district, a city without districts is one line; by village, the township's own business is in it."""
    (line,) = breakdown(work, "X91", work.division(CITY), YEAR, Level.DISTRICT)
    assert (line.division, line.value.part) == (None, 4)
    lines = breakdown(work, "X91", work.division(TOWN), YEAR, Level.VILLAGE)
    assert [(line.division.name if line.division else None, line.value.part) for line in lines] == [
        ("新田社区", 0),
        ("向阳村", 1),
        ("石桥村", 1),
        (None, 1),
    ]


def test_the_lists_are_the_records_behind_the_numbers(work: Work) -> None:
    """As many as counted, in a steady order, page by page."""
    place = work.division("990101000000")
    counted, measured = opened(work, "X92", place, YEAR)
    assert measured is not None
    assert (counted.size, measured.size) == part_whole(work, "X92", "990101000000")
    assert {one.id for one in counted.records} < {one.id for one in measured.records}
    pages = [opened(work, "X92", place, YEAR, limit=2, offset=start)[1] for start in (0, 2, 4)]
    assert [one.id for page in pages if page for one in page.records] == [one.id for one in measured.records]


def test_what_was_never_written_down_is_no_zero(work: Work) -> None:
    """A population that nobody stated is none, a rate over it has no denominator, and a line says so too."""
    town = work.division(TOWN)
    stated, rate = (reading(work, id_, town, YEAR).value for id_ in ("X94", "X95"))
    assert (stated.state, stated.number) == (State.NOTHING, None)
    assert (rate.state, rate.part, rate.number) == (State.NO_DENOMINATOR, None, None)
    work.add(TownshipProfile(division_id=town.id, year=2023, population=1500))
    assert reading(work, "X94", town, YEAR).value.number == 1500
    value = reading(work, "X95", town, YEAR).value
    assert (value.part, value.whole, value.shown) == (3, 1500, "2.0")
    lines = {
        line.division.name: line.value.state
        for line in breakdown(work, "X94", work.division("990101000000"), YEAR, Level.TOWNSHIP)
        if line.division
    }
    assert lines == {"青禾镇": State.OK, "乱石乡": State.NOTHING}
    lines = {
        line.division.name: line.value.state
        for line in breakdown(work, "X95", work.division("990101000000"), YEAR, Level.TOWNSHIP)
        if line.division
    }
    assert lines == {"青禾镇": State.OK, "乱石乡": State.NO_DENOMINATOR}


def test_what_some_townships_did_not_state_has_no_sum_above_them(work: Work) -> None:
    """The district says who is missing instead of dividing by half of its people; with all of them it adds up."""
    district, town, other = (work.division(code) for code in ("990101000000", TOWN, "990101102000"))
    work.add(TownshipProfile(division_id=town.id, year=2023, population=1500))
    work.add(TownshipProfile(division_id=other.id, year=2023, area=3))
    stated, rate = (reading(work, id_, district, YEAR).value for id_ in ("X94", "X95"))
    assert (stated.state, stated.part, stated.reason) == (State.NOT_REPORTED, None, "乱石乡没有登记（1 个）")
    assert (rate.state, rate.part, rate.reason) == (State.NO_DENOMINATOR, None, "乱石乡没有登记（1 个）")
    assert reading(work, "X95", town, YEAR).value.state is State.OK
    for id_, state in (("X94", State.NOTHING), ("X95", State.NO_DENOMINATOR)):
        lines = {one.division: one.value for one in breakdown(work, id_, district, YEAR, Level.TOWNSHIP)}
        assert (lines[town].state, lines[other].state) == (State.OK, state)
        (above,) = breakdown(work, id_, district, YEAR, Level.DISTRICT)
        assert above.value == reading(work, id_, district, YEAR).value
    work.add(TownshipProfile(division_id=other.id, year=2022, population=500))
    assert (part_whole(work, "X94", "990101000000"), part_whole(work, "X95", "990101000000")) == (
        (2000, None),
        (5, 2000),
    )


def test_of_many_that_did_not_state_it_three_are_named(work: Work) -> None:
    """And how many they are; a township that is closed by the end of the year owes nothing."""
    city = work.division(CITY)
    for number in range(4):
        add_division(work, code=f"99020000{4 + number}000", name=f"新{number}镇", level=Level.TOWNSHIP, parent=CITY)
    reason = "新0镇、新1镇、新2镇等没有登记（5 个）"
    assert reading(work, "X94", city, YEAR).value.reason == reason
    merge(
        work,
        ["990200004000", "990200005000", "990200006000", "990200007000"],
        Part("990200008000", "合并镇", DivisionKind.TOWNSHIP),
        date(2023, 7, 1),
    )
    assert reading(work, "X95", city, YEAR).value.reason == "合并镇、直管镇没有登记（2 个）"


def test_over_nothing_there_is_nothing_to_measure(work: Work) -> None:
    """No business at all is not a rate of zero."""
    value = reading(work, "X92", work.division("990101101001"), YEAR).value
    assert (value.state, value.part, value.whole, value.number) == (State.NOTHING, 0, 0, None)


def _file(work: Work, counts: dict[str, int]) -> None:
    for code, times in counts.items():
        for number in range(times):
            work.add(Organisation(division_id=work.division(code).id, name=f"报告{code}-{number}"))


def test_none_happened_only_where_every_village_said_so(work: Work) -> None:
    """One report too many here does not make up for one too few there."""
    town = work.division(TOWN)
    assert reading(work, "X96", town, YEAR).value.state is State.NOT_REPORTED
    _file(work, {"990101101200": 4, "990101101201": 2})
    assert reading(work, "X96", town, YEAR).value.state is State.NOT_REPORTED
    lines = {
        line.division.name: line.value for line in breakdown(work, "X96", town, YEAR, Level.VILLAGE) if line.division
    }
    assert {name: value.state for name, value in lines.items()} == {
        "向阳村": State.OK,
        "石桥村": State.OK,
        "新田社区": State.NOT_REPORTED,
    }
    assert lines["向阳村"].part == 0
    _file(work, {"990101101001": 2})
    value = reading(work, "X96", town, YEAR).value
    assert (value.state, value.part) == (State.OK, 0)
    assert reading(work, "X96", work.division("990101000000"), YEAR).value.state is State.NOT_REPORTED
    by_town = breakdown(work, "X96", work.division("990101000000"), YEAR, Level.TOWNSHIP)
    assert [line.value.state for line in by_town] == [State.OK, State.NOT_REPORTED]


def test_without_the_other_half_the_module_is_named(work: Work) -> None:
    """An indicator that needs another module has no number without it."""
    value = reading(work, "X98", work.division(TOWN), YEAR).value
    assert (value.state, value.part) == (State.ABSENT, None)
    assert value.reason == "模块“nowhere”没有启用，所以没有登记"


def test_the_evidence_changes_with_every_revision_and_every_exchange(work: Work) -> None:
    """The same number over other records, or over the same ones changed, is told apart; reading changes nothing."""
    town = work.division(TOWN)
    before = evidence(work, "X92", town, YEAR)
    assert evidence(work, "X92", town, YEAR) == before
    one, *_rest = opened(work, "X92", town, YEAR)[0].records
    work.change(one, {"note": "改了备注"})
    changed = evidence(work, "X92", town, YEAR)
    assert changed != before
    shares = evidence(work, "X97", town, YEAR)
    work.change(
        work.first(_operators().where(col(Operator.name) == "店990101101201")),
        {"division_id": work.division("990101101001").id},
    )
    assert part_whole(work, "X97", TOWN) == (2, 3)
    assert evidence(work, "X97", town, YEAR) != shares, "another village in its place"


def test_split_and_merged_divisions_keep_every_total(work: Work) -> None:
    """What was a closed unit's own is counted where it goes on; a year before is listed as it was then."""
    town = work.division(TOWN)
    before = part_whole(work, "X91", TOWN)
    merge(
        work, ["990101101200", "990101101201"], Part("990101101210", "新向阳村", DivisionKind.VILLAGE), date(2023, 7, 1)
    )
    split(
        work,
        "990101101001",
        [
            Part("990101101011", "东社区", DivisionKind.COMMUNITY),
            Part("990101101012", "西社区", DivisionKind.COMMUNITY),
        ],
        date(2023, 9, 1),
    )
    assert part_whole(work, "X91", TOWN) == before
    lines = breakdown(work, "X91", town, YEAR, Level.VILLAGE)
    assert sum(line.value.part or 0 for line in lines) == before[0]
    assert names_of(lines) == {"新向阳村", "东社区", "西社区"}
    earlier = breakdown(work, "X91", town, year(2022), Level.VILLAGE)
    assert names_of(earlier) == {"向阳村", "石桥村", "新田社区"}


def names_of(lines: Iterable[Line]) -> set[str]:
    return {line.division.name for line in lines if line.division is not None}


def test_an_area_outside_the_own_scope_shows_nothing(work: Work, system: System) -> None:
    """Asked for another township, an officer's figures are those of nothing."""
    there = places(system)
    work.commit()
    with system.work(officer(there.other_town)) as own:
        value = reading(own, "X91", there.town, YEAR).value
        assert (value.part, evidence(own, "X91", there.town, YEAR)) == (0, evidence(own, "X91", there.community, YEAR))
