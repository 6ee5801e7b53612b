"""Reads Moodle's XML for questions."""

import base64
import binascii
import html
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import attrs
from lxml import etree

from fscore.errors import Problem, RefusedFile
from fscore.labels import _
from fscore_exam.formats.carried import LARGEST_FILE, Collected, Unreadable, clean, facts_of, number, sized, topic_of
from fscore_exam.questions import EmbeddedFile, Item, Option, Pair, QuestionKind, Style, judged

STYLES = {
    "html": Style.HTML,
    "moodle_auto_format": Style.MOODLE,
    "plain_text": Style.PLAIN,
    "markdown": Style.MARKDOWN,
}
# How a question is shown and practised in Moodle, not what it asks or what is right.
_SHOWN = frozenset(
    {
        "answernumbering",
        "attachments",
        "attachmentsrequired",
        "correctfeedback",
        "filetypeslist",
        "graderinfo",
        "hidden",
        "hint",
        "incorrectfeedback",
        "maxbytes",
        "maxwordlimit",
        "minwordlimit",
        "partiallycorrectfeedback",
        "penalty",
        "responsefieldlines",
        "responseformat",
        "responserequired",
        "responsetemplate",
        "showstandardinstruction",
        "shownumcorrect",
        "unitgradingtype",
        "unitpenalty",
        "showunits",
        "unitsleft",
        "instructions",
        "questionid",
        "name",
        "questiontext",
        "generalfeedback",
        "defaultgrade",
        "idnumber",
        "tags",
    }
)


