"""Divisions: what lies in what, with levels missing, and on which days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.model.division import Division, DivisionKind, Level


def unit(number: int, level: Level, parent: Division | None = None) -> Division:
    """A division below another."""
    made = Division(code=str(number), name=f"地方{number}", level=level, kind=DivisionKind.ZONE)
    made.id = number
    for above in Level:
        if parent is not None:
            setattr(made, above.column, parent.ancestor(above))
    setattr(made, level.column, number)
    return made


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[Division, Division | None]]:
    """Any tree, levels left out at will, each unit with its parent."""
    made: list[tuple[Division, Division | None]] = []
    for number in range(1, draw(st.integers(2, 12))):
        parents = [None, *(one for one, _above in made if one.level < Level.GROUP)]
        parent = draw(st.sampled_from(parents))
        lowest = Level(parent.level + 1) if parent is not None else Level.PROVINCE
        level = draw(st.sampled_from([one for one in Level if one >= lowest]))
        made.append((unit(number, level, parent), parent))
    return made


@given(trees())
def test_under_is_what_a_walk_upwards_finds(tree: list[tuple[Division, Division | None]]) -> None:
    """One comparison says what going from parent to parent says, whatever levels are missing."""
    above = {one.id: parent for one, parent in tree}
    for one, _parent in tree:
        walked: set[int] = set()
        step: Division | None = one
        while step is not None:
            walked.add(step.id)
            step = above[step.id]
        assert {other.id for other, _other_parent in tree if one.under(other)} == walked


def test_a_missing_level_has_no_ancestor() -> None:
    """A township straight under its city has no district, and lies in no district."""
    city = unit(1, Level.CITY)
    town = unit(2, Level.TOWNSHIP, city)
    assert town.ancestor(Level.DISTRICT) is None
    assert town.ancestor(Level.CITY) == 1
    assert town.ancestor(Level.TOWNSHIP) == 2
    assert not town.under(unit(3, Level.DISTRICT))


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2022, 12, 31), False), (date(2023, 1, 1), True), (date(2023, 6, 30), True), (date(2023, 7, 1), False)],
)
def test_first_and_last_day_count(day: date, *, there: bool) -> None:
    """A unit exists on the day it is set up and on the day before it is another."""
    made = unit(1, Level.VILLAGE)
    assert made.existed_on(day)
    made.valid_from, made.valid_to = date(2023, 1, 1), date(2023, 6, 30)
    assert made.existed_on(day) is there
