"""What was found for the items of a form: one answer an item, checked against what the item takes."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

import attrs

from fscore.errors import InvalidValue, UnknownCode
from fscore.evaluation.criteria import AnsweredBy, CriteriaSet, Criterion, Number
from fscore.evaluation.explanation import Evidence
from fscore.labels import _
from fscore.model.text import normal

_WORDS = {
    **dict.fromkeys(("是", "有", "符合", "√", "yes"), True),
    **dict.fromkeys(("否", "无", "没有", "不符合", "×", "no"), False),
}
_ABSENT = re.compile(r"(?:合理)?缺项[:：，,]?\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_BETWEEN = re.compile(r"[、，,；;\n]")
_COUNT = re.compile(r"(.+?)\s*[=:：×x*]?\s*(\d{1,4})(?:次)?", re.ASCII)
_MOST_DIGITS = 12
_MOST_DECIMALS = 6


@attrs.frozen(kw_only=True)
class Answer:
    """The answer to one item; made with :meth:`yes`, :meth:`no`, :meth:`given`, :meth:`counted` and the others."""

    code: str
    says: bool | None = None
    points: Decimal | int | None = None
    counts: Mapping[str, int] | None = None
    value: Number | None = None
    absent_because: str | None = None
    unknown_because: str | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def yes(cls, code: str, note: str = "", evidence: Iterable[Evidence] = ()) -> "Answer":
        """Answer a yes/no item with yes."""
        return cls(code=code, says=True, note=note, evidence=tuple(evidence))

    @classmethod
    def no(cls, code: str, note: str = "", evidence: Iterable[Evidence] = ()) -> "Answer":
        """Answer a yes/no item with no."""
        return cls(code=code, says=False, note=note, evidence=tuple(evidence))

    @classmethod
    def given(cls, code: str, points: Decimal | int, note: str = "", evidence: Iterable[Evidence] = ()) -> "Answer":
        """Give an item its points by judgement."""
        return cls(code=code, points=points, note=note, evidence=tuple(evidence))

    @classmethod
    def counted(
        cls, code: str, counts: Mapping[str, int], note: str = "", evidence: Iterable[Evidence] = ()
    ) -> "Answer":
        """Say how often each deduction of an item applied; those left out did not."""
        return cls(code=code, counts=dict(counts), note=note, evidence=tuple(evidence))

    @classmethod
    def measured(cls, code: str, value: Number, note: str = "", evidence: Iterable[Evidence] = ()) -> "Answer":
        """Hand in the value of the item's query; a Fraction keeps a rate exact."""
        return cls(code=code, value=value, note=note, evidence=tuple(evidence))

    @classmethod
    def absent(cls, code: str, because: str, evidence: Iterable[Evidence] = ()) -> "Answer":
        """Say that an item reasonably does not apply to this subject, and why."""
        return cls(code=code, absent_because=because, evidence=tuple(evidence))

    @classmethod
    def unknown(cls, code: str, because: str, evidence: Iterable[Evidence] = ()) -> "Answer":
        """Say that nothing is known of an item, and why: it stays open, and is never zero."""
        return cls(code=code, unknown_because=because, evidence=tuple(evidence))

    def fits(self, item: Criterion) -> bool:
        """Tell whether this is the sort of answer that an item takes."""
        if self.absent_because is not None or self.unknown_because is not None:
            return True
        held = {
            AnsweredBy.YES_NO: self.says,
            AnsweredBy.POINTS: self.points,
            AnsweredBy.DEDUCTIONS: self.counts,
            AnsweredBy.INDICATOR: self.value,
        }
        return held[item.answered_by] is not None


def answers_from(criteria: CriteriaSet, plain: Mapping[str, Any]) -> tuple[Answer, ...]:
    """Return answers from plain values, as a form, a file or a program has them.

    True, False, 是, 否 answer yes/no items; numbers give points or hand in a value; ``{deduction: count}`` counts
    deductions; ``{"absent": reason}`` says that an item does not apply.

    Raises:
        UnknownCode: if the set has no such item.
        InvalidValue: if a value is not one that the item takes.
    """
    items = {item.code: item for item in criteria.criteria}
    return tuple(_plain_answer(item_of(items, code), value) for code, value in plain.items())


def _plain_answer(item: Criterion, value: Any) -> Answer:
    if isinstance(value, Mapping) and isinstance(value.get("absent"), str):
        return Answer.absent(item.code, value["absent"])
    if isinstance(value, str):
        value = _WORDS.get(value.strip().lower(), value)
    if isinstance(value, bool):
        return Answer(code=item.code, says=value)
    if isinstance(value, Mapping):
        return Answer.counted(item.code, value)
    if isinstance(value, Decimal | int | Fraction):
        if item.answered_by is AnsweredBy.INDICATOR:
            return Answer.measured(item.code, value)
        if not isinstance(value, Fraction):
            return Answer.given(item.code, value)
    raise wrong_answer(item, value)


def answer_written(item: Criterion, text: str) -> Answer:
    """Return the answer that people write in a cell: 是, 8.5, ``late 2、missing 1``, 缺项：没有专间.

    Deductions are named by code or wording, each with how often; 无 or 0 says that there were none.

    Raises:
        InvalidValue: if it is not an answer that the item takes.
        UnknownCode: if the item has no such deduction.
    """
    text = normal(text)
    absent = _ABSENT.fullmatch(text)
    if absent:
        return Answer.absent(item.code, checked_reason(item, absent.group(1)))
    if item.answered_by is AnsweredBy.YES_NO and text.lower() in _WORDS:
        return Answer(code=item.code, says=_WORDS[text.lower()])
    if item.answered_by is AnsweredBy.DEDUCTIONS:
        return Answer.counted(item.code, _counts_written(item, text))
    plain_text = text.replace("％", "%").removesuffix(item.unit or "分").removesuffix("分")
    number = _number_written(plain_text)
    if number is None or item.answered_by is AnsweredBy.YES_NO:
        raise wrong_answer(item, text)
    if item.answered_by is AnsweredBy.INDICATOR:
        return Answer.measured(item.code, checked_number(item, number))
    return Answer.given(item.code, checked_number(item, number))


