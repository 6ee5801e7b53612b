"""What splits and merges amount to, without a database."""

from datetime import date

import pytest

from fscore.errors import NotPossible
from fscore.evaluation.succession import Part, merge, retired, split
from fscore.model.division import ChangeKind, Division, DivisionKind

ON = date(2024, 1, 1)


def unit(number: int, code: str, level: int, parent: Division | None = None, **facts: object) -> Division:
    ladder = {}
    if parent is not None:
        ladder = {name: getattr(parent, name) for name in ("district_id", "township_id", "village_id")}
    ladder[{3: "district_id", 4: "township_id", 5: "village_id", 6: "group_id"}[level]] = number
    kind = {3: DivisionKind.DISTRICT, 4: DivisionKind.TOWNSHIP, 5: DivisionKind.VILLAGE}.get(
        level, DivisionKind.VILLAGERS_GROUP
    )
    made = Division(
        **{"code": code, "name": f"{code}号", "level": level, "kind": kind, "parent_id": parent and parent.id}
        | ladder
        | facts
    )
    made.id = number
    return made


DISTRICT = unit(1, "d", 3)
TOWN = unit(2, "t", 4, DISTRICT)
VILLAGES = [unit(3, "v1", 5, TOWN), unit(4, "v2", 5, TOWN)]
GROUP = unit(5, "g", 6, VILLAGES[0])


def test_units_close_on_the_day_before_and_what_is_below_them_goes_to_what_opens() -> None:
    made = merge(VILLAGES, [GROUP], Part("v3", "合村"), None, on=ON, first_id=10)
    assert made.kind is ChangeKind.MERGE
    assert [(one.id, one.valid_to, one.code) for one in made.closings] == [
        (3, date(2023, 12, 31), "v1"),
        (4, date(2023, 12, 31), "v2"),
    ]
    assert [(one.id, one.code, one.parent_id, one.path) for one in made.openings] == [
        (10, "v3", 2, (None, None, 1, 2, 10, None))
    ]
    assert [(tie.subject.id, tie.successor_id) for tie in made.ties] == [(3, 10), (4, 10)]
    assert [(move.subject.id, move.into.id, move.ends) for move in made.moves] == [
        (3, 10, True),
        (4, 10, True),
        (5, 10, False),
    ]


def test_only_a_code_that_is_taken_over_changes_hands() -> None:
    made = split(VILLAGES[1], [], [Part("v2", "甲"), Part("v9", "乙")], {}, on=ON, first_id=10)
    assert made.closings[0].code == "v2~4"
    apart = split(VILLAGES[1], [], [Part("v8", "甲"), Part("v9", "乙")], {}, on=ON, first_id=10)
    assert apart.closings[0].code == "v2"


def test_each_child_goes_where_it_is_sent() -> None:
    made = split(
        TOWN, [*VILLAGES, GROUP], [Part("a", "甲"), Part("b", "乙")], {"v1": "b", "v2": "a"}, on=ON, first_id=10
    )
    went = {(move.subject.code, move.into.code) for move in made.moves if not move.ends}
    assert went == {("v1", "b"), ("v2", "a")}, "the group lies in its village and stays there"
    assert {one.parent_id for one in made.openings} == {DISTRICT.id}


def test_what_was_the_old_units_own_goes_to_the_part_with_its_code_else_to_the_first() -> None:
    for codes, heir in ((("v8", "v2"), "v2"), (("v8", "v9"), "v8")):
        made = split(VILLAGES[1], [], [Part(code, "甲") for code in codes], {}, on=ON, first_id=10)
        assert [move.into.code for move in made.moves if move.ends] == [heir]


def test_a_closed_row_keeps_a_code_that_fits_and_is_its_own() -> None:
    codes = [retired("9" * 24, 7), retired("9" * 24, 8), retired("9" * 24, 1234567)]
    assert len(set(codes)) == 3
    assert {len(code) for code in codes} == {24}


def test_a_unit_below_that_is_younger_than_the_change_stands_in_its_way() -> None:
    young = unit(6, "g2", 6, VILLAGES[0], valid_from=ON)
    with pytest.raises(NotPossible, match="g2号（g2）2024-01-01 才设立"):
        merge(VILLAGES, [young], Part("v3", "合村"), None, on=ON, first_id=10)


def test_the_new_unit_does_not_lie_below_one_that_closes() -> None:
    with pytest.raises(NotPossible, match="t号的级别要高于"):
        merge([TOWN, unit(7, "t2", 4, DISTRICT)], [], Part("t3", "合镇"), TOWN, on=ON, first_id=10)