def xml_tree(content: bytes, name: str) -> Any:
    """Return the root of an XML file that declares and fetches nothing.

    Raises:
        RefusedFile: if it is too large, broken, or has a document type.
    """
    sized(content, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in content[:65536]:
        raise _declared(name)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        line = fault.lineno or 1
        reason = _("XML 写坏了：{fault}").format(fault=str(fault.msg).split("\n", maxsplit=1)[0])
        raise RefusedFile(name, [Problem(_("第 {line} 行").format(line=line), reason)]) from fault
    if root.getroottree().docinfo.doctype:
        raise _declared(name)
    return root


def _declared(name: str) -> RefusedFile:
    return RefusedFile(name, [Problem("", _("XML 里有 DOCTYPE 声明，为安全不收，请删去这一行"))])


def read_moodle_xml(content: bytes, name: str) -> list[Item]:
    """Return the questions of a file, with the files that are embedded in them.

    Raises:
        RefusedFile: with the line and the reason of everything that can't be read.
    """
    root = xml_tree(content, name)
    if root.tag != "quiz":
        raise RefusedFile(name, [Problem(_("第 1 行"), _("最外层要是 quiz，不是 {tag}").format(tag=root.tag))])
    found = Collected(name)
    topic = ""
    for element in root:
        try:
            if element.tag != "question":
                found.fault(element.sourceline, _("不认识 {tag}").format(tag=element.tag))
            elif element.get("type") == "category":
                topic = topic_of(_inner(element.find("category")))
            else:
                found.keep(element.sourceline, _item(element, topic))
        except Unreadable as fault:
            found.fault(element.sourceline, str(fault))
    return found.done()


def _inner(element: Any) -> str:
    """Return the text of an element's ``text``."""
    text = None if element is None else element.find("text")
    if text is None:
        return ""
    if len(text):
        raise Unreadable(_("{tag} 的文字里有没有转义的标签，请用 CDATA").format(tag=element.tag))
    return clean(text.text or "")


def _word(element: Any, name: str, usual: str = "") -> str:
    found = element.find(name)
    return usual if found is None else clean(found.text or "")


def _item(element: Any, topic: str) -> Item:
    kind = str(element.get("type"))
    if kind not in _KINDS:
        raise Unreadable(_("题型 {kind} 不认识").format(kind=kind))
    read, own = _KINDS[kind]
    known = _SHOWN | own
    for part in element:
        if part.tag not in known:
            raise Unreadable(_("{kind} 题里不认识 {tag}").format(kind=kind, tag=part.tag))
    stem = element.find("questiontext")
    tags = [_inner(tag) for tag in element.iterfind("tags/tag")]
    facts: dict[str, Any] = {
        "stem": _inner(stem),
        "style": _style(stem),
        "title": _inner(element.find("name")),
        "code": _word(element, "idnumber"),
        "points": number(_word(element, "defaultgrade", "1"), _("分值")),
        "explanation": _inner(element.find("generalfeedback")),
        "topic": topic,
        **facts_of(tag for tag in tags if tag),
    }
    places: list[tuple[str, Any]] = [("stem", stem), ("explanation", element.find("generalfeedback"))]
    places += [(f"option-{place}", one) for place, one in enumerate(element.iterfind("answer"), 1)]
    places += [(f"feedback-{place}", one) for place, one in enumerate(element.iterfind("answer/feedback"), 1)]
    places += [(f"pair-{place}", one) for place, one in enumerate(element.iterfind("subquestion"), 1)]
    facts["files"] = tuple(file for place, one in places if one is not None for file in _files(place, one))
    return read(element, facts)


def _style(element: Any) -> Style:
    if element is None:
        raise Unreadable(_("没有题干 questiontext"))
    found = STYLES.get(element.get("format", "moodle_auto_format"))
    if found is None:
        raise Unreadable(_("题干格式 {format} 不认识").format(format=element.get("format")))
    return found


def _files(place: str, element: Any) -> Iterator[EmbeddedFile]:
    for file in element.iterfind("file"):
        name = clean(file.get("name") or "")
        if not name or "/" in name or "\\" in name or name in (".", ".."):
            raise Unreadable(_("文件名“{name}”不能用").format(name=name[:40]))
        if file.get("encoding") != "base64":
            raise Unreadable(_("文件 {name} 的编码不是 base64").format(name=name))
        try:
            content = base64.b64decode("".join((file.text or "").split()), validate=True)
        except (binascii.Error, ValueError) as fault:
            raise Unreadable(_("文件 {name} 的 base64 写坏了").format(name=name)) from fault
        if len(content) > LARGEST_FILE:
            raise Unreadable(_("文件 {name} 太大，最多 {most} MB").format(name=name, most=LARGEST_FILE >> 20))
        yield EmbeddedFile(place, name, content, clean(file.get("path") or "/"))


def _options(element: Any, style: Style, *, shown: bool) -> Iterator[Option]:
    for answer in element.iterfind("answer"):
        text = _inner(answer)
        written = STYLES.get(answer.get("format", ""), style)
        if shown and written is not style:
            if style is not Style.HTML:
                raise Unreadable(_("选项“{text}”的格式和题干的不一样").format(text=text[:20]))
            text = html.escape(text, quote=False)
        percent = number(answer.get("fraction", "0"), _("分值比例"))
        tolerance = number(_word(answer, "tolerance", "0") or "0", _("误差"))
        yield Option(text, percent, _inner(answer.find("feedback")), tolerance)


def _flag(element: Any, name: str, *, usual: bool) -> bool:
    found = _word(element, name)
    if found not in ("", "true", "false", "1", "0"):
        raise Unreadable(_("{name} 要写 true 或 false").format(name=name))
    return usual if not found else found in ("true", "1")


def _choices(element: Any, facts: dict[str, Any]) -> Item:
    kind = QuestionKind.SINGLE if _flag(element, "single", usual=True) else QuestionKind.MULTIPLE
    shuffle = _flag(element, "shuffleanswers", usual=True)
    return Item(kind, options=tuple(_options(element, facts["style"], shown=True)), **{**facts, "shuffle": shuffle})


def _true_false(element: Any, facts: dict[str, Any]) -> Item:
    found = {option.text.lower(): option for option in _options(element, facts["style"], shown=False)}
    if set(found) != {"true", "false"} or any(one.percent not in (0, 100) for one in found.values()):
        raise Unreadable(_("判断题要有 true 和 false 两个答案，一个 100，一个 0"))
    said = (found["true"].feedback, found["false"].feedback)
    options = judged(true=found["true"].percent == 100)
    if found["true"].percent == found["false"].percent:
        raise Unreadable(_("判断题只有一个答案是对的"))
    return Item(
        QuestionKind.TRUE_FALSE,
        options=tuple(attrs.evolve(one, feedback=text) for one, text in zip(options, said, strict=True)),
        **facts,
    )


def _short(element: Any, facts: dict[str, Any]) -> Item:
    case = _flag(element, "usecase", usual=False)
    options = tuple(_options(element, facts["style"], shown=False))
    return Item(QuestionKind.SHORT, options=options, **{**facts, "case_sensitive": case})


def _numerical(element: Any, facts: dict[str, Any]) -> Item:
    if len(element.findall("units/unit")):
        raise Unreadable(_("带单位的数值题还不能收，请把单位写进题干"))
    options = []
    for option in _options(element, facts["style"], shown=False):
        if option.text != "*":
            value = number(option.text, _("数值题的答案"))
            options.append(attrs.evolve(option, text=f"{value.normalize():f}"))
        else:
            options.append(attrs.evolve(option, tolerance=Decimal(0)))
        if option.tolerance < 0:
            raise Unreadable(_("误差不能小于 0"))
    return Item(QuestionKind.NUMERICAL, options=tuple(options), **facts)


def _matching(element: Any, facts: dict[str, Any]) -> Item:
    pairs = tuple(Pair(_inner(one), _inner(one.find("answer"))) for one in element.iterfind("subquestion"))
    shuffle = _flag(element, "shuffleanswers", usual=True)
    return Item(QuestionKind.MATCHING, pairs=pairs, **{**facts, "shuffle": shuffle})


def _cloze(_element: Any, facts: dict[str, Any]) -> Item:
    return Item(QuestionKind.CLOZE, **facts)


def _essay(_element: Any, facts: dict[str, Any]) -> Item:
    return Item(QuestionKind.ESSAY, **facts)


_KINDS: dict[str, tuple[Callable[[Any, dict[str, Any]], Item], frozenset[str]]] = {
    "multichoice": (_choices, frozenset({"single", "shuffleanswers", "answer"})),
    "truefalse": (_true_false, frozenset({"answer"})),
    "shortanswer": (_short, frozenset({"usecase", "answer"})),
    "numerical": (_numerical, frozenset({"answer", "units"})),
    "matching": (_matching, frozenset({"shuffleanswers", "subquestion"})),
    "cloze": (_cloze, frozenset()),
    "essay": (_essay, frozenset()),
}
