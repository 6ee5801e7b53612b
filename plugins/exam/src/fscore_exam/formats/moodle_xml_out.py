"""Writes Moodle's XML for questions."""

import base64
from collections.abc import Sequence
from typing import Any

from lxml import etree

from fscore_exam.formats.carried import checked, plain, tags_of
from fscore_exam.formats.moodle_xml_in import STYLES, read_moodle_xml
from fscore_exam.questions import CHOSEN, Item, QuestionKind

_FORMATS = {style: name for name, style in STYLES.items()}
_TYPES = {
    QuestionKind.SINGLE: "multichoice",
    QuestionKind.MULTIPLE: "multichoice",
    QuestionKind.TRUE_FALSE: "truefalse",
    QuestionKind.SHORT: "shortanswer",
    QuestionKind.NUMERICAL: "numerical",
    QuestionKind.MATCHING: "matching",
    QuestionKind.CLOZE: "cloze",
    QuestionKind.ESSAY: "essay",
}
_SHUFFLED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATCHING})


def write_moodle_xml(items: Sequence[Item]) -> bytes:
    """Return questions as a file from which the same questions are read.

    Raises:
        NotPossible: naming a question that the format can't carry.
    """
    quiz = etree.Element("quiz")
    topic = ""
    for item in items:
        if item.topic != topic:
            topic = item.topic
            category = etree.SubElement(quiz, "question", type="category")
            _text(category, "category", f"$course$/top/{topic}".rstrip("/"))
        _question(quiz, item)
    written = etree.tostring(quiz, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return checked(items, written, read_moodle_xml)


def _text(parent: Any, tag: str, text: str, **attributes: str) -> Any:
    element = etree.SubElement(parent, tag, attributes)
    etree.SubElement(element, "text").text = text
    return element


def _word(parent: Any, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text


def _question(quiz: Any, item: Item) -> None:
    question = etree.SubElement(quiz, "question", type=_TYPES[item.kind])
    style = _FORMATS[item.style]
    _text(question, "name", item.title)
    _files(_text(question, "questiontext", item.stem, format=style), item, "stem")
    _files(_text(question, "generalfeedback", item.explanation, format=style), item, "explanation")
    _word(question, "defaultgrade", plain(item.points))
    _word(question, "idnumber", item.code)
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        _word(question, "single", "true" if item.kind is QuestionKind.SINGLE else "false")
    if item.kind in _SHUFFLED:
        _word(question, "shuffleanswers", "true" if item.shuffle else "false")
    if item.kind is QuestionKind.SHORT:
        _word(question, "usecase", "1" if item.case_sensitive else "0")
    for place, option in enumerate(item.options, 1):
        answer = etree.SubElement(question, "answer", fraction=plain(option.percent))
        if item.kind in CHOSEN:
            answer.set("format", style)
        truth = ("true", "false")[place - 1] if item.kind is QuestionKind.TRUE_FALSE else option.text
        _word(answer, "text", truth)
        _files(answer, item, f"option-{place}")
        if item.kind is QuestionKind.NUMERICAL:
            _word(answer, "tolerance", plain(option.tolerance))
        _files(_text(answer, "feedback", option.feedback, format=style), item, f"feedback-{place}")
    for place, pair in enumerate(item.pairs, 1):
        asked = _text(question, "subquestion", pair.left, format=style)
        _text(asked, "answer", pair.right)
        _files(asked, item, f"pair-{place}")
    tags = tags_of(item, all_facts=False)
    if tags:
        holder = etree.SubElement(question, "tags")
        for tag in tags:
            _text(holder, "tag", tag)


def _files(element: Any, item: Item, place: str) -> None:
    for file in item.files:
        if file.place == place:
            found = etree.SubElement(element, "file", name=file.name, path=file.path, encoding="base64")
            found.text = base64.b64encode(file.content).decode("ascii")
