"""Loading plugins: whatever one of them does or declares costs that one plugin, and call and reason are named."""

from collections.abc import Iterator
from types import ModuleType

import attrs
import pytest

import fscore_annual
import fscore_pledges
from fscore.extension.guarded import Failure
from fscore.extension.plugins import Plugins
from fscore.version import VERSION
from tests.extension.misbehaving import LOAD_VARIANTS, LONG, MANIFEST, NAME, RULE, Variant, fail, plugin

GOOD = {"annual": fscore_annual, "pledges": fscore_pledges}


def load(*modules: ModuleType, deadline: float = LONG) -> Plugins:
    """Load the good plugins and others."""
    named = {module.__name__.removeprefix("fscore_"): module for module in modules}
    return Plugins(VERSION, {**GOOD, **named}, deadline)


def called(name: str, **changes: object) -> ModuleType:
    """A well-behaved plugin under another name, with nothing but its manifest."""
    nothing = {"register_rules": [], "register_indicators": [], "register_reminders": [], "register_sections": []}
    made = plugin(attrs.evolve(MANIFEST, id=name, **changes), **nothing)
    made.__name__ = f"fscore_{name}"
    return made


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    caplog.clear()


@pytest.mark.parametrize("variant", LOAD_VARIANTS, ids=lambda variant: variant.what)
def test_what_goes_wrong_while_loading_is_named_and_costs_one_plugin(variant: Variant) -> None:
    """The others are all there with what they declare; the failure says in which call it was and why."""
    found = load(variant.module(), deadline=variant.deadline)
    failure = found.failures[NAME]
    assert (failure.plugin, failure.call) == (NAME, variant.call)
    assert variant.reason in failure.reason
    assert set(found.names) == set(GOOD)
    alone = Plugins(VERSION, GOOD)
    assert [one.id for one in found["pledges"].indicators] == [one.id for one in alone["pledges"].indicators]
    assert set(found.reports()) == {"summary"}


def test_the_well_behaved_one_is_taken() -> None:
    """It is what is changed in each variant that is refused, and nothing else."""
    found = load(plugin())
    assert found.failures == {}
    assert found.names == ("annual", NAME, "pledges")
    assert found.title(NAME) == "捣乱的模块"


def test_the_failure_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever looks after the system finds where it went wrong."""
    load(plugin(register_rules=fail))
    assert f"plugin {NAME} failed in register_rules" in caplog.text
    assert "RuntimeError: 捣乱" in caplog.text


def test_what_was_declared_before_the_failure_stays_known() -> None:
    """The indicators of a plugin that fails later are those of a failed module, and not of an absent one."""
    found = load(plugin(register_reminders=fail))
    assert found.indicators["X90"][0] == NAME
    assert NAME in found.known
    assert NAME not in found


def test_plugins_come_behind_what_they_need_and_else_by_name() -> None:
    """The order does not depend on the order of installation."""
    first = called("zebra")
    second = called("aardvark", requires=("zebra",))
    third = called("badger", after=("aardvark", "never_installed"))
    for modules in ((first, second, third), (third, second, first)):
        assert load(*modules).names == ("annual", "pledges", "zebra", "aardvark", "badger")


def test_a_circle_is_named_and_leaves_those_outside_it() -> None:
    """Everybody in the circle is refused, whoever needs one of them too, and nobody else."""
    found = load(
        called("one", requires=("two",)),
        called("two", requires=("three",)),
        called("three", requires=("one",)),
        called("outside", requires=("one",)),
        called("free"),
    )
    for name in ("one", "two", "three"):
        assert found.failures[name] == Failure(name, "requires", "模块互相依赖，绕成了圈：one、three、two")
    assert found.failures["outside"].reason == "缺少它要用的模块：one"
    assert set(found.names) == {*GOOD, "free"}


def test_what_needs_a_failing_plugin_is_refused_with_its_name() -> None:
    """A chain of needs ends where its first plugin fails."""
    found = load(
        plugin(register_sections=fail), called("second", requires=(NAME,)), called("third", requires=("second",))
    )
    assert found.failures["second"].reason == f"缺少它要用的模块：{NAME}"
    assert found.failures["third"].reason == "缺少它要用的模块：second"
    assert set(found.names) == set(GOOD)


def test_two_plugins_can_not_bring_the_same_version_of_a_rule() -> None:
    """Which of them holds would depend on the order; the second one is refused."""
    late = called("zebra")
    late.register_rules = plugin(register_rules=[RULE]).register_rules
    found = load(plugin(), late)
    assert found.failures["zebra"].reason == "规则的这一版 misbehaving.target/2011-01-01 已被模块“misbehaving”占用"


def test_a_plugin_can_not_take_the_name_of_the_core() -> None:
    """The core's own declarations are called by that name."""
    found = load(called("core"))
    assert found.failures["core"].call == "register"
    assert "I01" in found.indicators


def test_the_demonstration_goes_on_without_a_part_that_fails() -> None:
    """A plugin that can't say what it shows is named; the parts of the others are there."""
    found = load(plugin(register_demonstration=fail))
    parts = {name for name, _part in found.demonstrations()}
    assert parts == set(GOOD)
    assert found.failures[NAME].call == "register_demonstration"


def test_a_plugin_that_stops_being_usable_takes_along_who_needs_it() -> None:
    """What needs it can't be used either, and is named with the reason; the rest stays."""
    found = load(plugin(), called("second", requires=(NAME,)))
    assert set(found.names) == {*GOOD, NAME, "second"}
    found.drop(Failure(NAME, "migrations", "坏了"))
    assert set(found.names) == set(GOOD)
    assert found.failures["second"].reason == f"缺少它要用的模块：{NAME}"
