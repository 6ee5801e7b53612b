"""Cloze questions: gaps inside a text, in Moodle's notation ``{1:SHORTANSWER:=Berlin~%50%Bonn#too old}``."""

import html
import re
from decimal import Decimal

import attrs

from fscore.errors import NotPossible
from fscore.labels import _
from fscore_exam.questions import Item, Option, QuestionKind

_KINDS = {
    "SHORTANSWER": (QuestionKind.SHORT, False), "SA": (QuestionKind.SHORT, False), "MW": (QuestionKind.SHORT, False),
    "SHORTANSWER_C": (QuestionKind.SHORT, True), "SAC": (QuestionKind.SHORT, True), "MWC": (QuestionKind.SHORT, True),
    "NUMERICAL": (QuestionKind.NUMERICAL, False), "NM": (QuestionKind.NUMERICAL, False),
    "MULTICHOICE": (QuestionKind.SINGLE, False), "MC": (QuestionKind.SINGLE, False),
    "MULTICHOICE_V": (QuestionKind.SINGLE, False), "MCV": (QuestionKind.SINGLE, False),
    "MULTICHOICE_H": (QuestionKind.SINGLE, False), "MCH": (QuestionKind.SINGLE, False),
    "MULTICHOICE_S": (QuestionKind.SINGLE, False), "MCS": (QuestionKind.SINGLE, False),
    "MULTICHOICE_VS": (QuestionKind.SINGLE, False), "MCVS": (QuestionKind.SINGLE, False),
    "MULTICHOICE_HS": (QuestionKind.SINGLE, False), "MCHS": (QuestionKind.SINGLE, False),
    "MULTIRESPONSE": (QuestionKind.MULTIPLE, False), "MR": (QuestionKind.MULTIPLE, False),
    "MULTIRESPONSE_H": (QuestionKind.MULTIPLE, False), "MRH": (QuestionKind.MULTIPLE, False),
    "MULTIRESPONSE_S": (QuestionKind.MULTIPLE, False), "MRS": (QuestionKind.MULTIPLE, False),
    "MULTIRESPONSE_HS": (QuestionKind.MULTIPLE, False), "MRHS": (QuestionKind.MULTIPLE, False),
}  # fmt: skip
_START = re.compile(r"\{(\d{0,3}):([A-Z_]{2,16}):", re.ASCII)
_ANSWER = re.compile(r"(=|%(-?\d{1,3}(?:\.\d{1,5})?)%)?(.*)", re.ASCII | re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d)?", re.ASCII)
MOST = 100
SHOWN = 30


@attrs.frozen
class Gap:
    """One gap: where it stands in the text, what it weighs, and the question it asks."""

    start: int
    end: int
    weight: int
    item: Item


def gaps(stem: str) -> tuple[Gap, ...]:
    """Return the gaps of a text.

    Raises:
        NotPossible: naming the gap that can't be read.
    """
    found: list[Gap] = []
    place = 0
    while (start := _START.search(stem, place)) is not None:
        end = _end(stem, start.end())
        if end < 0:
            raise NotPossible(_("空 {text} 没有写完，缺 }}"), text=stem[start.start() : start.start() + SHOWN])
        found.append(_gap(stem, start, end))
        if len(found) > MOST:
            raise NotPossible(_("最多 {most} 个空"), most=MOST)
        place = end + 1
    return tuple(found)


def _end(stem: str, place: int) -> int:
    while place < len(stem):
        if stem[place] == "\\":
            place += 1
        elif stem[place] == "}":
            return place
        place += 1
    return -1


def _gap(stem: str, start: "re.Match[str]", end: int) -> Gap:
    text = stem[start.start() : end + 1]
    if start[2] not in _KINDS:
        raise NotPossible(_("空 {text} 的题型不认识：{kind}"), text=text[:SHOWN], kind=start[2])
    kind, case_sensitive = _KINDS[start[2]]
    options = tuple(_option(one, kind, text) for one in _pieces(stem[start.end() : end]) if one.strip())
    if not options or max(option.percent for option in options) <= 0:
        raise NotPossible(_("空 {text} 没有正确答案"), text=text[:SHOWN])
    if kind is QuestionKind.MULTIPLE:
        options = _shared(options)
    item = Item(kind, text, options=options, case_sensitive=case_sensitive)
    return Gap(start.start(), end + 1, int(start[1] or 1), item)


def _pieces(text: str) -> list[str]:
    """Split at each tilde that is not escaped."""
    pieces, current, place = [], "", 0
    while place < len(text):
        if text[place] == "\\" and place + 1 < len(text):
            current += text[place : place + 2]
            place += 2
            continue
        if text[place] == "~":
            pieces.append(current)
            current = ""
        else:
            current += text[place]
        place += 1
    return [*pieces, current]


def _option(piece: str, kind: QuestionKind, where: str) -> Option:
    found = _ANSWER.fullmatch(piece)
    percent = Decimal(0)
    text = piece
    if found is not None:
        text = found[3]
        percent = Decimal(100) if found[1] == "=" else Decimal(found[2]) if found[2] else Decimal(0)
    answer, _mark, feedback = _cut(text, "#")
    tolerance = Decimal(0)
    if kind is QuestionKind.NUMERICAL:
        value, _colon, around = answer.partition(":")
        if answer.strip() != "*" and not (
            _NUMBER.fullmatch(value.strip()) and _NUMBER.fullmatch(around.strip() or "0")
        ):
            raise NotPossible(_("空 {text} 的答案不是数：{answer}"), text=where[:SHOWN], answer=answer)
        answer, tolerance = value.strip(), Decimal(around.strip() or 0)
    text = _plain(answer).strip()
    # What is typed into a gap is compared with what the text shows, as Moodle does.
    text = html.unescape(text) if kind is QuestionKind.SHORT else text
    return Option(text, percent, _plain(feedback), tolerance)


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    place = 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == mark:
            return text[:place], mark, text[place + 1 :]
        place += 1
    return text, "", ""


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _shared(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Share the points among the right options of a gap with several, as Moodle does."""
    right = sum(1 for option in options if option.percent == 100)
    if right <= 1:
        return options
    each = (Decimal(100) / right).quantize(Decimal("0.00001"))
    return tuple(attrs.evolve(one, percent=each) if one.percent == 100 else one for one in options)
