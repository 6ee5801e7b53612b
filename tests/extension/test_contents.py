"""The table of contents of a plugin: it answers every hook, and reads what the package ships only when it is asked."""

import importlib
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from fscore.extension import hookspecs
from fscore.extension.contents import Contents
from fscore.extension.declarations import Outline, Section
from fscore.extension.plugins import Plugins
from fscore.version import VERSION
from tests.extension.misbehaving import INDICATOR, MANIFEST, NAME, RULE, plugin

PACKAGE = "contents_of_tests"
DECLARED = """
from fscore import Contents, Outline, Section
from tests.extension.misbehaving import MANIFEST

CONTENTS = Contents(MANIFEST, package=__name__, sections=[Section("kites", Outline.PROBLEMS)])
"""
RULES = """
[[rule]]
code = "misbehaving.height"
title = "风筝高度"
value = 100
op = "le"
unit = "米"
effective = 2020-01-01
citation = { title = "风筝规定" }
"""
Make = Callable[..., ModuleType]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Write a package that ships files, and import it."""

    def made(**files: str) -> ModuleType:
        folder = tmp_path / PACKAGE
        folder.mkdir()
        (folder / "__init__.py").write_text(textwrap.dedent(DECLARED), encoding="utf-8")
        for name, text in files.items():
            place, _, code = name.partition("_")
            path = folder / place / f"{code}.{'txt' if place == 'sections' else 'toml'}"
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, PACKAGE, raising=False)
        return importlib.import_module(PACKAGE)

    return made


def load(module: object) -> Plugins:
    return Plugins(VERSION, {NAME: module})


def test_contents_answer_every_hook_and_no_other() -> None:
    """A hook that is added would else be out of reach of every plugin that declares its contents."""
    hooks = {name for name, one in vars(hookspecs).items() if hasattr(one, "fscore_spec")}
    assert {name for name, one in vars(Contents).items() if hasattr(one, "fscore_impl")} == hooks
    for hook in hooks - {"manifest"}:
        one = object()
        contents = Contents(MANIFEST, **{hook.removeprefix("register_"): [one]})  # type: ignore[arg-type]
        assert list(getattr(contents, hook)()) == [one]


def test_what_the_package_ships_is_taken_with_what_is_declared(make: Make) -> None:
    found = load(make(rules_height=RULES, sections_kites="放了风筝。"))
    assert found.failures == {}
    assert [rule.version for rule in found[NAME].rules] == ["misbehaving.height/2020-01-01"]
    assert found[NAME].sections == (Section("kites", Outline.PROBLEMS, "放了风筝。"),)
    assert found[NAME].criteria == ()


@pytest.mark.parametrize(
    ("files", "call", "reason"),
    [
        ({"rules_height": "[[rule", "sections_kites": ""}, "register_rules", "RefusedFile"),
        ({"criteria_kites": "code = 1", "sections_kites": ""}, "register_criteria", "RefusedFile"),
        ({}, "register_sections", "kites.txt"),
    ],
)
def test_a_file_that_is_wrong_is_a_fault_of_its_hook_and_not_of_the_import(
    make: Make, files: dict[str, str], call: str, reason: str
) -> None:
    failure = load(make(**files)).failures[NAME]
    assert failure.call == call
    assert reason in failure.reason


def test_a_package_that_is_not_there_is_named() -> None:
    failure = load(Contents(MANIFEST, package="no_such_package")).failures[NAME]
    assert (failure.call, failure.reason) == (
        "register_rules",
        "ModuleNotFoundError: No module named 'no_such_package'",
    )


def test_words_that_a_section_has_are_left_as_they_are() -> None:
    said = Section("said", Outline.PROBLEMS, said=lambda *_: ())
    own = Section("own", Outline.PROBLEMS, "放了风筝。")
    assert load(Contents(MANIFEST, package=__package__ or "", sections=[said, own]))[NAME].sections == (said, own)


def test_a_list_may_be_made_when_it_is_asked_for() -> None:
    """And each time anew: one module serves several systems."""
    contents = Contents(MANIFEST, rules=[RULE], indicators=lambda: iter([INDICATOR]))
    for _system in range(2):
        assert load(contents)[NAME].indicators == (INDICATOR,)


def test_a_class_in_place_of_a_list_is_not_made() -> None:
    class Kite:
        """Would be made without a word, and stand there as a list of nothing."""

        def __iter__(self) -> object:
            return iter(())

    failure = load(Contents(MANIFEST, entities=Kite)).failures[NAME]  # type: ignore[arg-type]
    assert (failure.call, failure.reason) == ("register_entities", "TypeError: 'type' object is not iterable")


def test_a_module_declares_one_contents() -> None:
    """The same under two names is one."""
    module = ModuleType("fscore_misbehaving")
    module.CONTENTS = module.ALSO = Contents(MANIFEST)  # type: ignore[attr-defined]
    assert load(module).names == (NAME,)
    module.OTHER = Contents(MANIFEST)  # type: ignore[attr-defined]
    failure = load(module).failures[NAME]
    assert (failure.call, failure.reason) == ("register", "模块里有 2 份 Contents，只能有一份")


def test_hook_functions_beside_contents_are_refused() -> None:
    """Nobody would call them."""
    module = plugin()
    module.CONTENTS = Contents(MANIFEST)  # type: ignore[attr-defined]
    failure = load(module).failures[NAME]
    assert failure.call == "register"
    assert failure.reason.startswith("模块已经有 Contents，不能另写 @hookimpl 函数：manifest、register_rules、")
