import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.exchange.divisions import DivisionTree, divisions_of, read_divisions
from fscore.model.division import DivisionKind
from fscore.model.known_division import KnownDivision
from tests.exchange.invented_nation import FOLDED, UNITS, write_database, write_folder

HEADER = "code,name,level,parent_code\n"


def rows_by_code(tree: DivisionTree) -> dict[object, dict[str, object]]:
    names = ("id", "code", "name", "level", "kind", "parent_id", 1, 2, 3, 4, 5, 6)
    return {row[1]: dict(zip(names, row, strict=True)) for row in tree.rows()}


def read_text(folder: Path, text: str, encoding: str = "utf-8", **known: object) -> DivisionTree:
    path = folder / "区划.csv"
    path.write_bytes(text.encode(encoding))
    return read_divisions(path, **known)


@pytest.fixture(params=["folder", "package", "database", "folder with database"])
def nation(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "folder":
        return write_folder(tmp_path / "dist")
    if request.param == "package":
        write_folder(tmp_path / "package" / "dist")
        return tmp_path / "package"
    return write_database(tmp_path / "data.sqlite") if request.param == "database" else _beside(tmp_path)


def _beside(folder: Path) -> Path:
    write_database(folder / "data.sqlite")
    return folder


def test_every_form_of_the_package_gives_the_same_units(nation: Path):
    tree = read_divisions(nation)
    assert len(tree) == UNITS
    assert [fold.code for fold in tree.folded] == list(FOLDED)


def test_codes_are_padded_to_twelve_digits(nation: Path):
    assert {len(code) for code in read_divisions(nation).codes} == {12}


def test_children_of_a_folded_pseudo_county_hang_on_the_city(nation: Path):
    units = rows_by_code(read_divisions(nation))
    city, town, village = units["990200000000"], units["990200101000"], units["990200101200"]
    assert city["level"] == 2
    assert town["parent_id"] == city["id"]
    assert [village[level] for level in range(1, 7)] == [
        units["990000000000"]["id"],
        city["id"],
        None,
        town["id"],
        village["id"],
        None,
    ]


def test_a_county_that_stands_for_itself_at_three_levels_is_one_county(nation: Path):
    tree = read_divisions(nation)
    assert tree.codes.count("990127000000") == 1
    assert rows_by_code(tree)["990127000000"]["level"] == 3


def test_a_folded_row_is_reported_with_its_place(tmp_path: Path):
    fold = read_divisions(write_folder(tmp_path)).folded[0]
    assert (fold.where, fold.code, fold.name, fold.into) == ("areas.csv 第 4 行", "990200", "丙市", "丙市")


def test_names_are_kept_character_for_character(nation: Path):
    assert {"𬭼镇", "庚\ue170社区居委会", "䶮村村委会", "己镇（直管）"} <= set(read_divisions(nation).names)


def test_the_code_tells_a_community_from_a_village_and_from_what_is_neither(nation: Path):
    units = rows_by_code(read_divisions(nation))
    kinds = [units[f"990101101{last}"]["kind"] for last in ("001", "200", "400")]
    assert kinds == [DivisionKind.COMMUNITY, DivisionKind.VILLAGE, DivisionKind.ZONE]


def test_the_digest_is_of_the_content_and_not_of_the_place(tmp_path: Path):
    first, second = write_folder(tmp_path / "a"), write_folder(tmp_path / "b")
    assert read_divisions(first).digest == read_divisions(second).digest
    (second / "villages.csv").write_text("code,name,streetCode\n990101101201,癸村,990101101\n", encoding="utf-8")
    assert read_divisions(first).digest != read_divisions(second).digest


def test_parents_come_first_and_siblings_in_the_order_of_codes(tmp_path: Path):
    text = "99010101,某镇,township,9901\n9902,乙市,city,99\n9901,甲市,city,99\n99,某省,province,\n"
    assert read_text(tmp_path, HEADER + text).codes == [
        code.ljust(12, "0") for code in ("99", "9901", "9902", "99010101")
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "䶮村"), ("utf-8-sig", "䶮村"), ("gbk", "青禾镇"), ("gb18030", "䶮村𬭼")],
)
def test_the_usual_chinese_encodings_are_recognised(tmp_path: Path, encoding: str, name: str):
    text = f"{HEADER}990101,某区,district,\n990101101,{name},township,990101\n"
    assert read_text(tmp_path, text, encoding).names == ["某区", name]


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        (("province", "city", "district", "township", "village", "group"), [1, 2, 3, 4, 5, 6]),
        (("province", "city", "county", "township", "community", "group"), [1, 2, 3, 4, 5, 6]),
        (("省", "市", "区县", "乡镇", "村", "组"), [1, 2, 3, 4, 5, 6]),
        (("省级", "地市", "县", "街道", "社区", "村民小组"), [1, 2, 3, 4, 5, 6]),
        (("1", "２", "3", "4", "5", "6"), [1, 2, 3, 4, 5, 6]),
        ((" Province ", "CITY", "District", "Township", "Village", "Group"), [1, 2, 3, 4, 5, 6]),
    ],
)
def test_levels_are_read_as_people_write_them(tmp_path: Path, words: tuple[str, ...], levels: list[int]):
    codes = ("99", "9901", "990101", "990101101", "990101101200", "99010110120001")
    lines = [f"{code},某,{word},{above}" for code, word, above in zip(codes, words, ("", *codes), strict=False)]
    assert list(read_text(tmp_path, HEADER + "\n".join(lines)).levels) == levels


