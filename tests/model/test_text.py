"""Text as it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.model.text import forbidden, normal


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("１５４ 公斤", "154 公斤"),
        ("ＡＢＣ－１", "ABC-1"),
        ("　前后有空格　", "前后有空格"),
        ("全角，标点。都留着：“好”！（真的）", "全角，标点。都留着：“好”！（真的）"),
        ("95％以上", "95％以上"),
        ("㎡", "m2"),
        ("①", "1"),
        ("ﬁre", "fire"),
        ("一行\r\n两行", "一行\n两行"),
        ("plain\r\ntext ", "plain\ntext"),
        ("\ue001村\r\n\ue002", "\ue001村\n\ue002"),
        ("", ""),
    ],
)
def test_what_looks_the_same_is_the_same(written: str, kept: str) -> None:
    """Full-width digits and letters become plain ones, Chinese punctuation stays."""
    assert normal(written) == kept


def test_private_use_characters_stay() -> None:
    """Names of people and places are written with them, and none is taken for a mark of ours."""
    for code in (0xE000, 0xE001, 0xE014, 0xE015, 0xE7C7, 0xF8FF):
        assert normal(f"村{chr(code)}１") == f"村{chr(code)}1"


@given(st.text())
def test_once_is_enough(text: str) -> None:
    """What was made normal once stays as it is, so that a key never depends on how often it was read."""
    once = normal(text)
    assert normal(once) == once


@given(st.text())
def test_what_may_be_kept_may_be_kept_in_its_normal_form(text: str) -> None:
    """The normal form has nothing in it that is refused."""
    if forbidden(text) is None:
        assert forbidden(normal(text)) is None


@given(st.text(st.characters(exclude_categories=["Co", "Cs"])))
def test_the_normal_form_is_the_compatible_one_but_for_chinese_marks(text: str) -> None:
    """Nothing else is changed on the way."""
    assert unicodedata.normalize("NFKC", normal(text)) == unicodedata.normalize(
        "NFKC", normal(unicodedata.normalize("NFKC", normal(text)))
    )


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\ufffe"])
def test_signs_that_can_not_be_kept_are_named(sign: str) -> None:
    """A bell, half a character, or what turns the direction of writing."""
    assert forbidden(f"村{sign}民") == f"U+{ord(sign):04X}"


@pytest.mark.parametrize("text", ["两\n行", "表\t格", "换行\r\n来自网页", "\ue000", "🐟", "普通"])
def test_signs_that_people_write_are_kept(text: str) -> None:
    """Line breaks of every kind of form among them."""
    assert forbidden(text) is None
