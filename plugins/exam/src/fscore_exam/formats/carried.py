"""What all formats share: limits, clean texts, collected faults, and facts that a format has no place for."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from fscore.errors import NotPossible, Problem, RefusedFile
from fscore.labels import _
from fscore.model.text import forbidden, normal
from fscore_exam.question_faults import faults
from fscore_exam.questions import Item, Scoring

LARGEST = 50 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024
MOST_ITEMS = 10_000
LONGEST = 20_000
MOST_SHOWN = 100
_ROOT = re.compile(r"\A\$\w+\$(?:/top)?(?:/|$)", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d)?", re.ASCII)


class Unreadable(Exception):
    """Why one question can't be read; the reader knows where it stands."""


class Collected:
    """The questions and the faults of one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.items: list[Item] = []
        self.problems: list[Problem] = []

    def fault(self, line: int, reason: str) -> None:
        """Note a fault."""
        self.problems.append(Problem(_("第 {line} 行").format(line=line), reason))

    def keep(self, line: int, item: Item) -> None:
        """Keep a question, unless something is wrong with it."""
        reasons = list(faults(item))
        for reason in reasons:
            self.fault(line, reason)
        if not reasons:
            self.items.append(item)
        if len(self.items) > MOST_ITEMS:
            raise RefusedFile(self.name, [Problem("", _("最多 {most} 道题").format(most=MOST_ITEMS))])

    def done(self) -> list[Item]:
        """Return the questions, if all could be read.

        Raises:
            RefusedFile: with all faults.
        """
        if self.problems:
            raise RefusedFile(self.name, self.problems[:MOST_SHOWN], len(self.problems))
        if not self.items:
            raise RefusedFile(self.name, [Problem("", _("文件里没有题目"))])
        return self.items


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file in UTF-8 or GB18030.

    Raises:
        RefusedFile: if it is too large, or no text.
    """
    sized(content, name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise RefusedFile(name, [Problem("", _("不是 UTF-8，也不是 GB18030 的文字。请另存为 UTF-8"))])


def sized(content: bytes, name: str) -> None:
    """Refuse a file that is too large."""
    if len(content) > LARGEST:
        raise RefusedFile(name, [Problem("", _("文件太大，最多 {most} MB").format(most=LARGEST >> 20))])


def clean(text: str) -> str:
    """Return a text as the bank keeps it.

    Raises:
        Unreadable: if it is too long or has a character that can't be kept.
    """
    found = forbidden(text)
    if found:
        raise Unreadable(_("有不能保存的字符 {found}，请删掉").format(found=found))
    if len(text) > LONGEST:
        raise Unreadable(_("有一段文字超过 {most} 个字").format(most=LONGEST))
    return normal(text)


def number(text: str, what: str) -> Decimal:
    """Return a number.

    Raises:
        Unreadable: naming what should be one.
    """
    found = normal(text)
    if not _NUMBER.fullmatch(found):
        raise Unreadable(_("{what}要写数，不是“{text}”").format(what=what, text=text.strip()[:20]))
    return Decimal(found)


def plain(value: Decimal) -> str:
    """Return a number as it is written: no zeros at the end, no exponent."""
    return f"{value.normalize():f}"


def topic_of(category: str) -> str:
    """Return the topic in the path of a category, without the root that Moodle writes before it.

    >>> topic_of("$system$/top/餐饮/留样"), topic_of("留样")
    ('餐饮/留样', '留样')
    """
    return _ROOT.sub("", category.strip()).strip()


# Facts without a place of their own travel as tags, so that another program keeps them as well.
_AUDIENCE, _SOURCE, _POINTS, _SCORING = _("对象"), _("来源"), _("分值"), _("计分")
CASE, FIXED = _("区分大小写"), _("选项不打乱")


def tags_of(item: Item, *, all_facts: bool) -> list[str]:
    """Return the tags of a question with the facts that a format has no place for.

    Args:
        all_facts: points, letter case and shuffling too.
    """
    found = list(item.tags)
    found += [f"{word}:{text}" for word, text in ((_AUDIENCE, item.audience), (_SOURCE, item.source)) if text]
    if item.scoring is not Scoring.PAPER:
        found.append(f"{_SCORING}:{item.scoring.value}:{plain(item.lowest)}")
    if all_facts:
        found += [f"{_POINTS}:{plain(item.points)}"] if item.points != 1 else []
        found += [CASE] if item.case_sensitive else []
        found += [] if item.shuffle else [FIXED]
    return found


def facts_of(tags: Iterable[str]) -> dict[str, Any]:
    """Return the facts in tags, and the tags that are nothing else."""
    facts: dict[str, Any] = {}
    left = []
    for tag in tags:
        word, colon, rest = tag.partition(":")
        if colon and word in (_AUDIENCE, _SOURCE) and rest:
            facts["audience" if word == _AUDIENCE else "source"] = rest
        elif colon and word == _POINTS:
            facts["points"] = number(rest, _("分值"))
        elif colon and word == _SCORING:
            scoring, _colon, lowest = rest.partition(":")
            facts |= {"scoring": _scoring(scoring), "lowest": number(lowest or "0", _("计分下限"))}
        elif tag == CASE:
            facts["case_sensitive"] = True
        elif tag == FIXED:
            facts["shuffle"] = False
        else:
            left.append(tag)
    return {**facts, "tags": tuple(left)}


def _scoring(text: str) -> Scoring:
    found = Scoring.named(text)
    if found is None:
        raise Unreadable(_("计分方法不认识：{text}").format(text=text[:20]))
    return found


def checked(items: Sequence[Item], content: bytes, read: Callable[[bytes, str], list[Item]]) -> bytes:
    """Return a written file if the same questions are read from it again.

    Raises:
        NotPossible: naming the first question that the format can't carry as it is.
    """
    for place, item in enumerate(items, 1):
        found = list(faults(item))
        if found:
            raise NotPossible(_("第 {place} 题不能导出：{reason}"), place=place, reason=found[0])
    try:
        again = read(content, "")
    except RefusedFile as fault:
        raise NotPossible(_("这些题这种格式写不下：{reason}"), reason=str(fault.problems[0])) from fault
    for place, (item, same) in enumerate(zip(items, again, strict=False), 1):
        if item != same:
            fields = [one.name for one in attrs.fields(Item) if getattr(item, one.name) != getattr(same, one.name)]
            template = _("第 {place} 题“{stem}”这种格式写不下（{fields}），请换一种格式")
            raise NotPossible(template, place=place, stem=item.stem[:20], fields="、".join(fields))
    if len(again) != len(items):
        raise NotPossible(_("写出 {count} 题，读回 {again} 题"), count=len(items), again=len(again))
    return content
