"""Writes GIFT."""

import re
from collections.abc import Callable, Iterator, Sequence

from fscore.errors import NotPossible
from fscore.labels import _
from fscore_exam.formats.carried import checked, plain, tags_of
from fscore_exam.formats.gift_in import read_gift
from fscore_exam.questions import Item, Option, QuestionKind

_MARKS = re.compile(r"[~=#{}:\\]")
# How an option may begin that would be read as its format.
_STYLE = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)


def write_gift(items: Sequence[Item]) -> bytes:
    """Return questions as a file from which the same questions are read.

    Raises:
        NotPossible: naming a question that the format can't carry: one with files, a cloze question.
    """
    return checked(items, "\n".join(_lines(items)).encode(), read_gift)


def _lines(items: Sequence[Item]) -> Iterator[str]:
    topic = ""
    for place, item in enumerate(items, 1):
        if item.files or item.kind is QuestionKind.CLOZE:
            template = _("第 {place} 题 GIFT 写不下（带文件的题和综合填空题），请用 Moodle XML")
            raise NotPossible(template, place=place)
        if item.topic != topic:
            topic = item.topic
            yield from (f"$CATEGORY: $course$/top/{topic}".rstrip("/"), "")
        noted = [f"[id:{_bracketed(item.code)}]"] if item.code else []
        noted += [f"[tag:{_bracketed(tag)}]" for tag in tags_of(item, all_facts=True)]
        if noted:
            yield "// " + " ".join(noted)
        title = f"::{_escaped(item.title)}::" if item.title else ""
        general = f"####{_escaped(item.explanation)}" if item.explanation else ""
        answers = _ANSWERS[item.kind](item) if item.kind in _ANSWERS else ""
        yield f"{title}[{item.style.value}]{_escaped(item.stem)} {{{answers}{general}}}"
        yield ""


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda mark: "\\" + mark.group(), text).replace("\n", "\\n")


def _bracketed(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", text)


def _feedback(option: Option) -> str:
    return f"#{_escaped(option.feedback)}" if option.feedback else ""


def _option(item: Item, option: Option, mark: str = "~") -> str:
    """Return an option; its weight and format are written if it has others than usual, or begins like one."""
    usual = 100 if mark == "=" else 0
    weight = "" if option.percent == usual and not option.text.startswith("%") else f"%{plain(option.percent)}%"
    style = f"[{item.style.value}]" if _STYLE.match(option.text) else ""
    return f"{mark}{weight}{style}{_escaped(option.text)}{_feedback(option)}"


def _single(item: Item) -> str:
    # Only "=" throughout would be a short answer, and no "=" at all a multiple choice.
    first = next((place for place, one in enumerate(item.options) if one.percent == 100), -1)
    return " ".join(_option(item, one, "=" if place == first else "~") for place, one in enumerate(item.options))


def _multiple(item: Item) -> str:
    return " ".join(_option(item, one) for one in item.options)


def _short(item: Item) -> str:
    return " ".join(_option(item, one, "=") for one in item.options)


def _numerical(item: Item) -> str:
    return "#" + " ".join(f"={_weight(one)}{_number(one)}{_feedback(one)}" for one in item.options)


def _weight(option: Option) -> str:
    return "" if option.percent == 100 else f"%{plain(option.percent)}%"


def _number(option: Option) -> str:
    return f"{option.text}:{plain(option.tolerance)}" if option.tolerance else option.text


def _matching(item: Item) -> str:
    return " ".join(f"={_escaped(pair.left)} -> {_escaped(pair.right)}" for pair in item.pairs)


def _true_false(item: Item) -> str:
    wrong, right = (item.options[1], item.options[0]) if item.true else (item.options[0], item.options[1])
    said = f"#{_escaped(wrong.feedback)}" if wrong.feedback or right.feedback else ""
    said += f"#{_escaped(right.feedback)}" if right.feedback else ""
    return ("T" if item.true else "F") + said


_ANSWERS: dict[QuestionKind, Callable[[Item], str]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SHORT: _short,
    QuestionKind.NUMERICAL: _numerical,
    QuestionKind.MATCHING: _matching,
}
