"""The sheet that an office fills in, and what it is told about its rows."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from fscore.errors import NotPossible, RefusedFile
from fscore_exam.formats.sheet import read_sheet, write_sheet
from fscore_exam.questions import EmbeddedFile, Item, Option, Pair, QuestionKind

HEAD = ["题型", "题干", "选项A", "选项B", "选项C", "答案", "分值", "主题", "选项分值%", "误差", "选项反馈"]


def book(*rows: list[object], head: list[str] | None = None) -> bytes:
    output = io.BytesIO()
    made = xlsxwriter.Workbook(output, {"in_memory": True})
    page = made.add_worksheet()
    for at, row in enumerate([head or HEAD, *rows]):
        page.write_row(at, 0, row)
    made.close()
    return output.getvalue()


def test_rows_as_an_office_writes_them_are_read():
    found = read_sheet(
        book(
            ["单选题", "哪个？", "甲", "乙", "", "b", 2, "留样"],
            ["多选题", "哪些？", "甲", "乙", "丙", "A、B、C"],
            ["判断题", "对吗？", "", "", "", "×"],
            ["填空题", "几克？", "", "", "", "125克|一百二十五克"],
            ["数值题", "几度？", "", "", "", 4, 1, "", "", 0.5],
            [],
            ["匹配题", "配对", "", "", "", "生肉 -> 红|蔬菜->绿"],
            ["简答题", "说说"],
        ),
        "题.xlsx",
    )
    single, multiple, judged, short, number, matching, essay = found
    assert (single.points, single.topic, single.right) == (2, "留样", {"B"})
    assert [one.percent for one in multiple.options] == [Decimal("33.33333")] * 3
    assert judged.true is False
    assert [one.text for one in short.options] == ["125克", "一百二十五克"]
    assert number.options == (Option("4", Decimal(100), "", Decimal("0.5")),)
    assert matching.pairs == (Pair("生肉", "红"), Pair("蔬菜", "绿"))
    assert essay.kind is QuestionKind.ESSAY


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["选择题", "?"], "第 2 行：题型“选择题”不认识"),
        (["单选题", "", "甲", "乙", "", "A"], "第 2 行：没有题干"),
        (["单选题", "?", "甲", "乙", "", "C"], "答案“C”要写选项的字母"),
        (["单选题", "?", "甲", "乙", "", ""], "要写选项的字母"),
        (["单选题", "?", "甲", "乙", "", "A", "x"], "分值要写数，不是“x”"),
        (["单选题", "?", "甲", "乙", "", "A", 1, "", "0|100"], "“选项分值%”和答案对不上"),
        (["单选题", "?", "甲", "乙", "", "A", 1, "", "100"], "“选项分值%”要有 2 个"),
        (["单选题", "?", "甲", "乙", "", "A", 1, "", "", "", "好"], "要和选项一样多"),
        (["判断题", "?", "", "", "", "也许"], "要写“对”或“错”"),
        (["匹配题", "?", "", "", "", "甲-乙"], "匹配题的答案要像"),
        (["数值题", "?", "", "", "", "四"], "答案要写数"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_the_reason(row: list[object], words: str):
    with pytest.raises(RefusedFile) as caught:
        read_sheet(book(row), "题.xlsx")
    assert any(words in str(problem) for problem in caught.value.problems), caught.value.problems


def test_a_header_that_is_wrong_is_refused():
    with pytest.raises(RefusedFile) as caught:
        read_sheet(book(["单选题"], head=["题型", "题目", "答案", "答案"]), "题.xlsx")
    reasons = [one.reason for one in caught.value.problems]
    assert reasons == ["没有“题干”这一列", "不认识“题目”这一列，请改名或删去", "有两列都叫“答案”"]


def test_what_is_no_workbook_is_refused():
    with pytest.raises(RefusedFile, match=r"不是完好的 \.xlsx 文件"):
        read_sheet(b"PK\x03\x04", "题.xlsx")


def test_what_a_sheet_can_not_hold_is_not_written():
    with pytest.raises(NotPossible, match="带文件"):
        write_sheet([Item(QuestionKind.ESSAY, "?", files=(EmbeddedFile("stem", "a", b""),))])