def test_missing_levels_and_units_without_a_code_of_their_own_are_legal(tmp_path: Path):
    text = "99,某省,1,\n99010101,某镇,4,99\nKFQ-1,某开发区,5,99010101\nKFQ-1-1,一组,6,KFQ-1\n"
    units = rows_by_code(read_text(tmp_path, HEADER + text))
    group = units["KFQ-1-1"]
    assert [group[level] is None for level in range(1, 7)] == [False, True, True, False, False, False]
    assert units["KFQ-1"]["kind"] == "zone"


def test_a_group_is_of_villagers_or_of_residents_by_the_unit_above_it(tmp_path: Path):
    text = "a,甲村,村,\na-1,一组,组,a\nb,乙社区,社区,\nb-1,一组,组,b\nb-2,村民二组,组,b\n"
    units = rows_by_code(read_text(tmp_path, HEADER + text))
    assert [units[code]["kind"] for code in ("a-1", "b-1", "b-2")] == [
        "villagers_group",
        "residents_group",
        "villagers_group",
    ]


def test_columns_may_stand_in_any_order_with_others_between_and_have_chinese_names(tmp_path: Path):
    tree = read_text(
        tmp_path, "备注,上级代码,名称,代码,级别\n好,,某区,990101,区县\n,990101,“某”镇,990101101,乡镇\n,,,,\n"
    )
    assert tree.names == ["某区", "“某”镇"]


def test_a_row_that_padding_makes_its_own_ancestor_is_folded_even_under_another_name(tmp_path: Path):
    tree = read_text(tmp_path, HEADER + "9902,丙市,2,\n990200,市辖区,3,9902\n990200101,某镇,4,990200\n")
    assert (tree.names, tree.folded[0].into) == (["丙市", "某镇"], "丙市")


def test_a_row_is_folded_into_its_ancestor_wherever_that_stands_in_the_file(tmp_path: Path):
    tree = read_text(tmp_path, HEADER + "990000,甲省,3,9901\n9901,乙市,2,99\n99,甲省,1,\n")
    assert (tree.names, tree.folded[0].where) == (["甲省", "乙市"], "第 2 行")


def test_a_list_that_was_padded_before_is_folded_too(tmp_path: Path):
    text = "990200000000,丙市,2,\n990200000000,丙市,3,990200000000\n990200101000,某镇,4,990200000000\n"
    assert len(read_text(tmp_path, HEADER + text)) == 2


COUNTY = KnownDivision(7, "990101000000", "某区", 3, DivisionKind.DISTRICT, None, (None, None, 7, None, None, None))


def test_a_file_may_attach_to_what_the_database_has(tmp_path: Path):
    tree = read_text(tmp_path, HEADER + "990101101,某镇,4,990101\n", known=lambda _codes: {COUNTY.code: COUNTY})
    assert list(tree.rows(50)) == [(50, "990101101000", "某镇", 4, "township", 7, None, None, 7, 50, None, None)]


def test_only_codes_of_the_file_are_asked_for(tmp_path: Path):
    asked = []
    read_text(
        tmp_path,
        HEADER + "990101101,某镇,4,990101\n",
        known=lambda codes: asked.append(set(codes)) or {COUNTY.code: COUNTY},
    )
    assert asked == [{"990101000000", "990101101000"}]


