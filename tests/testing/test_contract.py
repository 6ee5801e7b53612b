"""What `check_plugin` finds: each promise, broken once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Annotated, Any

import attrs
import pytest
import sqlalchemy as sa

import fscore_banquets
from fscore.evaluation.ratio import PERCENT
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.extension import hookimpl
from fscore.extension.contents import Contents
from fscore.extension.declarations import Outline, Reminder, Section
from fscore.extension.manifest import Category, Manifest
from fscore.model.choice import Choice
from fscore.model.entity import About, Personal, entity
from fscore.model.hints import Estimate, Notice
from fscore.model.operators import Operator
from fscore.model.period import Period
from fscore.model.record import Record
from fscore.storage import migrate
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, indicator
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.testing import contract
from fscore.testing.contract import BrokenContract, check_plugin, plugin_faults

MANIFEST = Manifest("kites", "1", "风筝", "Kites", "只给检查用的模块。", Category.REPORT, ">=0")
RULE = Rule("kites.height", Decimal(1), Op.GE, "米", date(2020, 1, 1), Citation("风筝规定"), title="风筝高度")


def plugin(*, doc: str = "Kites.", **hooks: Iterable[Any]) -> ModuleType:
    """Return a plugin that offers what `hooks` say."""
    module = ModuleType("fscore_kites", doc)

    def offer(name: str, answer: Any) -> None:
        def hook() -> Any:
            return answer

        hook.__name__ = name
        setattr(module, name, hookimpl(hook))

    offer("manifest", MANIFEST)
    for name, answer in hooks.items():
        offer(name, answer)
    return module


def faults(**hooks: Iterable[Any]) -> list[str]:
    return plugin_faults(plugin(**hooks), "kites")


def counted(code: str = "kites-flown", **changes: Any) -> Indicator:
    @indicator(id="XKITES1", code=code, label="风筝数", unit=PERCENT, definition="放了几只。")
    def flown(_period: Period, _rules: Rules) -> Count:
        """Kites."""
        return Count(kite_shops())

    return attrs.evolve(flown, **changes)


def kite_shops() -> "sa.Select[Operator]":
    return sa.select(Operator).where(col(Operator.name) == "风筝铺")


def declared(*classes: type) -> list[str]:
    """Return what is found in classes that no database has."""
    made = contract.Contribution(MANIFEST, plugin(), entities=classes)
    checks = (contract._docstrings, contract._labels, contract._personal, contract._hints, contract._codes)
    return [fault for check in checks for fault in check(made)]


def test_a_plugin_that_offers_nothing_breaks_no_promise():
    assert faults(register_rules=[RULE], register_indicators=[counted()]) == []


def test_all_faults_are_told_at_once():
    wrong = attrs.evolve(RULE, title="height", verified=True)
    with pytest.raises(BrokenContract) as told:
        check_plugin(plugin(register_rules=[wrong]), "kites")
    assert str(told.value).count("kites.height") == 2


def test_a_misspelt_hook_is_found():
    assert faults(register_rule=[]) == ["fscore_kites.register_rule: there is no such hook"]


def test_a_hook_that_is_not_marked_is_found():
    module = plugin()
    module.register_rules = list  # type: ignore[attr-defined]
    assert plugin_faults(module, "kites") == ["fscore_kites.register_rules: is not marked with @hookimpl"]


def test_contents_are_looked_into_and_have_no_hook_functions_beside_them():
    module = ModuleType("fscore_kites", "Kites.")
    module.CONTENTS = Contents(MANIFEST, rules=[attrs.evolve(RULE, title="height")])  # type: ignore[attr-defined]
    assert plugin_faults(module, "kites") == ["kites.height/2020-01-01: “height” is not Chinese"]
    module.register_rules = plugin(register_rules=[]).register_rules  # type: ignore[attr-defined]
    assert plugin_faults(module, "kites") == [
        "fscore_kites: 模块已经有 Contents，不能另写 @hookimpl 函数：register_rules"
    ]


def test_a_module_without_docstring_is_found():
    assert plugin_faults(plugin(doc=""), "kites") == ["fscore_kites: no docstring"]


def test_an_id_of_another_plugin_is_found_wherever_that_one_stands_in_the_order():
    found = faults(register_indicators=[counted(id="I38")])
    assert found == ["指标编号 I38 已被模块“banquets”占用"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": "height"}, "is not Chinese"),
        ({"code": "kite.height"}, "kebab-case"),
        ({"citation": Citation("")}, "citation.title"),
        ({"verified": True}, "nobody says when"),
    ],
)
def test_a_rule_is_named_cited_and_dated(changes: dict[str, Any], word: str):
    (found,) = faults(register_rules=[attrs.evolve(RULE, **changes)])
    assert word in found


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"label": "kites"}, "is not Chinese"),
        ({"code": "KitesFlown"}, "kebab-case"),
        ({"target": "kites.none"}, "kites.none"),
    ],
)
def test_an_indicator_has_a_chinese_label_a_code_and_a_known_target(changes: dict[str, Any], word: str):
    (found,) = faults(register_indicators=[counted(**changes)])
    assert word in found


def test_a_formula_that_raises_is_found():
    def broken(_period: Period, _rules: Rules) -> Count:
        """Never comes back."""
        raise ZeroDivisionError

    found = faults(register_indicators=[counted(formula=broken)])
    assert found[0].startswith("XKITES1: with no records it is module-failed")


def test_a_reminder_names_a_known_rule():
    reminder = Reminder("kites.land", "风筝要收", lambda _on, _rules: kite_shops(), "kites.none")
    (found,) = faults(register_reminders=[reminder])
    assert "kites.none" in found


@pytest.mark.parametrize("day", [{"since": ("opened_on", "opend_on")}, {"due": "opend_on"}])
def test_a_misspelt_day_of_a_reminder_is_found_without_any_record(day: dict[str, Any]):
    reminder = Reminder("kites.land", "风筝要收", lambda _on, _rules: kite_shops(), RULE.code, **day)
    (found,) = faults(register_rules=[RULE], register_reminders=[reminder])
    assert found.endswith("Operator has no day 'opend_on'")


def test_a_reminder_may_name_units_that_have_no_record_yet():
    today = {"due": lambda _unit, on, _rules: on}
    reminder = Reminder("kites.none", "没有风筝", lambda on, _rules: units(on), RULE.code, **today)
    assert faults(register_rules=[RULE], register_reminders=[reminder]) == []


@pytest.mark.parametrize("template", ["放了{X99}只。", "放了12只。", "{if XKITES1}放了。"])
def test_a_section_speaks_of_known_figures_without_typed_numbers(template: str):
    (found,) = faults(register_indicators=[counted()], register_sections=[Section("kites", Outline.PROBLEMS, template)])
    assert "第 1 行" in found


def test_tables_that_no_migration_makes_are_found(monkeypatch: pytest.MonkeyPatch):
    upgrade = migrate.upgrade

    def forgetful(engine: Any, history: str, package: str) -> Any:
        return None if history == "banquets" else upgrade(engine, history, package)

    made = contract.Plugins(contract.VERSION, {"banquets": fscore_banquets})
    assert list(contract._migrations(made["banquets"], made)) == []
    monkeypatch.setattr(contract.migrate, "upgrade", forgetful)
    (found,) = contract._migrations(made["banquets"], made)
    assert "banquets_banquet" in found


def test_labels_are_chinese_and_stand_for_one_thing():
    class Tail(Choice):
        """What hangs from a kite."""

        LONG = "long", "长"
        SHORT = "short", "长"

    @entity(table="kites_kite", label="风筝")
    class Kite(Record):
        """A kite."""

        name: Annotated[str, About("名称")]
        maker: Annotated[str, About("名称")]
        colour: Annotated[str, About("colour")]
        tail: Annotated[Tail, About("尾巴")]

    assert declared(Kite) == [
        "kite: “colour” is not Chinese",
        "kite: “名称” stands for 2 different things",
        "Tail: “长” stands for 2 different things",
    ]


def test_entities_have_docstrings_and_derive_from_record():
    @entity(table="string", label="线")
    class String:
        name: Annotated[str, About("名称")]

    assert declared(String) == [
        f"{__name__}.String: no docstring",
        "string: is not derived from Record",
    ]


def test_personal_data_has_a_purpose_and_a_basis():
    @entity(table="kites_flyer", label="放风筝的人")
    class Flyer(Record):
        """Who flies."""

        name: Annotated[str, About("姓名", personal=Personal("name", "", ""))]

    assert declared(Flyer) == ["flyer.name: personal data without kind, purpose and legal basis"]


def test_hints_name_a_field_with_a_number_and_a_rule():
    @entity(table="kites_flight", label="放飞")
    class Flight(Record):
        """One flight."""

        place: Annotated[str, About("地点")]
        metres: Annotated[
            int, About("米数", estimate=Estimate("place", "kites.metre"), notices=(Notice("kites.high", "高了"),))
        ]

    assert declared(Flight) == [
        "flight.metres: is not worked out from a number; there is no such number 'place'",
        "flight.metres: there is no rule 'kites.high'",
        "flight.metres: there is no rule 'kites.metre'",
    ]
