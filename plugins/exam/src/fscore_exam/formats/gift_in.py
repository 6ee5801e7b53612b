"""Reads GIFT, Moodle's plain text for questions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs

from fscore.labels import _
from fscore_exam.formats.carried import Collected, Unreadable, clean, facts_of, number, text_of, topic_of
from fscore_exam.questions import Item, Option, Pair, QuestionKind, Style, judged

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)", re.IGNORECASE)
_FACT = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_STYLE = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#([^#]*)(?:#([^#]*))?)?", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"\s*%([^%]*)%")
GAP = "_____"
# What an escape stands for while the text is taken apart; none of these can stand in a file, they are refused.
_STAND_INS = {mark: chr(place) for place, mark in enumerate("~=#{}:\\", 1)} | {"n": "\x0e"}
_BACK = {ord(stand_in): "\n" if mark == "n" else mark for mark, stand_in in _STAND_INS.items()}
_LOW = re.compile("[\x00-\x08\x0b-\x1f]")


@attrs.define
class _Block:
    """The lines of one question, and what the comments above it say."""

    line: int = 0
    lines: list[str] = attrs.field(factory=list)
    code: str = ""
    tags: list[str] = attrs.field(factory=list)

    def note(self, comment: str) -> None:
        """Take the id and the tags out of a comment."""
        for kind, text in _FACT.findall(comment):
            value = re.sub(r"\\(.)", r"\1", text).strip()
            if kind == "id":
                self.code = value
            elif value:
                self.tags.append(value)


def read_gift(content: bytes, name: str) -> list[Item]:
    """Return the questions of a file.

    Raises:
        RefusedFile: with the line and the reason of everything that can't be read.
    """
    found = Collected(name)
    topic = ""
    block = _Block()
    for line, text in enumerate([*text_of(content, name).split("\n"), ""], 1):
        stripped = text.strip()
        category = _CATEGORY.fullmatch(stripped)
        if stripped.startswith("//"):
            block.note(stripped)
        elif category is not None:
            if block.lines:
                found.fault(line, _("$CATEGORY 前面要空一行"))
            topic = topic_of(category[1])
        elif stripped:
            block.line = block.line or line
            block.lines.append(text)
        elif block.lines:
            _take(found, block, topic)
            block = _Block()
    return found.done()


def _take(found: Collected, block: _Block, topic: str) -> None:
    try:
        found.keep(block.line, _item(block, clean(topic)))
    except Unreadable as fault:
        found.fault(block.line, str(fault))


def _item(block: _Block, topic: str) -> Item:
    text = "\n".join(block.lines)
    low = _LOW.search(text)
    if low:
        raise Unreadable(_("有不能保存的字符 {found}，请删掉").format(found=f"U+{ord(low.group()):04X}"))
    text = _ESCAPED.sub(lambda one: _STAND_INS[one[1]], text).strip()
    facts: dict[str, Any] = {"code": clean(block.code), "topic": topic, **facts_of(clean(tag) for tag in block.tags)}
    title = _TITLE.match(text)
    if title is not None:
        facts["title"] = _out(title[1])
        text = text[title.end() :].strip()
    style = _STYLE.match(text)
    facts["style"] = Style(style[1].lower()) if style else Style.MOODLE
    text = text[style.end() :] if style else text
    before, answer, after = _parts(text)
    facts["stem"] = _out(f"{before.rstrip()} {GAP} {after.lstrip()}" if after.strip() else before)
    answer, _mark, general = answer.partition("####")
    facts["explanation"] = _out(general)
    return _answered(answer.strip(), facts)


def _parts(text: str) -> tuple[str, str, str]:
    opening, closing = text.count("{"), text.count("}")
    if not opening and not closing:
        raise Unreadable(_("没有写答案：缺 {…}；没有答案的说明文字请改成 // 注释"))
    if opening != 1 or closing != 1 or text.index("{") > text.index("}"):
        raise Unreadable(_("{ 和 } 要正好一对；题里的花括号要写成 \\{ 和 \\}，答案里不能有空行"))
    before, _open, rest = text.partition("{")
    answer, _close, after = rest.partition("}")
    return before, answer, after


def _out(text: str) -> str:
    return clean(text.translate(_BACK))


def _answered(answer: str, facts: dict[str, Any]) -> Item:
    if not answer:
        return Item(QuestionKind.ESSAY, **facts)
    truth = _TRUTH.fullmatch(answer)
    if truth is not None:
        true = truth[1].upper().startswith("T")
        wrong, right = _out(truth[2] or ""), _out(truth[3] or "")
        options = judged(true=true)
        said = (right, wrong) if true else (wrong, right)
        options_said = tuple(attrs.evolve(one, feedback=text) for one, text in zip(options, said, strict=True))
        return Item(QuestionKind.TRUE_FALSE, options=options_said, **facts)
    if answer.startswith("#"):
        return Item(QuestionKind.NUMERICAL, options=tuple(_numbers(answer[1:].strip())), **facts)
    pieces = _pieces(answer)
    if all(mark == "=" for mark, _text in pieces):
        matching = ["->" in text for _mark, text in pieces]
        if all(matching):
            return Item(QuestionKind.MATCHING, pairs=tuple(_pair(text) for _mark, text in pieces), **facts)
        if any(matching):
            raise Unreadable(_("匹配题的每一对都要有 ->"))
        return Item(QuestionKind.SHORT, options=tuple(_option(*piece, facts["style"]) for piece in pieces), **facts)
    options = tuple(_option(*piece, facts["style"]) for piece in pieces)
    single = any(mark == "=" for mark, _text in pieces)
    return Item(QuestionKind.SINGLE if single else QuestionKind.MULTIPLE, options=options, **facts)


def _pieces(answer: str) -> list[tuple[str, str]]:
    if answer[0] not in "=~":
        raise Unreadable(_("答案要以 = 或 ~ 开头，不是“{text}”").format(text=_out(answer)[:20]))
    return [(one[0], one[1:]) for one in re.split(r"(?=[=~])", answer) if one]


def _weighed(mark: str, text: str) -> tuple[Decimal, str]:
    weight = _PERCENT.match(text)
    if weight is None:
        return Decimal(100 if mark == "=" else 0), text
    return number(weight[1], _("% 之间的分值比例")), text[weight.end() :]


def _option(mark: str, text: str, style: Style) -> Option:
    percent, text = _weighed(mark, text)
    text = text.strip()
    own = _STYLE.match(text)
    if own is not None:
        if Style(own[1].lower()) is not style:
            raise Unreadable(_("选项的格式 {own} 和题干的不一样").format(own=own[0]))
        text = text[own.end() :]
    answer, _mark, feedback = text.partition("#")
    return Option(_out(answer), percent, _out(feedback))


def _pair(text: str) -> Pair:
    left, _arrow, right = text.partition("->")
    return Pair(_out(left), _out(right))


def _numbers(answer: str) -> Iterator[Option]:
    pieces = _pieces(answer) if answer[:1] in ("=", "~") else [("=", answer)]
    for mark, piece in pieces:
        percent, text = _weighed(mark, piece)
        value, _mark, feedback = text.partition("#")
        # A wrong answer without a number is where its feedback stands.
        answer_, tolerance = _number(value.strip() or ("*" if mark == "~" else ""))
        yield Option(answer_, percent, _out(feedback), tolerance)


def _number(text: str) -> tuple[str, Decimal]:
    what = _("数值题的答案")
    if text == "*":
        return "*", Decimal(0)
    if ".." in text:
        low, high = (number(one, what) for one in text.split("..", 1))
        if low > high:
            raise Unreadable(_("数值范围 {text} 前大后小").format(text=text))
        middle = (low + high) / 2
        return f"{middle.normalize():f}", (high - low) / 2
    value, _colon, tolerance = text.partition(":")
    around = number(tolerance or "0", _("误差"))
    if around < 0:
        raise Unreadable(_("误差不能小于 0"))
    return f"{number(value, what).normalize():f}", around
