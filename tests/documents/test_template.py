"""Section templates: what they may say, what they become, and what is left out."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.documents import BadTemplate, FigureRun, Gap, Heading, Paragraph, Template, without_empty_headings
from fscore.documents import runs as pieces
from fscore.evaluation.ratio import PERCENT, State, Value
from tests.documents.papers import AT_LEAST_95, COUNT, make_figure

FIGURES = {
    "I38": make_figure("I38", 230),
    "I34": make_figure("I34", 79, 83, target=AT_LEAST_95),
    "I26": make_figure("I26", 31, 31),
    "I40": make_figure("I40", 0),
    "I15": make_figure("I15", None, value=Value(COUNT, State.NOT_REPORTED)),
    "I17": make_figure("I17", None, value=Value(PERCENT, State.NO_DENOMINATOR, 46)),
    "I22": make_figure("I22", None, value=Value.of(PERCENT, 0, 0)),
}
FACTS = {"year": "2023年", "town": "青禾镇", "day": date(2023, 5, 1), "empty": ""}


def text(source: str, **facts: str) -> list[str]:
    rendered = Template(source).render(FIGURES, {**FACTS, **facts})
    return [words(block.runs) for block in rendered.blocks]  # type: ignore[union-attr]


def words(runs: tuple[object, ...]) -> str:
    return "".join(run.figure.text if isinstance(run, FigureRun) else run.text for run in runs)  # type: ignore[attr-defined]


def faults(source: str, **options: object) -> list[str]:
    with pytest.raises(BadTemplate) as caught:
        Template(source).check(FIGURES, FACTS, **options)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("备案{I38}起。", "备案230起。"),
        ("{I34.whole}家中{I34.part}家，{I34}。", "83家中79家，95.1%。"),
        ("达{I34.claim}。", "达95%以上。"),
        ("达{I26.claim}、{I26}。", "达100%、100%。"),
        ("{I40.none}事故。{I26.full}签订。", "未发生事故。全部签订。"),
        ("{town}自{day}起。", "青禾镇自2023年5月1日起。"),
        ("写作 {{I38}}。", "写作 {I38}。"),
    ],
)
def test_figures_and_facts_are_set_in(source: str, printed: str):
    assert text(source) == [printed]


def test_a_figure_is_set_in_as_a_figure_and_a_fact_as_words():
    (block,) = Template("{town}备案{I38}起。").render(FIGURES, FACTS).blocks
    assert isinstance(block, Paragraph)
    assert [isinstance(run, FigureRun) for run in block.runs] == [False, False, True, False]


def test_signs_at_the_start_of_a_line_make_headings():
    blocks = Template("# 工作\n正文。\n\n### 三级 {town}\n").render(FIGURES, FACTS).blocks
    assert [(type(block).__name__, getattr(block, "level", None)) for block in blocks] == [
        ("Heading", 1), ("Paragraph", None), ("Heading", 3),
    ]  # fmt: skip
    assert words(blocks[2].runs) == "三级 青禾镇"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("I34.met", True),
        ("I38.met", False),
        ("I26.full", True),
        ("I34.full", False),
        ("I22.full", False),
        ("I40.none", True),
        ("I15.none", False),
        ("I38", True),
        ("I15", False),
        ("I17", False),
        ("X99", False),
        ("town", True),
        ("empty", False),
        ("not I15", True),
        ("I38 and I15", False),
        ("I38 or I15", True),
        ("I15 and I15 or I38", True),
        ("I38 or I15 and I15", True),
        ("(I38 or I15) and I15", False),
        ("not (I38 and I15)", True),
        ("not not I38", True),
    ],
)
def test_conditions(condition: str, holds: bool):  # noqa: FBT001
    assert text(f"{{if {condition}}}是{{else}}否{{end}}") == ["是" if holds else "否"]


def test_a_condition_may_span_paragraphs_and_lie_in_another():
    source = "{if I40.none}没有发生事故。\n{if I15}有人数。{else}人数没报。{end}\n{end}完。"
    assert text(source) == ["没有发生事故。", "人数没报。", "完。"]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("I15", State.NOT_REPORTED),
        ("I17", State.NO_DENOMINATOR),
        ("I22", State.NOTHING),
        ("X99", State.ABSENT),
        ("empty", None),
    ],
)
def test_a_sentence_whose_number_is_missing_is_left_out_and_named(name: str, state: State | None):
    rendered = Template(f"第一句。有{{{name}}}。备案{{I38}}起。").render(FIGURES, FACTS)
    assert [words(block.runs) for block in rendered.blocks] == ["第一句。备案230起。"]  # type: ignore[union-attr]
    assert rendered.gaps == (Gap(name, state, f"有〔{name}〕。"),)


def test_a_gap_says_why_in_chinese():
    (gap,) = Template("厨师{I15}人。").render(FIGURES, FACTS).gaps
    assert str(gap) == "I15：没报全，这句没有写：厨师〔I15〕人。"


def test_the_whole_of_a_count_is_a_gap():
    (gap,) = Template("共{I38.whole}起。").render(FIGURES, FACTS).gaps
    assert gap.state is State.NO_DENOMINATOR


@pytest.mark.parametrize("source", ["{I38.none}事故。", "{I34.full}评完。"])
def test_a_claim_that_the_numbers_do_not_bear_out_is_left_out(source: str):
    rendered = Template(source).render(FIGURES, FACTS)
    assert rendered.blocks == ()
    assert "有数，但不能这样说，这句没有写" in str(rendered.gaps[0])


def test_a_paragraph_of_which_nothing_is_left_vanishes():
    assert text("厨师{I15}人。\n备案{I38}起。") == ["备案230起。"]


def test_when_the_last_of_a_list_is_left_out_the_one_before_ends_the_paragraph():
    assert text("一是备案{I38}起；二是厨师{I15}人。") == ["一是备案230起。"]


def test_facts_make_no_heading_no_paragraph_and_no_sentence():
    forged = "好\n# 伪造。{I38}"
    rendered = Template("{town}与{I15}有关。").render(FIGURES, {"town": forged})
    assert rendered.blocks == ()
    assert text("{town}的事。", town=forged) == ["好 # 伪造。{I38}的事。"]
    assert isinstance(Template("{town}").render(FIGURES, {"town": "# 题"}).blocks[0], Paragraph)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("第一行\n备案{I38起。", "第 2 行第 3 个字：这里的 { 没有配上 }"),
        ("多}了", "第 1 行第 2 个字：这里多了一个 }"),
        ("{}", "第 1 行第 1 个字：看不懂 {}"),
        ("{I38 + 1}", "看不懂 {I38 + 1}"),
        (
            "{I38.__class__}",
            "没有 {I38.__class__} 这种写法，可以写 I38.value、I38.part、I38.whole、I38.claim、I38.none、I38.full",
        ),
        ("{I38.part.part}", "没有 {I38.part.part} 这种写法"),
        ("{I38:>10}", "看不懂 {I38:>10}"),
        ("{if I38}没完", "第 1 行第 1 个字：这里的 {if …} 没有结束"),
        ("完了{end}", "第 1 行第 3 个字：这里的 {end} 前面没有 {if …}"),
        ("{else}", "这里的 {else} 前面没有 {if …}"),
        ("{if I38}甲{else}乙{else}丙{end}", "没有结束"),
        ("{if}甲{end}", "条件没有写完"),
        ("{if I38 and}甲{end}", "条件没有写完"),
        ("{if I38 I34}甲{end}", "第 1 行第 9 个字：条件在“I34”之前就完了"),
        ("{if I38 > 3}甲{end}", "第 1 行第 9 个字：条件里不能写“>”"),
        ("{if (I38}甲{end}", "括号没有配上"),
        ("{if I38.value}甲{end}", "没有 I38.value 这种条件，可以写 I38 或 I38.met、I38.full、I38.none"),
        ("{if and}甲{end}", "“and”这里要写指标"),
        ("{if}", "条件没有写完"),
        ("{if I38}" * 25, "套得太深，最多 20 层"),
        ("{if " + "not " * 40 + "I38}甲{end}", "条件太长"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(source: str, said: str):
    with pytest.raises(BadTemplate) as caught:
        Template(source)
    assert said in str(caught.value)


def test_unknown_names_are_found_wherever_they_stand():
    found = faults("{I99}{if I98.met}{nobody}{end}")
    assert [fault.split("：")[0] for fault in found] == ["第 1 行第 1 个字", "第 1 行第 10 个字", "第 1 行第 18 个字"]
    assert "没有叫 I99 的指标或事实" in found[0]


def test_a_fact_has_no_parts():
    assert faults("{town.part}") == ["第 1 行第 1 个字：town 不是指标，后面不能加点"]


@pytest.mark.parametrize("number", ["230", "２３", "二百三十", "百分之百"])
def test_a_number_typed_into_the_wording_is_refused(number: str):
    (fault,) = faults(f"好。\n{{town}}备案{number}起。")
    assert fault.startswith("第 2 行第 9 个字：这里直接写了数字")


def test_a_number_within_a_condition_is_refused_too():
    assert len(faults("{if I38}有7户{else}有8户{end}")) == 2


@pytest.mark.parametrize("source", ["{I38}万起", "{I34}%"])
def test_words_that_make_another_number_of_a_figure_are_refused(source: str):
    (fault,) = faults(source)
    assert "会让人读成另一个数" in fault


def test_titles_of_texts_and_allowed_words_may_hold_digits():
    Template("依据《食品安全工作办法（2021年）》，拨打12315。").check(FIGURES, FACTS, allowed=["12315"])


def test_a_fifth_level_of_headings_is_refused():
    assert faults("##### 题") == ["第 1 行第 1 个字：标题最多四级，请用一到四个 #"]


def test_a_template_names_what_it_speaks_of():
    assert Template("{I38}{if I34.met}{town}{end}").names == {"I38", "I34", "town"}


def test_headings_that_nothing_stands_under_are_left_out():
    heading = [Heading(level, pieces(f"题{level}")) for level in (1, 2, 3)]
    body = Paragraph(pieces("正文。"))
    one, two, three = heading
    assert without_empty_headings([one, two, three]) == ()
    assert without_empty_headings([one, two, body, two, three]) == (one, two, body)
    assert without_empty_headings([one, one, body]) == (one, body)


@given(st.text(alphabet="{}I38.ifelsndto ()#\n。；甲《》and", max_size=60))
def test_any_text_is_either_a_template_or_refused_with_a_place(source: str):
    said = ""
    rendered = None
    try:
        rendered = Template(source).render(FIGURES, FACTS)
    except BadTemplate as refused:
        said = str(refused)
    assert rendered is not None or re.match(r"第 \d+ 行第 \d+ 个字：", said)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_claim_never_says_more_than_was_counted(part: int, whole: int):
    part = min(part, whole)
    figure = make_figure("I34", part, whole, target=AT_LEAST_95)
    (printed,) = [words(block.runs) for block in Template("{I34.claim}").render({"I34": figure}, {}).blocks]  # type: ignore[union-attr]
    number = Decimal(printed.removesuffix("以上").removesuffix("%"))
    assert number * whole <= 100 * part
    assert (number == 100) == (part == whole)
    assert printed.endswith("以上") == (part != whole and 100 * part >= 95 * whole)
