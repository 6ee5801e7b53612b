"""What is printed: questions, a sheet to answer on, a key that fits the version."""

import io
from decimal import Decimal

import attrs
import docx
import pytest

from fscore.errors import NotPossible
from fscore.services.work import Work
from fscore_exam.bank import keep_items
from fscore_exam.model import Paper
from fscore_exam.papers import asked
from fscore_exam.printing import print_answer_sheet, print_key, print_paper, seed_of
from fscore_exam.questions import Item, Option, Pair, QuestionKind, Style
from fscore_exam.shown import choices, lefts, right_answer, stem
from plugins.exam.tests.conftest import JUDGED, TOWNSHIP, opened, planned

MIXED = (
    ("single", 2, 2, ""), ("multiple", 1, 2, ""), ("true_false", 1, 2, ""), ("essay", 1, 10, ""),
    ("matching", 1, 4, ""), ("cloze", 1, 3, ""), ("numerical", 1, 2, ""),
)  # fmt: skip
MORE = [
    Item(
        QuestionKind.MATCHING,
        "砧板",
        code="P1",
        pairs=(Pair("生肉", "红"), Pair("蔬菜", "绿"), Pair("水果", "绿"), Pair("", "蓝")),
    ),
    Item(QuestionKind.CLOZE, "留样{1:NUMERICAL:=125:1}克，{1:MULTICHOICE:冷冻~=冷藏}。", code="C1"),
    Item(QuestionKind.NUMERICAL, "几度？", code="N1", options=(Option("8", Decimal(100), "", Decimal("0.5")),)),
]


def paper_of(work: Work) -> Paper:
    keep_items(work, work.division(TOWNSHIP).id, MORE, in_use=True)
    return opened(work, *MIXED)


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_paper_has_its_questions_options_and_a_sheet_to_answer_on(work: Work):
    paper = paper_of(work)
    text = text_of(print_paper(work, paper))
    assert "考试时间 30 分钟，满分 27 分" in text
    for one in asked(work, paper):
        assert stem(one.item).split("\n")[0] in text
        for letter, option in zip("ABCDEFG", choices(one.item, "", one.line.place), strict=False):
            assert f"{letter}．{option}" in text
    assert "（1）生肉" in text
    assert "答题卡" in text
    assert "125" not in text
    assert print_paper(work, paper) == print_paper(work, paper)


def test_versions_have_the_same_questions_and_keys_that_fit_their_options(work: Work):
    paper = paper_of(work)
    a, b = (text_of(print_paper(work, paper, version)) for version in ("A", "B"))
    assert a != b
    for version in ("", "A", "B"):
        key = text_of(print_key(work, paper, version))
        seed = seed_of(paper, version)
        for one in asked(work, paper):
            answer = right_answer(one.item, seed, one.line.place)
            assert answer in key
            if one.item.kind is QuestionKind.SINGLE:
                shown = choices(one.item, seed, one.line.place)
                assert shown["ABCD".index(answer)] == one.item.options["ABCD".index(next(iter(one.item.right)))].text
    with pytest.raises(NotPossible, match="卷别只有 A 和 B"):
        print_paper(work, paper, "C")


def test_a_sheet_that_is_torn_off_says_of_which_version_it_is(work: Work):
    paper = paper_of(work)
    printed = [text_of(print_paper(work, paper, version)) for version in ("", "A", "B")]
    assert [text.count("答题卡（B卷）") for text in printed] == [0, 0, 2]


def test_keys_of_every_kind():
    pairs, cloze, number = MORE
    letters = right_answer(pairs, "s", 1)
    assert [choices(pairs, "s", 1)["ABC".index(letter)] for letter in letters] == ["红", "绿", "绿"]
    assert right_answer(cloze, "", 1) == "（1）125±1；（2）B"
    assert right_answer(number, "", 1) == "8±0.5"
    assert right_answer(Item(QuestionKind.ESSAY, "?"), "", 1) == "按评分要求人工阅卷"
    assert stem(cloze) == "留样（1）________克，（2）________〔A. 冷冻；B. 冷藏〕。"


def test_markup_is_not_printed():
    html = Item(
        QuestionKind.ESSAY, '<p>看 <b>图</b> &lt; 1<img src="@@PLUGINFILE@@/a.png"></p><p>二</p>', style=Style.HTML
    )
    assert stem(html) == "看 图 < 1〔图：a.png〕\n二"
    pairs = (Pair("<p>生肉<br>&amp; 鱼</p>", "红"), Pair("菜", "绿"), Pair("", "白"))
    assert lefts(Item(QuestionKind.MATCHING, "?", style=Style.HTML, pairs=pairs)) == ["生肉 & 鱼", "菜"]


def test_the_explanation_on_a_key_is_read_as_text(work: Work):
    said = attrs.evolve(JUDGED, code="T2", style=Style.HTML, explanation="<p>见 <b>规范</b></p>", topic="法")
    keep_items(work, work.division(TOWNSHIP).id, [said], in_use=True)
    assert "见 规范" in text_of(print_key(work, opened(work, ("true_false", 1, 2, "法"))))


def test_a_sheet_alone_can_be_printed_and_a_paper_that_was_not_drawn_can_not(work: Work):
    assert "作答" in text_of(print_answer_sheet(work, paper_of(work), "A"))
    with pytest.raises(NotPossible, match="还没有组卷"):
        print_key(work, planned(work, name="空卷"))
