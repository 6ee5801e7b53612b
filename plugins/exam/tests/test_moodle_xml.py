"""Moodle's XML as Moodle writes it, and every reason for which a file is refused."""

import base64
from decimal import Decimal

import pytest

from fscore.errors import RefusedFile
from fscore_exam.formats.moodle_xml_in import read_moodle_xml
from fscore_exam.questions import EmbeddedFile, Item, Option, QuestionKind, Style

PICTURE = base64.b64encode(b"\x89PNG").decode()
FILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/砧板</text></category></question>
  <question type="multichoice">
    <name><text>颜色</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>看图<img src="@@PLUGINFILE@@/a.png"></p>]]></text>
      <file name="a.png" path="/" encoding="base64">{PICTURE}</file>
    </questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>ZB1</idnumber>
    <single>false</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
    <correctfeedback format="html"><text>对。</text></correctfeedback>
    <answer fraction="33.33333" format="html"><text>红</text>
    <feedback format="html"><text>生肉</text></feedback></answer>
    <answer fraction="33.33333" format="html"><text>绿</text></answer>
    <answer fraction="33.33333" format="plain_text"><text>a &lt; b</text></answer>
    <answer fraction="-100" format="html"><text>黑</text></answer>
    <tags><tag><text>来源:教材</text></tag><tag><text>图</text></tag></tags>
  </question>
  <question type="truefalse">
    <name><text/></name><questiontext format="moodle_auto_format"><text>对不对</text></questiontext>
    <answer fraction="0"><text>true</text></answer>
    <answer fraction="100"><text>false</text><feedback><text>是的</text></feedback></answer>
  </question>
  <question type="numerical">
    <name><text>n</text></name><questiontext format="markdown"><text>几度</text></questiontext>
    <answer fraction="100"><text>4.0</text><tolerance>0.50</tolerance></answer>
    <answer fraction="0"><text>*</text><tolerance>0</tolerance></answer>
    <unitgradingtype>0</unitgradingtype>
  </question>
</quiz>
"""


def read(text: str) -> list[Item]:
    return read_moodle_xml(text.encode(), "题.xml")


def test_a_file_of_moodle_is_read_with_its_pictures():
    colour, judged, number = read(FILE)
    assert (colour.kind, colour.points, colour.topic, colour.code) == (QuestionKind.MULTIPLE, 2, "砧板", "ZB1")
    assert colour.files == (EmbeddedFile("stem", "a.png", b"\x89PNG"),)
    assert (colour.source, colour.tags) == ("教材", ("图",))
    assert colour.options[0] == Option("红", Decimal("33.33333"), "生肉")
    assert colour.options[2].text == "a &lt; b"
    assert (judged.true, judged.options[1].feedback, judged.style) == (False, "是的", Style.MOODLE)
    assert number.options[0] == Option("4", Decimal(100), "", Decimal("0.5"))


def question(inner: str, kind: str = "essay") -> str:
    text = "<questiontext format='html'><text>问</text></questiontext>"
    return f"<quiz>\n<question type='{kind}'>{text}{inner}</question></quiz>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<quiz><question", "XML 写坏了"),
        ("<test/>", "最外层要是 quiz，不是 test"),
        ("<quiz><x/></quiz>", "不认识 x"),
        ('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', "DOCTYPE"),
        ('<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "DOCTYPE"),
        (question("", "description"), "第 2 行：题型 description 不认识"),
        (question("<media/>"), "essay 题里不认识 media"),
        (question("<defaultgrade>x</defaultgrade>"), "分值要写数，不是“x”"),
        ("<quiz><question type='essay'/></quiz>", "没有题干 questiontext"),
        (question("").replace("html", "tex"), "题干格式 tex 不认识"),
        (question("").replace("问", "<b>问</b>"), "没有转义的标签"),
        (question("<single>maybe</single>", "multichoice"), "single 要写 true 或 false"),
        (question("<answer fraction='100'><text>对</text></answer>", "truefalse"), "要有 true 和 false"),
        (question("<units><unit/></units>", "numerical"), "带单位的数值题"),
        (question("<answer fraction='100'><text>x</text></answer>", "numerical"), "答案要写数"),
        ("<quiz/>", "文件里没有题目"),
    ],
)
def test_what_can_not_be_read_is_refused_with_line_and_reason(text: str, words: str):
    with pytest.raises(RefusedFile) as caught:
        read(text)
    assert any(words in str(problem) for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("<file name='../a' encoding='base64'/>", "文件名"),
        ("<file name='a' encoding='hex'/>", "不是 base64"),
        ("<file name='a' encoding='base64'>*</file>", "base64 写坏了"),
    ],
)
def test_a_file_inside_that_can_not_be_kept_is_refused(file: str, words: str):
    with pytest.raises(RefusedFile, match=words):
        read(question(f"<generalfeedback><text/>{file}</generalfeedback>"))


def test_a_document_type_hidden_behind_a_long_comment_is_found():
    with pytest.raises(RefusedFile, match="DOCTYPE"):
        read(f"<!--{'x' * 70000}--><!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>")
