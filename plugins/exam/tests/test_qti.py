"""Items of QTI: both templates, both versions; what is judged in another way is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from fscore.errors import RefusedFile
from fscore_exam.formats.qti_in import read_qti
from fscore_exam.marking import Marking, MultipleRule, mark
from fscore_exam.questions import Item, QuestionKind, Scoring, Style

RULES = Marking(multiple=MultipleRule.EXACT)
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def item(declared: str, body: str, template: str = "match_correct") -> bytes:
    return f"""<?xml version="1.0"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="Q1" title="题一">
<responseDeclaration identifier="RESPONSE" {declared}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody>{body}</itemBody>
<responseProcessing template="{TEMPLATE}{template}"/></assessmentItem>""".encode()


def choices(*names: str, most: int = 0) -> str:
    parts = "".join(f'<simpleChoice identifier="{name}">选项{name}</simpleChoice>' for name in names)
    attributes = f'responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}"'
    return f"<choiceInteraction {attributes}><prompt>哪些？</prompt>{parts}</choiceInteraction>"


def mapped(bounds: str, **worth: object) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in worth.items())
    return f"<mapping {bounds}>{entries}</mapping>"


def declared(correct: tuple[str, ...] = (), mapping: str = "", kind: str = "multiple", base: str = "identifier") -> str:
    values = "".join(f"<value>{one}</value>" for one in correct)
    return f'cardinality="{kind}" baseType="{base}"><correctResponse>{values}</correctResponse>{mapping}'


def score(asked: Item, answer: str) -> Fraction | None:
    return mark(asked, answer, asked.points, RULES).points


def test_match_correct_is_all_or_nothing():
    (found,) = read_qti(item(declared(("A", "C")), f"<p>看一看。</p>{choices('A', 'B', 'C')}"), "")
    assert (found.kind, found.stem, found.scoring) == (QuestionKind.MULTIPLE, "看一看。\n哪些？", Scoring.EXACT)
    assert (found.title, found.code, found.style, found.shuffle) == ("题一", "Q1", Style.PLAIN, True)
    lenient = Marking(multiple=MultipleRule.HALF)
    assert [mark(found, one, Decimal(1), lenient).points for one in ("AC", "A", "ABC")] == [1, 0, 0]


def test_what_is_said_after_an_answer_is_the_explanation():
    said = "<modalFeedback identifier='A' outcomeIdentifier='F' showHide='show'><p>因为如此。</p></modalFeedback>"
    content = item(declared(("A",), kind="single"), choices("A", "B")).decode()
    (found,) = read_qti(content.replace("</assessmentItem>", f"{said}</assessmentItem>").encode(), "")
    assert (found.explanation, found.stem) == ("因为如此。", "哪些？")


MAPPED = mapped('lowerBound="0" upperBound="2" defaultValue="-2"', H=1, O=1, Cl=-1)


def test_map_response_counts_each_choice_once_with_default_and_bounds():
    (found,) = read_qti(item(declared(("H", "O"), MAPPED), choices("H", "He", "Cl", "O"), "map_response.xml"), "")
    assert (found.points, found.scoring, found.lowest) == (2, Scoring.MAPPED, 0)
    assert {one: score(found, one) for one in ("AD", "A", "AA", "ADC", "ADB", "B")} == {
        "AD": 2, "A": 1, "AA": 1, "ADC": 1, "ADB": 0, "B": 0,
    }  # fmt: skip


def test_without_a_lower_bound_a_sum_may_be_negative_and_an_upper_bound_caps_it():
    mapping = mapped('upperBound="1"', A=1, B=1, C=-0.5)
    (found,) = read_qti(item(declared((), mapping), choices("A", "B", "C"), "map_response"), "")
    assert [score(found, one) for one in ("A", "AB", "C", "AC", "ABC")] == [1, 1, Fraction(-1, 2), Fraction(1, 2), 1]


def test_a_single_choice_is_mapped_within_its_bounds():
    mapping = mapped('lowerBound="-1" defaultValue="-3"', A=4, B=1)
    (found,) = read_qti(item(declared((), mapping, "single"), choices("A", "B", "C", most=1), "map_response"), "")
    assert [score(found, one) for one in "ABC"] == [4, 1, -1]


ENTRY = '<p>留样 <textEntryInteraction responseIdentifier="RESPONSE"/> 克。</p>'


def test_texts_and_numbers_are_entered():
    (text,) = read_qti(item(declared(("York",), "", "single", "string"), ENTRY), "")
    assert (text.kind, text.stem) == (QuestionKind.SHORT, "留样 _____ 克。")
    assert [score(text, one) for one in ("York", "york")] == [1, 0]
    (number,) = read_qti(item(declared(("125.0",), "", "single", "float"), ENTRY), "")
    assert [score(number, one) for one in ("125", "124")] == [1, 0]
    mapping = '<mapping defaultValue="0.5"><mapEntry mapKey="a*b" mappedValue="2" caseSensitive="false"/></mapping>'
    (either,) = read_qti(item(declared((), mapping, "single", "string"), ENTRY, "map_response"), "")
    assert [score(either, one) for one in ("A*B", "axb", "x")] == [2, Fraction(1, 2), Fraction(1, 2)]


def test_version_three_spells_everything_in_kebab_case():
    text = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="t">
<qti-response-declaration identifier="R" cardinality="single" base-type="identifier">
<qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>选<strong>一个</strong> &amp; 写 1 &lt; 2</p>
<qti-choice-interaction response-identifier="R" max-choices="1">
<qti-simple-choice identifier="A">甲</qti-simple-choice><qti-simple-choice identifier="B">乙</qti-simple-choice>
</qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
</qti-assessment-item>"""
    (found,) = read_qti(text.encode(), "")
    assert (found.style, found.stem) == (Style.HTML, "选<strong>一个</strong> &amp; 写 1 &lt; 2")
    assert [score(found, one) for one in "AB"] == [0, 1]


