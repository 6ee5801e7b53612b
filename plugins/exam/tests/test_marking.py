"""Every rule of marking: what the right, the incomplete, the wrong and the blank answer earn."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.errors import NotPossible
from fscore.evaluation.rounding import Mode, Rounding
from fscore_exam.cloze import gaps
from fscore_exam.marking import Marking, MultipleRule, Verdict, mark, rounded
from fscore_exam.question_faults import faults
from fscore_exam.questions import Item, Option, Pair, QuestionKind, judged

D = Decimal
THIRD = D("33.33333")


def options(*percents: object) -> tuple[Option, ...]:
    return tuple(Option(f"选项{place}", D(str(percent))) for place, percent in enumerate(percents))


def earned(item: Item, answer: object, points: object = 1, **rules: object) -> Fraction | None:
    return mark(item, answer, D(str(points)), Marking(**rules)).points  # type: ignore[arg-type]


SINGLE = Item(QuestionKind.SINGLE, "哪一个？", options=options(0, 100, "-25", 50))
# Right: A, C, D; wrong: B, E.
MULTIPLE = Item(QuestionKind.MULTIPLE, "哪几个？", options=options(THIRD, -50, THIRD, THIRD, -50))


@pytest.mark.parametrize(("answer", "share"), [("B", 1), ("b", 1), ("D", "0.5"), ("A", 0), ("C", "-0.25"), ("Z", 0)])
def test_a_single_choice_earns_the_fraction_of_its_option(answer: str, share: object):
    assert earned(SINGLE, answer, 4) == Fraction(str(share)) * 4


def test_blank_and_wrong_are_told_apart():
    found = [mark(SINGLE, answer, D(1), Marking()).verdict for answer in ("", " ", "A", "D", "B")]
    assert found == [Verdict.BLANK, Verdict.BLANK, Verdict.WRONG, Verdict.PARTLY, Verdict.RIGHT]


@pytest.mark.parametrize(
    ("rule", "partial", "answers"),
    [
        (MultipleRule.EXACT, 0, {"ACD": 6, "AC": 0, "A": 0, "ACDE": 0, "B": 0, "DCA": 6}),
        (MultipleRule.HALF, 0, {"ACD": 6, "AC": 3, "A": 3, "ACDE": 0, "AB": 0}),
        (MultipleRule.FIXED, "0.5", {"ACD": 6, "AC": "0.5", "A": "0.5", "AB": 0}),
        (MultipleRule.EACH, "1.5", {"ACD": 6, "AC": 3, "A": "1.5", "AB": 0}),
        (MultipleRule.EACH, 5, {"AC": 6}),
        (MultipleRule.FRACTIONS, 0, {"ACD": 6, "AC": 4, "AB": 0, "ACB": 1, "BE": 0, "ACDBE": 0}),
        (MultipleRule.BALANCED, 0, {"ACD": 6, "AC": 4, "AB": 0, "ACB": 2, "BE": 0, "ACDB": 4}),
        (MultipleRule.R_FALSE, 0, {"ACD": 6, "AC": 4, "ACB": 1, "ACDB": 3, "ACDBE": 0}),
        (MultipleRule.R_TRUE, 0, {"AC": 4, "ACB": 2, "BE": 0}),
        (MultipleRule.R_ALL, 0, {"AC": 4, "ACDB": 0}),
        (MultipleRule.R_NONE, 0, {"ACDBE": 6, "AB": 2, "BE": 0}),
    ],
)
def test_a_choice_of_several_earns_by_the_rule_of_the_paper(rule: MultipleRule, partial: object, answers: dict):
    for answer, points in answers.items():
        assert earned(MULTIPLE, answer, 6, multiple=rule, partial=D(str(partial))) == Fraction(str(points)), answer


@pytest.mark.parametrize("third", ["33.33333", "33.333", "33.33"])
def test_shares_that_are_written_short_add_up_to_everything(third: str):
    item = Item(QuestionKind.MULTIPLE, "?", options=tuple(Option(text, Decimal(third)) for text in "甲乙丙"))
    assert list(faults(item)) == []
    assert mark(item, "ABC", Decimal(3), Marking(MultipleRule.FRACTIONS)).points == 3
    assert mark(item, "AB", Decimal(3), Marking(MultipleRule.FRACTIONS)).points == 2


def test_one_wrong_option_alone_costs_half_under_false2_and_all_under_false():
    item = Item(QuestionKind.MULTIPLE, "哪几个？", options=options(50, 50, 0))
    assert earned(item, "ABC", 1, multiple=MultipleRule.R_FALSE) == 0
    assert earned(item, "ABC", 1, multiple=MultipleRule.R_FALSE2) == Fraction(1, 2)


def test_under_the_rules_of_r_the_sum_falls_no_lower_than_the_paper_says():
    assert earned(MULTIPLE, "BE", 6, multiple=MultipleRule.R_FALSE, negative=D("-0.25")) == Fraction(-3, 2)
    assert earned(MULTIPLE, "BE", 6, multiple=MultipleRule.R_FALSE, negative=D(-1)) == -6


@given(
    st.sampled_from(list(MultipleRule)),
    st.sets(st.sampled_from("ABCDE")).map("".join),
    st.decimals(0, 5, places=1),
)
def test_no_choice_earns_more_than_the_points_and_only_the_right_set_is_always_full(
    rule: MultipleRule, ticked: str, partial: Decimal
):
    points = earned(MULTIPLE, ticked, 5, multiple=rule, partial=partial)
    assert 0 <= points <= 5
    assert earned(MULTIPLE, "ACD", 5, multiple=rule, partial=partial) == 5


def test_a_statement_is_right_or_wrong():
    item = Item(QuestionKind.TRUE_FALSE, "生熟要分开。", options=judged(true=True))
    assert [earned(item, one, 2) for one in ("T", "F", "t")] == [2, 0, 2]
    assert earned(Item(QuestionKind.TRUE_FALSE, "……", options=judged(true=False)), "F") == 1


SHORT = Item(
    QuestionKind.SHORT, "多少克？", options=(Option("125 克", D(100)), Option("125*", D(50)), Option("大*约*克", D(25)))
)


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("125克", "0.5"),
        ("125 克", 1),
        ("１２５　克", 1),
        ("125", "0.5"),
        ("12", 0),
        ("大概约百克", "0.25"),
        ("大约", 0),
    ],
)
def test_a_gap_earns_the_best_answer_that_fits(answer: str, share: object):
    assert earned(SHORT, answer) == Fraction(str(share))


def test_letters_count_alike_unless_the_question_says_otherwise_and_a_star_can_be_meant():
    assert earned(Item(QuestionKind.SHORT, "?", options=(Option("HACCP", D(100)),)), "haccp") == 1
    strict = Item(QuestionKind.SHORT, "?", options=(Option("HACCP", D(100)),), case_sensitive=True)
    assert [earned(strict, one) for one in ("haccp", "ＨＡＣＣＰ")] == [0, 1]
    star = Item(QuestionKind.SHORT, "?", options=(Option(r"\*", D(100)),))
    assert [earned(star, one) for one in ("*", "x")] == [1, 0]


def test_many_stars_cost_no_time():
    item = Item(QuestionKind.SHORT, "?", options=(Option("*a" * 50 + "*b", D(100)),))
    assert earned(item, "a" * 5000) == 0


NUMBER = Item(
    QuestionKind.NUMERICAL,
    "几度？",
    options=(Option("8", D(100)), Option("8", D(50), tolerance=D("0.5")), Option("*", D(10))),
)


@pytest.mark.parametrize(
    ("answer", "share"), [("8", 1), ("8.0", 1), ("８．５", "0.5"), ("7.5", "0.5"), ("7.49", "0.1"), ("八", "0.1")]
)
def test_a_number_earns_by_the_nearest_tolerance(answer: str, share: object):
    assert earned(NUMBER, answer) == Fraction(str(share))


def test_pairs_earn_by_their_number_and_by_their_text():
    pairs = (Pair("生肉", "红"), Pair("蔬菜", "绿"), Pair("水产", "蓝"), Pair("海鲜", "蓝"), Pair("", "白"))
    item = Item(QuestionKind.MATCHING, "砧板颜色", pairs=pairs)
    assert earned(item, ["红", "绿", "蓝", "蓝"], 4) == 4
    assert earned(item, ["红", "", "蓝"], 4) == 2
    assert mark(item, ["", "", ""], D(4), Marking()).verdict is Verdict.BLANK


CLOZE = (
    "留样 {2:NUMERICAL:=125:0~%50%125:25} 克，{1:SHORTANSWER:=48 小时~%50%48*#要写单位}，{1:MULTICHOICE:冷冻~=冷藏}。"
)


def test_gaps_of_a_text_weigh_what_they_say():
    item = Item(QuestionKind.CLOZE, CLOZE)
    assert [gap.weight for gap in gaps(CLOZE)] == [2, 1, 1]
    assert earned(item, ["125", "48小时", "B"], 4) == Fraction(2 + Fraction(1, 2) + 1)
    assert earned(item, ["130", "", "A"], 4) == 1
    assert gaps(CLOZE)[1].item.options[1].feedback == "要写单位"
    assert gaps(r"{:SA:=a\}b\~c}")[0].item.options[0].text == "a}b~c"
    # As Moodle does: a shuffled gap is one of several, entities are what they show, and a loss counts.
    several = Item(QuestionKind.CLOZE, "{1:MRS:=甲~=乙~丙} {1:SA:=a&lt;b} {2:MC:=对~%-50%错}")
    assert earned(several, ["A", "a<b", "B"], 4) == Fraction(1, 2) + 1 - 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{1:SA:=a", "没有写完"),
        ("{1:XY:=a}", "题型不认识：XY"),
        ("{1:SA:a}", "没有正确答案"),
        ("{1:NM:=x}", "答案不是数：x"),
        ("{1:SA:=a}" * 101, "最多 100 个空"),
    ],
)
def test_a_gap_that_can_not_be_read_is_named(text: str, words: str):
    with pytest.raises(NotPossible, match=words):
        gaps(text)
    assert words in next(iter(faults(Item(QuestionKind.CLOZE, text))))


def test_an_essay_waits_for_a_person_unless_nothing_was_written():
    item = Item(QuestionKind.ESSAY, "说说理由。")
    assert (mark(item, "因为", D(5), Marking()).verdict, earned(item, "因为")) == (Verdict.WAITING, None)
    assert mark(item, " ", D(5), Marking()).verdict is Verdict.BLANK


@pytest.mark.parametrize(
    ("value", "rounding", "wanted"),
    [
        (Fraction(5, 2), Rounding(0), "3"),
        (Fraction(5, 2), Rounding(0, Mode.HALF_EVEN), "2"),
        (Fraction(-5, 2), Rounding(0), "-3"),
        (Fraction(1, 3) * 3, Rounding(2), "1.00"),
        (Fraction(2, 3), Rounding(2), "0.67"),
    ],
)
def test_a_sum_is_rounded_once(value: Fraction, rounding: Rounding, wanted: str):
    assert rounded(value, rounding) == D(wanted)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item(QuestionKind.SINGLE, " ", options=options(0, 100)), "没有题干"),
        (Item(QuestionKind.SINGLE, "?", options=options(100)), "选项要有 2 到 26 个"),
        (Item(QuestionKind.SINGLE, "?", options=options(0, 50)), "至少要有一个选项得满分"),
        (Item(QuestionKind.MULTIPLE, "?", options=options(50, 30)), "加起来要是 100%，现在是 80.0%"),
        (Item(QuestionKind.SHORT, "?"), "没有答案"),
        (Item(QuestionKind.SHORT, "?", options=options(50)), "至少要有一个答案得满分"),
        (Item(QuestionKind.MATCHING, "?", pairs=(Pair("a", "b"),)), "至少要有两对"),
        (Item(QuestionKind.MATCHING, "?", pairs=(Pair("a", "b"), Pair("c", ""))), "都要有右边"),
        (Item(QuestionKind.CLOZE, "没有"), "没有空"),
        (Item(QuestionKind.TRUE_FALSE, "?", options=options(100, 100)), "判断题只有对和错"),
        (Item(QuestionKind.SINGLE, "?", options=options(100, -101)), "-100% 到 100% 之间"),
        (Item(QuestionKind.ESSAY, "?", points=D(0)), "分值要大于 0"),
    ],
)
def test_a_question_that_can_not_be_marked_is_refused(item: Item, words: str):
    assert any(words in fault for fault in faults(item))


def test_good_questions_have_no_fault():
    for item in (SINGLE, MULTIPLE, SHORT, NUMBER, Item(QuestionKind.CLOZE, CLOZE), Item(QuestionKind.ESSAY, "?")):
        assert list(faults(item)) == []
