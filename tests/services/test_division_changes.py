from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore.errors import Conflict, NotFound, NotPossible, RefusedFile
from fscore.evaluation.succession import Part
from fscore.model.division import ChangeKind, Division, DivisionChange, DivisionKind, Level
from fscore.model.operators import Operator
from fscore.services.division_changes import merge, recode, rename, split
from fscore.services.divisions import code_on, division_on, name_on, successors
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.scope import inside
from tests.services.invented_county import (
    BEFORE,
    COUNTY,
    DATABASES,
    LATER,
    NEW_YEAR,
    load_text,
    open_shop,
    opened,
    opened_for,
    operators,
    trail,
)


@pytest.fixture(params=DATABASES)
def system(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[System]:
    yield from opened_for(request, tmp_path)


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as work:
        yield work


@pytest.fixture
def county(work: Work, tmp_path: Path) -> Work:
    load_text(work, tmp_path, COUNTY)
    return work


def test_a_rename_keeps_the_id_and_shows_the_old_name_for_old_days(county: Work) -> None:
    old = county.division("990101101200").id
    village = rename(county, "990101101200", "新东村", NEW_YEAR)
    assert (village.id, village.name) == (old, "新东村")
    assert [name_on(county, village, day) for day in (BEFORE, NEW_YEAR)] == ["东村", "新东村"]


def test_each_of_several_renames_is_found_by_its_day(county: Work) -> None:
    rename(county, "990101101200", "二村", NEW_YEAR)
    village = rename(county, "990101101200", "三村", LATER)
    days = (BEFORE, NEW_YEAR, date(2024, 5, 31), LATER)
    assert [name_on(county, village, day) for day in days] == ["东村", "二村", "二村", "三村"]


def test_a_village_may_become_a_community_with_its_rename(county: Work) -> None:
    assert rename(county, "990101101200", "东社区", NEW_YEAR, DivisionKind.COMMUNITY).kind is DivisionKind.COMMUNITY


def test_a_recode_keeps_the_id_and_the_old_code_still_leads_to_it(county: Work) -> None:
    old = county.division("990101101200").id
    village = recode(county, "990101101200", "990101103200", NEW_YEAR)
    assert (village.id, village.code) == (old, "990101103200")
    assert county.division("990101101200").id == old
    assert [code_on(county, village, day) for day in (BEFORE, NEW_YEAR)] == ["990101101200", "990101103200"]


def test_a_code_that_changed_hands_leads_to_the_unit_of_the_day(county: Work) -> None:
    east, west = county.division("990101101200").id, county.division("990101101201").id
    recode(county, "990101101200", "990101101299", NEW_YEAR)
    recode(county, "990101101201", "990101101200", LATER)
    assert division_on(county, "990101101200", BEFORE).id == east
    assert division_on(county, "990101101200", LATER).id == west
    with pytest.raises(NotFound, match="2024-03-01 没有代码为 990101101200 的区划"):
        division_on(county, "990101101200", date(2024, 3, 1))


def test_a_list_with_the_old_code_is_refused_after_a_recode(county: Work, tmp_path: Path) -> None:
    recode(county, "990101101200", "990101101299", NEW_YEAR)
    with pytest.raises(RefusedFile, match="990101101200 已改为 990101101299"):
        load_text(county, tmp_path, COUNTY)


# Split and merge


def test_a_split_closes_the_old_unit_and_opens_new_ones_beside_it(county: Work) -> None:
    old = county.division("990101101201")
    parts = split(
        county, "990101101201", [Part("990101101201", "西一村"), Part("990101101202", "西二村")], NEW_YEAR
    ).opened
    assert old.valid_to == BEFORE
    assert [(one.name, one.valid_from, one.parent_id, one.kind) for one in parts] == [
        (name, NEW_YEAR, old.parent_id, DivisionKind.VILLAGE) for name in ("西一村", "西二村")
    ]
    assert [one.id for one in successors(county, old)] == [one.id for one in parts]


def test_a_code_that_a_part_takes_over_still_finds_the_old_unit_on_old_days(county: Work) -> None:
    old = county.division("990101101201").id
    parts = split(
        county, "990101101201", [Part("990101101201", "西一村"), Part("990101101202", "西二村")], NEW_YEAR
    ).opened
    assert county.division("990101101201").id == parts[0].id
    assert division_on(county, "990101101201", BEFORE).id == old
    assert division_on(county, "990101101201", NEW_YEAR).id == parts[0].id
    assert code_on(county, county.get(Division, old), BEFORE) == "990101101201"


def test_groups_go_where_the_split_says_and_lay_in_the_old_unit_on_days_before(county: Work) -> None:
    old = county.division("990101101200")
    group = county.division("990101101200-1").id
    first, second = split(
        county,
        "990101101200",
        [Part("990101101203", "东一村"), Part("990101101204", "东二村")],
        NEW_YEAR,
        {"990101101200-1": "990101101203", "990101101200-2": "990101101204"},
    ).opened
    kept = county.division("990101101200-1")
    assert (kept.id, kept.village_id, kept.parent_id, kept.valid_to) == (group, first.id, first.id, None)
    assert county.division("990101101200-2").village_id == second.id
    assert [one.id for one in county.ancestors(kept, BEFORE)][-2:] == [old.id, group]


def test_merging_townships_takes_everything_below_along(county: Work) -> None:
    old = [county.division(code) for code in ("990101101000", "990101102000")]
    group = county.division("990101101200-1")
    (township,) = merge(county, ["990101101", "990101102"], Part("990101103", "青石镇"), NEW_YEAR).opened
    assert township.level == Level.TOWNSHIP
    assert {one.valid_to for one in old} == {BEFORE}
    open_below = sa.select(Division).where(inside(township), col(Division.valid_to).is_(None))
    assert county.count(open_below) == 6
    assert county.division("990101101200-1") is group, "what lies below stays what it is"
    assert group.under(township)
    assert not group.under(old[0])
    assert old[0].under(township), "what was the old township's own is the new one's"


def test_villages_of_two_townships_merge_where_the_caller_says(county: Work) -> None:
    with pytest.raises(NotPossible, match="不在同一个上级下面"):
        merge(county, ["990101101201", "990101102200"], Part("990101101201", "西南村"), NEW_YEAR)
    (village,) = merge(
        county, ["990101101201", "990101102200"], Part("990101101201", "西南村"), NEW_YEAR, parent="990101102"
    ).opened
    assert village.under(county.division("990101102000"))


def test_every_old_record_stays_readable_and_every_total_above_stays_the_same(county: Work) -> None:
    open_shop(county, "990101101200")
    open_shop(county, "990101101200-1", "另一家店")
    open_shop(county, "990101102200")
    old_township, district = county.division("990101101000"), county.division("990101000000")
    village = county.division("990101101200")
    (new,) = merge(county, ["990101101", "990101102"], Part("990101101", "青石镇"), NEW_YEAR).opened
    assert [operators(county, one) for one in (village, new, district)] == [2, 3, 3]
    assert [operators(county, one, BEFORE) for one in (village, old_township, district)] == [2, 2, 3]
    assert operators(county, new, BEFORE) == 3, "a unit that was not there yet stands for what it began with"
    assert operators(county, old_township) == 2, "one that closed stands for what it had"


def test_each_unit_that_closes_or_moves_has_its_row_in_the_audit_trail(county: Work) -> None:
    merge(county, ["990101101200", "990101101201"], Part("990101101200", "东西村"), NEW_YEAR)
    told = [row["record_id"] for row in trail(county, "merge")]
    closed = [county.division(code).id for code in ("990101101201", "990101101200-1", "990101101200-2")]
    assert len(told) == 4
    assert set(closed) < set(told)


def test_the_day_after_a_failed_change_nothing_has_changed(county: Work) -> None:
    with pytest.raises(Conflict, match="990101102200 已经有区划在用"):
        split(county, "990101101201", [Part("990101102200", "甲"), Part("990101101209", "乙")], NEW_YEAR)
    county.session.rollback()
    assert county.division("990101101201").valid_to is None
    assert county.count(sa.select(DivisionChange)) == 0


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_series_of_changes_loses_a_record_or_moves_one_out_of_a_unit_above(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    tmp_path = tmp_path_factory.mktemp("changes")
    system = opened(tmp_path)
    with system.work() as work:
        load_text(work, tmp_path, COUNTY)
        for code in ("990101101200", "990101101200-2", "990101101201", "990101102200"):
            open_shop(work, code, code)
        units = work.all(sa.select(Division))
        totals = {unit.id: operators(work, unit) for unit in units}
        for step in range(data.draw(st.integers(1, 4))):
            _any_change(work, data, date(2024, 1 + step, 1), f"n{step}")
        assert {unit: operators(work, work.get(Division, unit), BEFORE) for unit in totals} == totals
        top = work.division("990101000000")
        assert operators(work, top) == 4
        here = sa.select(Division).where(col(Division.valid_to).is_(None), col(Division.level) == int(Level.TOWNSHIP))
        assert sum(operators(work, town) for town in work.all(here)) == 4, "every record lies in one open township"
        for shop in work.all(sa.select(Operator)):
            assert division_on(work, shop.name, BEFORE).id == shop.division_id
    system.engine.dispose()


def _any_change(work: Work, data: st.DataObject, on: date, fresh: str) -> None:
    units = work.all(
        sa.select(Division)
        .where(col(Division.valid_to).is_(None), col(Division.level) >= Level.TOWNSHIP)
        .order_by(col(Division.id))
    )
    unit = data.draw(st.sampled_from(units))
    kind = data.draw(st.sampled_from(ChangeKind))
    own = data.draw(st.booleans())
    if kind is ChangeKind.RENAME:
        rename(work, unit.code, fresh, on)
    elif kind is ChangeKind.RECODE:
        recode(work, unit.code, fresh, on)
    elif kind is ChangeKind.SPLIT:
        first = unit.code if own else f"{fresh}a"
        straight = sa.select(Division).where(col(Division.parent_id) == unit.id, col(Division.valid_to).is_(None))
        homes = {child.code: data.draw(st.sampled_from([first, f"{fresh}b"])) for child in work.all(straight)}
        split(work, unit.code, [Part(first, "甲"), Part(f"{fresh}b", "乙")], on, homes)
    else:
        others = [
            one for one in units if one.level == unit.level and one.parent_id == unit.parent_id and one is not unit
        ]
        if others:
            other = data.draw(st.sampled_from(others))
            merge(work, [unit.code, other.code], Part(fresh, "合"), on)
