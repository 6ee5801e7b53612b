import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotFound, RefusedFile, WrongUse
from fscore.model.division import Division, DivisionKind, Level
from fscore.model.roles import Role
from fscore.services.divisions import add_division, load_divisions, subtree
from fscore.services.system import System
from fscore.services.work import Actor, Work
from tests.exchange.invented_nation import FOLDED, UNITS, write_folder
from tests.services.invented_county import COUNTY, DATABASES, load_text, opened_for, trail


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


def test_a_package_is_loaded_with_its_ladder_of_ancestors(work: Work, tmp_path: Path) -> None:
    report = load_divisions(work, write_folder(tmp_path))
    assert (report.added, report.unchanged) == (UNITS, 0)
    assert [one.code for one in report.folded] == list(FOLDED)
    assert report.levels == {
        Level.PROVINCE: 1,
        Level.CITY: 2,
        Level.DISTRICT: 2,
        Level.TOWNSHIP: 2,
        Level.VILLAGE: 4,
    }
    village, city = work.division("990200101200"), work.division("9902" + "0" * 8)
    assert village.under(city)
    assert village.district_id is None
    assert work.get(Division, village.parent_id or 0).name == "己镇（直管）"


def test_a_load_is_one_row_of_the_audit_trail_with_the_digest_of_the_file(work: Work, tmp_path: Path) -> None:
    report = load_divisions(work, write_folder(tmp_path))
    (row,) = trail(work, "load")
    changes = json.loads(str(row["changes"]))
    assert changes["sha256"] == [None, report.digest]
    assert changes["added"] == [None, UNITS]


def test_loading_the_same_again_adds_nothing(work: Work, tmp_path: Path) -> None:
    load_divisions(work, write_folder(tmp_path))
    again = load_divisions(work, tmp_path)
    assert (again.added, again.unchanged) == (0, UNITS)
    assert len(trail(work, "load")) == 1


def test_a_second_file_attaches_to_what_is_there(county: Work, tmp_path: Path) -> None:
    load_text(county, tmp_path, "code,name,level,parent_code\n990101102201,北村,村,990101102\n")
    assert county.division("990101102201").under(county.division("990101102000"))


def test_of_a_bad_file_nothing_is_kept(system: System, tmp_path: Path) -> None:
    with system.work() as work, pytest.raises(RefusedFile):
        load_text(work, tmp_path, COUNTY + "990101101200-3,三组,组,nowhere\n")
    with system.work(reading=True) as work:
        assert work.count(sa.select(Division)) == 0


def test_a_failure_while_writing_keeps_nothing(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Work, "note", no_room)
    with system.work() as work, pytest.raises(OSError, match="no space left"):
        load_text(work, tmp_path, COUNTY)
    with system.work(reading=True) as work:
        assert work.count(sa.select(Division)) == 0


def test_ids_go_on_where_the_table_ends(county: Work) -> None:
    first = county.division("990101000000").id
    added = add_division(county, code="990101102201", name="北村", level=Level.VILLAGE, parent="990101102")
    assert added.id == first + 8


def test_only_who_runs_the_installation_loads_and_only_as_a_whole(county: Work, tmp_path: Path) -> None:
    officer = Actor("专干", Role.OFFICER, county.division("990101101000"))
    admin_of_part = Actor("操作员", Role.INSTALLATION, county.division("990101101000"))
    system = county.system
    county.session.close()
    for actor in (officer, admin_of_part):
        with system.work(actor) as work, pytest.raises(NotAllowed):
            load_text(work, tmp_path, COUNTY)
    with system.work(reading=True) as work, pytest.raises(WrongUse):
        load_text(work, tmp_path, COUNTY)


# One by one


def test_one_division_is_added_and_audited(work: Work) -> None:
    add_division(work, code="990101", name="某区", level=Level.DISTRICT)
    village = add_division(
        work,
        code="990101200",
        name="某村",
        level=Level.VILLAGE,
        parent="990101",
        kind=DivisionKind.ZONE,
        valid_from=date(2020, 1, 1),
    )
    assert (village.code, village.kind, village.valid_from) == ("990101200000", DivisionKind.ZONE, date(2020, 1, 1))
    assert [row["record_id"] for row in trail(work, "add")] == [village.parent_id, village.id]


def test_adding_the_same_division_twice_gives_the_same_one(work: Work) -> None:
    made = [
        add_division(work, code="990101", name="某区", level=Level.DISTRICT, kind=DivisionKind.ZONE) for _ in range(2)
    ]
    assert made[0].id == made[1].id
    assert len(trail(work, "add")) == 1


def test_a_division_is_added_only_below_one_in_scope(county: Work) -> None:
    actor = Actor("操作员", Role.INSTALLATION, county.division("990101101000"))
    system = county.system
    county.session.close()
    with system.work(actor) as work:
        with pytest.raises(NotFound):
            add_division(work, code="990101102201", name="北村", level=Level.VILLAGE, parent="990101102")
        with pytest.raises(NotFound):
            add_division(work, code="98", name="乙省", level=Level.PROVINCE)


def test_a_subtree_is_walked_in_the_order_of_codes_page_by_page(county: Work) -> None:
    township = county.division("990101101000")
    first = subtree(county, township, 3)
    rest = subtree(county, township, 3, after=first[-1].code)
    assert [one.code for one in (*first, *rest)] == [
        "990101101000",
        "990101101200",
        "990101101200-1",
        "990101101200-2",
        "990101101201",
    ]


def test_a_group_is_its_own_subtree(county: Work) -> None:
    group = county.division("990101101200-2")
    assert [one.id for one in subtree(county, group, 10)] == [group.id]
