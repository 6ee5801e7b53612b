"""A key as a form: what it holds for each kind of question, and what is refused."""

from collections.abc import Mapping
from decimal import Decimal

import attrs
import pytest

from fscore.errors import NotPossible
from fscore_exam.keys import correctable, corrected, entries
from fscore_exam.question_faults import faults
from fscore_exam.questions import Item, Option, Pair, QuestionKind, Scoring
from plugins.exam.tests.conftest import ESSAY, JUDGED, MULTIPLE, single

SHORT = Item(QuestionKind.SHORT, "多少克？", options=(Option("125", Decimal(100)), Option("一百", Decimal(50))))
NUMERICAL = Item(QuestionKind.NUMERICAL, "几度？", options=(Option("70", Decimal(100), "", Decimal("0.25")),))
MATCHING = Item(QuestionKind.MATCHING, "配", pairs=(Pair("生", "红"), Pair("熟", "蓝"), Pair("", "白")))
CLOZE = Item(QuestionKind.CLOZE, "{1:NUMERICAL:=48}小时")
COSTLY = attrs.evolve(
    single(1), options=(Option("甲", Decimal(100)), Option("乙", Decimal(-50)), Option("丙", Decimal(0)))
)
PARTLY = attrs.evolve(
    single(1), options=(Option("甲", Decimal(100)), Option("乙", Decimal(50)), Option("丙", Decimal(0)))
)
UNEQUAL = attrs.evolve(MULTIPLE, options=tuple(Option(text, Decimal(part)) for text, part in (("甲", 60), ("乙", 40))))
MAPPED = attrs.evolve(MULTIPLE, scoring=Scoring.MAPPED)
EVERY = (single(1), MULTIPLE, JUDGED, SHORT, NUMERICAL, MATCHING, CLOZE, COSTLY, PARTLY, UNEQUAL, MAPPED)


def entered(item: Item, form: Mapping[str, list[str]]) -> Item:
    """The question with what a form held, all other entries as they were."""
    held = {one.name: list(one.given) for one in entries(item)} | form
    found = corrected(item, lambda name: held.get(name, []))
    assert list(faults(found)) == []
    return found


@pytest.mark.parametrize("item", EVERY)
def test_a_form_sent_back_as_it_was_corrects_nothing(item: Item):
    with pytest.raises(NotPossible, match="答案没有变"):
        entered(item, {})


def test_each_kind_takes_its_new_key():
    shares = [one.percent for one in entered(MULTIPLE, {"key": ["A", "B", "D"]}).options]
    assert shares == [Decimal("33.33333")] * 2 + [0, Decimal("33.33333")]
    # A wrong option that costs points goes on costing them; a second one may count as right as well.
    assert [one.percent for one in entered(COSTLY, {"key": ["C"]}).options] == [0, -50, 100]
    assert [one.percent for one in entered(PARTLY, {"key": ["C"]}).options] == [0, 50, 100]
    assert entered(COSTLY, {"key": ["A", "C"]}).right == {"A", "C"}
    assert entered(JUDGED, {"key": ["F"]}).true is False
    more = entered(SHORT, {"key-3": ["一百二十五"]}).options
    assert [(one.text, one.percent) for one in more] == [("125", 100), ("一百", 50), ("一百二十五", 100)]
    assert entered(NUMERICAL, {"key-1": ["75"], "key-1-off": ["１.5"]}).options == (
        Option("75", Decimal(100), "", Decimal("1.5")),
    )
    assert entered(MATCHING, {"key-2": ["白"]}).pairs == (Pair("生", "红"), Pair("熟", "白"), Pair("", "白"))
    assert entered(CLOZE, {"key": ["{1:NUMERICAL:=72}小时"]}).stem == "{1:NUMERICAL:=72}小时"
    assert [one.percent for one in entered(MAPPED, {"key-1": ["40"]}).options] == [40, 0, 50, 0]


@pytest.mark.parametrize(
    ("item", "form", "words"),
    [
        (MULTIPLE, {"key": []}, "请勾出算对的选项"),
        (MULTIPLE, {"key": ["Z"]}, "请勾出算对的选项"),
        (JUDGED, {"key": ["X"]}, "请选一个答案"),
        (NUMERICAL, {"key-1-off": ["1e999999"]}, "不是数字"),
        (MAPPED, {"key-1": ["一半"]}, "不是数字"),
    ],
)
def test_what_is_no_key_is_refused(item: Item, form: Mapping[str, list[str]], words: str):
    with pytest.raises(NotPossible, match=words):
        entered(item, form)


def test_an_essay_has_no_key():
    assert [correctable(one) for one in (*EVERY, ESSAY)] == [True] * len(EVERY) + [False]
