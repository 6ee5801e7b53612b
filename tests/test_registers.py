"""Every regime of the office is kept by a record of some module, and a test shows it."""

import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from fscore.extension.declarations import Reminder
from fscore.model.entity import about
from fscore.testing.regimes import Register, registers

ROOT = Path(__file__).resolve().parent.parent
CODES = [f"R{number:02d}" for number in range(1, 70)]


@pytest.fixture(scope="module")
def build() -> Iterator[ModuleType]:
    """What writes the pages of the handbook."""
    spec = spec_from_file_location("build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@pytest.fixture(scope="module")
def kept(build: ModuleType) -> list[Register]:
    """The records that keep a regime."""
    return registers(build.workspace_plugins())


def of(kept: list[Register], name: str) -> Register:
    (found,) = [one for one in kept if about(one.entity).name == name]
    return found


def test_the_regimes_are_listed_without_a_gap(build: ModuleType) -> None:
    names = build.regime_names()
    assert list(names) == CODES
    assert len(set(names.values())) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_regime_is_kept_by_a_record_and_shown_by_a_test(build: ModuleType, kept: list[Register], code: str) -> None:
    assert [one for one in kept if code in about(one.entity).regimes], f"no entity has regimes=({code!r},)"
    assert build.marked_tests().get(code), f"no test is marked with @pytest.mark.regime({code!r})"


def test_no_record_and_no_test_names_a_regime_that_is_not_listed(build: ModuleType, kept: list[Register]) -> None:
    named = {code for one in kept for code in about(one.entity).regimes} | set(build.marked_tests())
    assert named - set(CODES) == set()


def test_states_refusals_rules_figures_and_reminders_come_from_the_declarations(kept: list[Register]) -> None:
    banquet = of(kept, "banquet")
    assert banquet.plugin == "banquets"
    ((label, states),) = banquet.states
    assert (label, states[0], states[-1]) == ("办理状态", "草稿", "已取消")
    assert banquet.refused.startswith("A banquet is not closed without saying how many fell ill")
    assert {"banquets.filing-threshold", "banquets.reported-target", "banquets.close-within"} <= set(banquet.rules)
    told = {use.of.code if isinstance(use.of, Reminder) else use.of.id for use in banquet.uses}
    assert {"I38", "I39", "D03", "banquets.report"} <= told
    assert "I41" not in told


def test_figures_of_other_modules_speak_of_what_they_ask_for_and_not_of_what_they_list(kept: list[Register]) -> None:
    adopted = {use.of.id for use in of(kept, "regime_adoption").uses if not isinstance(use.of, Reminder)}
    assert {"I27", "I28", "I29"} <= adopted
    listed = {use.of.id for use in of(kept, "operator").uses if not isinstance(use.of, Reminder)}
    assert {"X10", "X13"} <= listed
    assert "I27" not in listed


def test_every_test_that_is_named_is_there(build: ModuleType) -> None:
    for tests in build.marked_tests().values():
        for test in tests:
            path, name = test.split("::")
            text = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(rf"^def {name}\(", text, re.MULTILINE)
