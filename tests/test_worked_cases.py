"""Every figure of every module is worked out in cases that an official can read: none, all, nothing to measure, …

Which kinds a figure needs follows from what it is; which it has, from what the cases expect.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from fscore.evaluation.ratio import State
from fscore.evaluation.sources import Rule
from fscore.extension.plugins import GROUP
from fscore.model.division import Division
from fscore.model.period import year
from fscore.services.system import System
from fscore.storage.indicators import Indicator, Pair, PerHead, Share, entity_of
from fscore.testing.cases import read_cases
from fscore.testing.fixtures import county, with_required
from tests.conftest import TODAY

ROOT = Path(__file__).resolve().parent.parent
STATES = {
    State.NOTHING: ("nothing to measure",),
    State.NO_DENOMINATOR: ("nothing to measure", "not reported"),
    State.NOT_REPORTED: ("not reported",),
    State.ABSENT: ("other half absent",),
}


def expectations() -> dict[str, list[Any]]:
    """Return what the cases of the workspace expect, by the id of the indicator."""
    found = defaultdict(list)
    for file in (*ROOT.glob("plugins/*/tests/cases/*.toml"), *ROOT.glob("tests/cases/*.toml")):
        for case in read_cases(file):
            for code, wanted in case.expect.items():
                found[code].append(wanted)
    return found


def kinds(system: System, one: Indicator, pair: Pair) -> Iterator[str]:
    """Return the kinds of cases that a figure needs, from what it is.

    Divisions are there before any record: how many there are is no case, and they are never nothing to measure.
    """
    if isinstance(pair, Share):
        yield from ("none", "all")
        if entity_of(pair.whole) is not Division:
            yield "nothing to measure"
    elif isinstance(pair, PerHead):
        yield from ("some", "nothing to measure")
    elif entity_of(pair.of) is not Division:
        yield from ("some", "nothing to measure" if pair.stated else "none")
    needed = [system.plugins[name].indicators for name in one.needs]
    units = None if isinstance(pair, Share) else pair.units
    if one.reported or units is not None or any(other.reported for group in needed for other in group):
        yield "not reported"
    if one.needs:
        yield "other half absent"
    if one.target:
        yield from ("just at its target", "beyond its target")


def kinds_of(one: Indicator, target: Rule | None, wanted: int | str | Sequence[int]) -> Iterator[str]:
    """Return the kinds of cases that one expectation is of."""
    if isinstance(wanted, str):
        state = State.named(wanted)
        assert state is not None, wanted
        yield from STATES[state]
        return
    part, whole = (wanted, 0) if isinstance(wanted, int) else wanted
    yield "none" if part == 0 else "some"
    if part == whole:
        yield "all"
    if target is not None:
        scale = one.unit.scale
        found, bound = (part, target.value) if scale is None else (part * scale, target.value * whole)
        if found == bound:
            yield "just at its target"
        if not target.op.holds(found, bound):
            yield "beyond its target"


def test_no_figure_lacks_a_case_of_a_kind_that_it_needs() -> None:
    """None, all, nothing to measure, both sides of its target, not reported, the other half in a module that is off."""
    system = county(with_required(one.name for one in entry_points(group=GROUP)), today=TODAY)
    rules, expected, lacking = system.rules(), expectations(), []
    for _plugin, one in system.plugins.indicators.values():
        target = rules.find(one.target, TODAY) if one.target else None
        there = {kind for wanted in expected[one.id] for kind in kinds_of(one, target, wanted)}
        needed = kinds(system, one, one.formula(year(TODAY.year), rules))
        lacking += [f"{one.id}: {kind}" for kind in needed if kind not in there]
    system.engine.dispose()
    assert lacking == []
