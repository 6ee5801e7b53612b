"""Choices: values for machines, labels for people."""

import json

import pytest

from fscore.model.choice import Choice


class Fish(Choice):
    """Fish."""

    CARP = "carp", "鲤鱼"
    EEL = "eel", "黄鳝"
    GRASS_CARP = "grass_carp", "草鱼"


def test_a_choice_is_its_value_and_has_its_label() -> None:
    """Stored and sent as the value, shown as the label."""
    assert Fish.CARP == "carp"
    assert str(Fish.EEL) == "eel"
    assert json.dumps({"fish": Fish.EEL}) == '{"fish": "eel"}'
    assert Fish.GRASS_CARP.code == "grass-carp"
    assert (Fish.CARP.label, Fish.CARP.value, len({Fish.CARP, "carp"})) == ("鲤鱼", "carp", 1)


def test_a_choice_is_found_by_value_and_by_label() -> None:
    """Whatever people write; nothing near is taken for it."""
    assert Fish.of("carp") is Fish.CARP
    assert Fish.named("黄鳝") is Fish.named("eel") is Fish.EEL
    assert Fish.named("鱼") is None
    assert Fish.named("EEL") is None
    with pytest.raises(StopIteration):
        Fish.of("黄鳝")


class Grade(Choice):
    """Grades."""

    FOURTH = "IV", "一般（Ⅳ级）"


def test_a_label_is_found_in_the_form_in_which_text_is_kept() -> None:
    """Roman numerals of one character are folded on the way in, and still name the same thing."""
    assert [Grade.named(text) for text in ("一般（Ⅳ级）", "一般（IV级）", "ＩＶ", "Ⅳ")] == [Grade.FOURTH] * 4
    assert Grade.named("一般") is None