def test_what_the_database_has_already_is_left_out_and_its_children_attach_to_it(tmp_path: Path):
    text = HEADER + "990101,某区,3,\n990101101,某镇,4,990101\n"
    tree = read_text(tmp_path, text, known=lambda _codes: {COUNTY.code: COUNTY})
    assert (tree.codes, tree.unchanged, next(tree.rows(50))[5]) == (["990101101000"], 1, 7)


def test_a_parent_with_a_new_code_is_found_by_the_old_one(tmp_path: Path):
    recoded = KnownDivision(7, "990188000000", "某区", 3, DivisionKind.DISTRICT, None, COUNTY.path)
    tree = read_text(tmp_path, HEADER + "990101101,某镇,4,990101\n", known=lambda _codes: {COUNTY.code: recoded})
    assert next(tree.rows(50))[5] == 7


def test_a_unit_is_unchanged_although_its_parent_got_a_new_code(tmp_path: Path):
    recoded = KnownDivision(7, "990188000000", "某区", 3, DivisionKind.DISTRICT, None, COUNTY.path)
    town = KnownDivision(
        8, "990101101000", "某镇", 4, DivisionKind.TOWNSHIP, recoded.code, (None, None, 7, 8, None, None)
    )
    known = {COUNTY.code: recoded, town.code: town}
    tree = read_text(tmp_path, HEADER + "990101101,某镇,4,990101\n", known=lambda _codes: known)
    assert (len(tree), tree.unchanged) == (0, 1)


def test_a_pseudo_county_alone_is_folded_into_the_city_of_the_database(tmp_path: Path):
    city = KnownDivision(3, "990200000000", "丙市", 2, DivisionKind.CITY, None, (None, 3, None, None, None, None))
    text = HEADER + "990200,丙市,3,9902\n990200101,某镇,4,990200\n"
    tree = read_text(tmp_path, text, known=lambda _codes: {city.code: city})
    assert [(row[1], row[5]) for row in tree.rows(50)] == [("990200101000", 3)]
    assert len(tree.folded) == 1


def test_a_unit_that_is_closed_does_not_hinder_units_elsewhere(tmp_path: Path):
    closed = KnownDivision(7, "990101000000", "某区", 3, DivisionKind.DISTRICT, None, COUNTY.path, date(2023, 12, 31))
    assert len(read_text(tmp_path, HEADER + "990102,另一区,3,\n", known=lambda _codes: {"x": closed})) == 1


def test_a_code_no_longer_in_use_may_be_taken_by_another_unit(tmp_path: Path):
    moved = KnownDivision(7, "990188000000", "某区", 3, DivisionKind.DISTRICT, None, COUNTY.path)
    tree = read_text(tmp_path, HEADER + "990101,新区,3,\n", known=lambda _codes: {COUNTY.code: moved})
    assert tree.names == ["新区"]


def test_a_program_gives_its_units_as_rows():
    assert divisions_of([("99", "甲省", "省", ""), ("9901", "乙市", "市", "99")]).names == ["甲省", "乙市"]


@st.composite
def forests(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    """Trees of any shape as (code, level, parent's code): codes say nothing, levels may be missing."""
    units: list[tuple[str, int, str]] = []
    for place in range(draw(st.integers(1, 25))):
        possible = [unit for unit in units if unit[1] < 6]
        above = draw(st.sampled_from([None, *possible]))
        level = draw(st.integers(above[1] + 1 if above else 1, 6))
        units.append((f"u{place}", level, above[0] if above else ""))
    return units


@given(forests(), st.randoms(use_true_random=False))
def test_in_any_order_of_rows_the_ids_of_ancestors_are_those_of_the_chain_of_parents(
    tmp_path_factory: pytest.TempPathFactory, units: list[tuple[str, int, str]], order: random.Random
):
    shuffled = order.sample(units, len(units))
    text = HEADER + "".join(f"{code},某,{level},{above}\n" for code, level, above in shuffled)
    rows = rows_by_code(read_text(tmp_path_factory.mktemp("any"), text))
    assert len(rows) == len(units)
    for code, _level, above in units:
        chain, step = {}, rows[code]
        while step is not None:
            chain[step["level"]] = step["id"]
            step = next((row for row in rows.values() if row["id"] == step["parent_id"]), None)
        assert {level: rows[code][level] for level in range(1, 7) if rows[code][level] is not None} == chain
        assert rows[code]["parent_id"] == (rows[above]["id"] if above else None)
        assert not above or rows[above]["id"] < rows[code]["id"]