def _number_written(text: str) -> Decimal | None:
    return Decimal(text.strip()) if _NUMBER.fullmatch(text.strip()) else None


def _counts_written(item: Criterion, text: str) -> dict[str, int]:
    if text in ("无", "没有", "0"):
        return {}
    codes = {word: each.code for each in item.deductions for word in (each.code, normal(each.label))}
    counts: dict[str, int] = {}
    for part in filter(None, _BETWEEN.split(text)):
        found = _COUNT.fullmatch(part.strip())
        if found is None:
            raise wrong_answer(item, text)
        word, count = found.group(1).strip(), int(found.group(2))
        code = codes.get(word, word)
        counts[code] = counts.get(code, 0) + count
    return counts


def written(item: Criterion, answer: Answer) -> str:
    """Return an answer as people write it; read again it is the same. It is kept so, in whatever language one reads."""
    if answer.absent_because is not None:
        return f"缺项：{answer.absent_because}"
    if answer.says is not None:
        return "是" if answer.says else "否"
    if answer.counts is not None:
        told = [f"{code} {count}" for code, count in answer.counts.items() if count]
        return "、".join(told) or "无"
    number = answer.points if answer.points is not None else answer.value
    if number is None or isinstance(number, Fraction):
        raise wrong_answer(item, number)
    return f"{Decimal(number):f}"


def item_of(items: Mapping[str, Criterion], code: str) -> Criterion:
    """Return the item with ``code``.

    Raises:
        UnknownCode: with the nearest code, if there is one.
    """
    if code in items:
        return items[code]
    raise unknown(
        code, items, _("指标里没有代码为“{code}”的项目"), _("指标里没有代码为“{code}”的项目，是不是“{nearest}”？")
    )


def unknown(code: str, known: Iterable[str], template: str, with_nearest: str, **data: Any) -> UnknownCode:
    """Return the error for a code that is not among ``known``."""
    near = get_close_matches(str(code), list(known), n=1)
    if near:
        return UnknownCode(with_nearest, code=code, nearest=near[0], **data)
    return UnknownCode(template, code=code, nearest=None, **data)


def by_code(criteria: CriteriaSet, answers: Iterable[Answer]) -> dict[str, Answer]:
    """Return the answers by item.

    Raises:
        UnknownCode: if the set has no such item.
        InvalidValue: if an item is answered twice.
    """
    items = {item.code: item for item in criteria.criteria}
    found: dict[str, Answer] = {}
    for answer in answers:
        item = item_of(items, answer.code)
        if answer.code in found:
            raise _fault(item, answer.code, _("“{label}”答了两次，只能答一次"))
        found[answer.code] = answer
    return found


def wrong_answer(item: Criterion, value: Any) -> InvalidValue:
    """Return the error for an answer of another sort than the item takes."""
    wanted = {
        AnsweredBy.YES_NO: _("“{label}”要答“是”或“否”，现在是 {value}"),
        AnsweredBy.POINTS: _("“{label}”要写得分，现在是 {value}"),
        AnsweredBy.DEDUCTIONS: _("“{label}”要写各扣分情形的次数，现在是 {value}"),
        AnsweredBy.INDICATOR: _("“{label}”要用数据 {query} 的数值，现在是 {value}"),
    }[item.answered_by]
    return _fault(item, value, wanted, query=item.query)


def checked_number(item: Criterion, value: Any) -> Decimal:
    """Return a number handed in for an item as an exact decimal.

    Raises:
        InvalidValue: if it is no number, or has more digits than a form can have.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise wrong_answer(item, value)
    number = Decimal(value)
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        raise _fault(item, value, _("“{label}”的数值 {value} 太大或不是数"))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_DECIMALS:
        raise _fault(item, value, _("“{label}”的数值 {value} 小数位太多，最多 {most} 位"), most=_MOST_DECIMALS)
    return number


def checked_points(item: Criterion, value: Any, of: Decimal) -> Decimal:
    """Return the points given for an item.

    Raises:
        InvalidValue: if they are not from 0 to ``of``.
    """
    points = checked_number(item, value)
    if not 0 <= points <= of:
        raise _fault(item, value, _("“{label}”的得分要在 0 到 {of} 之间，现在是 {value}"), of=of)
    return points


def checked_count(item: Criterion, code: str, value: Any) -> int:
    """Return how often a deduction applied.

    Raises:
        InvalidValue: if it is not a whole number, 0 or more.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _fault(item, value, _("“{label}”的扣分情形“{code}”要写次数（0 或更大的整数），现在是 {value}"), code=code)
    return value


def checked_reason(item: Criterion, reason: str) -> str:
    """Return the reason why an item does not apply.

    Raises:
        InvalidValue: if it is empty.
    """
    if not reason.strip():
        raise _fault(item, reason, _("“{label}”作为合理缺项，要写明理由"))
    return reason.strip()


def refused_absence(item: Criterion, reason: str) -> InvalidValue:
    """Return the error for an item that may not be left out."""
    return _fault(item, reason, _("“{label}”不允许缺项，要按实际情况作答"))


def _fault(item: Criterion, value: Any, template: str, **data: Any) -> InvalidValue:
    return InvalidValue(template, field=item.code, label=item.label, value=value, **data)
