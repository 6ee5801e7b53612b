"""Which switch decides: compared with a search by hand through every possible history of switches."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fscore.model.division import Division, DivisionKind, Level
from fscore.model.switching import PluginSwitch, SwitchKind, deciding

FIRST = date(2023, 1, 1)


def division(number: int, level: Level, *above: Division) -> Division:
    """A division below others."""
    made = Division(code=str(number), name=f"地方{number}", level=level, kind=DivisionKind.ZONE)
    made.id = number
    for one in (*above, made):
        setattr(made, Level(one.level).column, one.id)
    return made


DISTRICT = division(1, Level.DISTRICT)
TOWN, OTHER = (division(number, Level.TOWNSHIP, DISTRICT) for number in (2, 3))
VILLAGE = division(4, Level.VILLAGE, DISTRICT, TOWN)
LONE = division(5, Level.VILLAGE, DISTRICT)
PLACES = [DISTRICT, TOWN, OTHER, VILLAGE, LONE]
ABOVE = {1: [DISTRICT], 2: [DISTRICT, TOWN], 3: [DISTRICT, OTHER], 4: [DISTRICT, TOWN, VILLAGE], 5: [DISTRICT, LONE]}


def switch(kind: SwitchKind, day: int, number: int) -> PluginSwitch:
    """A switch from a day on; later ones have higher numbers."""
    made = PluginSwitch(division_id=1, plugin="any", kind=kind, starts_on=FIRST + timedelta(days=day))
    made.id = number
    return made


turned = st.lists(
    st.tuples(st.sampled_from(list(SwitchKind)), st.integers(0, 4), st.sampled_from(PLACES)), max_size=8
).map(lambda facts: [(switch(kind, day, number), place) for number, (kind, day, place) in enumerate(facts, start=1)])


@given(switches=turned, place=st.sampled_from(PLACES), day=st.integers(-1, 5))
def test_the_highest_mandate_decides_and_else_the_nearest_switch(
    switches: list[tuple[PluginSwitch, Division]], place: Division, day: int
) -> None:
    """In each division only its latest switch counts, and of two on one day the one made later."""
    on = FIRST + timedelta(days=day)
    standing = []
    for above in ABOVE[place.id]:
        here = [one for one, where in switches if where is above and one.starts_on <= on]
        if here:
            standing.append(max(here, key=lambda one: (one.starts_on, one.id)))
    mandates = [one for one in standing if one.kind in (SwitchKind.REQUIRE, SwitchKind.FORBID)]
    expected = mandates[0] if mandates else standing[-1] if standing else None
    found = deciding(switches, place, on)
    assert (found[0] if found else None) is expected
    assert deciding(reversed(switches), place, on) == found, "the order of reading does not matter"


def test_a_mandate_can_be_taken_back_where_it_was_made() -> None:
    """A later switch of the same division ends it, and those below decide again."""
    forbidden = [(switch(SwitchKind.FORBID, 0, 1), DISTRICT), (switch(SwitchKind.ENABLE, 1, 2), TOWN)]
    found = deciding(forbidden, TOWN, FIRST + timedelta(days=2))
    assert found is not None
    assert found[0].kind is SwitchKind.FORBID
    lifted = [*forbidden, (switch(SwitchKind.DISABLE, 2, 3), DISTRICT)]
    found = deciding(lifted, TOWN, FIRST + timedelta(days=2))
    assert found is not None
    assert found[0].kind is SwitchKind.ENABLE