def test_processing_written_out_is_known_if_it_says_the_same():
    written = item(declared(("A",), "", "single"), choices("A", "B"))
    inline = (
        "<responseProcessing><responseCondition><responseIf><match><variable identifier='RESPONSE'/>"
        "<correct identifier='RESPONSE'/></match><setOutcomeValue identifier='SCORE'><baseValue>1</baseValue>"
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    head, _tag, _rest = written.decode().partition("<responseProcessing")
    (found,) = read_qti(f"{head}{inline}</assessmentItem>".encode(), "")
    assert score(found, "A") == 1
    other = inline.replace("<match>", "<not><match>").replace("</match>", "</match></not>")
    with pytest.raises(RefusedFile, match="自编的 responseProcessing"):
        read_qti(f"{head}{other}</assessmentItem>".encode(), "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<manifest/>", "最外层要是 assessmentItem，不是 manifest"),
        (b"<!DOCTYPE a><assessmentItem/>", "DOCTYPE"),
        (b"<assessmentItem/>", "没有 itemBody"),
        (item(declared(), "<p/>"), "正好一处作答，现在有 0 处"),
        (item(declared(), choices("A") * 2), "现在有 2 处"),
        (item(declared(), "<orderInteraction/>"), "还不能收这种题：orderInteraction"),
        (item(declared(("X",)), choices("A", "B")), "正确答案 X 不在选项里"),
        (item(declared(), choices("A", "B")), "没有正确答案"),
        (item(declared(("A",)), choices("A", "B"), "map_response"), "没有 mapping"),
        (item(declared(("A",)), choices("A", "B"), "map_response_point"), "还不能按 map_response_point 计分"),
        (item(declared(("A",), kind="ordered"), choices("A", "B")), "cardinality 是 ordered"),
        (item(declared(("A",)), f"<img src='a.png'/>{choices('A', 'B')}"), "收不进来的内容：img"),
    ],
)
def test_what_the_bank_does_not_know_is_refused_with_the_reason(content: bytes, words: str):
    with pytest.raises(RefusedFile, match=words):
        read_qti(content, "题.xml")
