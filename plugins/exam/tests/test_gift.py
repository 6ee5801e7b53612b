"""GIFT as Moodle's handbook shows it, and every reason for which a file is refused."""

from decimal import Decimal

import pytest

from fscore.errors import NotPossible, RefusedFile
from fscore_exam.formats.gift_in import read_gift
from fscore_exam.formats.gift_out import write_gift
from fscore_exam.questions import EmbeddedFile, Item, Option, Pair, QuestionKind, Style

D = Decimal
FILE = """// 题库
$CATEGORY: $course$/top/餐饮/留样

// [id:LY-1] [tag:对象:厨师] [tag:分值:2] [tag:必考]
::留样重量::[html]<b>每样</b>留多少克？{
=125 克#对
~50 克#太少
~%50%100 克 ####至少 125 克
}

每个品种{=留样 =保留样品}不少于 125 克。

哪些要留样？{~%50%热菜 ~%50%冷菜 ~%-100%矿泉水}

留样 48 小时。{T#应当留够#对}

几度冷藏？{#
=4:4#合适
=%50%8:2
}

常温是几度？{#20..25}

配对{ =生肉 -> 红砧板 =蔬菜 -> 绿砧板 = -> 白砧板 }

$CATEGORY: $course$/top

说说留样的用处 \\{写两条\\}。{}
"""


def read(text: str) -> list[Item]:
    return read_gift(text.encode(), "题.txt")


def test_every_notation_is_read():
    found = read(FILE)
    assert [one.kind.value for one in found] == [
        "single", "short", "multiple", "true_false", "numerical", "numerical", "matching", "essay",
    ]  # fmt: skip
    first = found[0]
    assert (first.title, first.code, first.topic, first.style) == ("留样重量", "LY-1", "餐饮/留样", Style.HTML)
    assert (first.audience, first.points, first.tags) == ("厨师", 2, ("必考",))
    assert first.options[2] == Option("100 克", D(50))
    assert (first.options[0].feedback, first.explanation) == ("对", "至少 125 克")
    assert found[1].stem == "每个品种 _____ 不少于 125 克。"
    assert [one.percent for one in found[2].options] == [50, 50, -100]
    assert [one.feedback for one in found[3].options] == ["对", "应当留够"]
    assert found[4].options == (Option("4", D(100), "合适", D(4)), Option("8", D(50), "", D(2)))
    assert found[5].options == (Option("22.5", D(100), "", D("2.5")),)
    assert found[6].pairs[2] == Pair("", "白砧板")
    assert (found[7].stem, found[7].topic, found[7].style) == ("说说留样的用处 {写两条}。", "", Style.MOODLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一段说明", "第 1 行：没有写答案"),
        ("好题{T}\n\n坏题{=a", "第 3 行：{ 和 } 要正好一对"),
        ("坏题{=a\n\n~b}", "答案里不能有空行"),
        ("坏题{a}", "答案要以 = 或 ~ 开头，不是“a”"),
        ("坏题{~%x%a ~b}", "分值比例要写数，不是“x”"),
        ("坏题{~%50%a ~b}", "加起来要是 100%，现在是 50.0%"),
        ("坏题{=a -> b =c}", "匹配题的每一对都要有 ->"),
        ("坏题{=a -> b}", "至少要有两对"),
        ("坏题{#x}", "数值题的答案要写数"),
        ("坏题{#1:-1}", "误差不能小于 0"),
        ("坏题{#5..1}", "前大后小"),
        ("[html]坏题{=[markdown]a ~b}", "和题干的不一样"),
        ("坏题{T}\n$CATEGORY: 二", "第 2 行：$CATEGORY 前面要空一行"),
        ("坏\x01题{T}", "不能保存的字符 U+0001"),
        ("{T}", "没有题干"),
        ("// 只有注释", "文件里没有题目"),
        ("坏题{=" + "长" * 20_001 + "}", "超过 20000 个字"),
        ("\n::" + "长" * 201 + "::坏题{T}", "第 2 行：标题太长，最多 200 个字，现在有 201 个"),
        ("坏题{#1:0.12345678}", "第 1 行：误差最多 7 位小数，不是 0.12345678"),
        ("坏题{~%33.3333333%a ~%66.6666667%b}", "分值比例最多 5 位小数，不是 33.3333333"),
        ("坏题{" + "=a" * 101 + "}", "最多 100 个答案"),
    ],
)
def test_what_can_not_be_read_is_refused_with_line_and_reason(text: str, words: str):
    with pytest.raises(RefusedFile) as caught:
        read(text)
    assert any(words in str(problem) for problem in caught.value.problems), caught.value.problems


def test_all_faults_of_a_file_are_told_at_once():
    with pytest.raises(RefusedFile) as caught:
        read("一\n\n好{T}\n\n二{x}\n")
    assert [problem.where for problem in caught.value.problems] == ["第 1 行", "第 5 行"]


def test_old_chinese_files_are_read_and_other_bytes_are_not():
    assert read_gift("留样。{T}".encode("gb18030"), "")[0].stem == "留样。"
    with pytest.raises(RefusedFile, match="不是 UTF-8，也不是 GB18030"):
        read_gift(b"\xff\xff\xff{T}", "题.txt")


def test_an_option_that_begins_like_a_weight_or_a_format_is_written_so_that_it_is_read_again():
    hundred = tuple(Option(text, D(100)) for text in ("%50%甲", "[html]乙", "% 丙"))
    several = (Option("%50%甲", D(0)), Option(" [Markdown]乙".strip(), D(50), "#"), Option("丙", D(50)))
    asked = [
        Item(QuestionKind.SHORT, "一", options=hundred),
        Item(QuestionKind.SINGLE, "二", options=hundred),
        Item(QuestionKind.MULTIPLE, "三", options=several, style=Style.HTML),
    ]
    assert read_gift(write_gift(asked), "") == asked


def test_numbers_and_roots_of_categories_are_read_as_moodle_writes_them():
    found = read("$CATEGORY: $system$/top/餐饮/留样\n\n几度？{#=.5:.01 =%50%1e2:5. =3.141592653589}")
    assert [(one.text, one.tolerance) for one in found[0].options] == [
        ("0.5", D("0.01")), ("100", D(5)), ("3.141592653589", D(0)),
    ]  # fmt: skip
    assert found[0].topic == "餐饮/留样"


def test_what_gift_has_no_place_for_is_not_written():
    with pytest.raises(NotPossible, match="第 1 题 GIFT 写不下"):
        write_gift([Item(QuestionKind.CLOZE, "{1:SA:=a}")])
    picture = EmbeddedFile("stem", "a.png", b"")
    with pytest.raises(NotPossible, match="GIFT 写不下"):
        write_gift([Item(QuestionKind.ESSAY, "看图", files=(picture,))])
    pairs = (Pair("a->b", "1"), Pair("c", "2"))
    with pytest.raises(NotPossible, match="写不下（pairs）"):
        write_gift([Item(QuestionKind.MATCHING, "?", pairs=pairs)])
    with pytest.raises(NotPossible, match="第 1 题不能导出：没有答案"):
        write_gift([Item(QuestionKind.SHORT, "?")])
