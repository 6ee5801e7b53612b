"""What an answer is worth: every rule of marking, in exact fractions; a paper rounds once, at the end."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from fscore.evaluation.rounding import Rounding
from fscore.labels import _
from fscore.model.choice import Choice
from fscore_exam.cloze import gaps
from fscore_exam.questions import LETTERS, Item, Option, QuestionKind, Scoring, folded

ZERO, ONE = Fraction(0), Fraction(1)
HUNDREDTHS = Rounding(2)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,2})?", re.ASCII)


class MultipleRule(Choice):
    """What a choice of several options is worth."""

    EXACT = "exact", _("全对才得分")
    HALF = "half", _("少选得一半，选错不得分")
    FIXED = "fixed", _("少选得固定分，选错不得分")
    EACH = "each", _("少选按个数得分，选错不得分")
    FRACTIONS = "fractions", _("按选项的分值比例相加")
    BALANCED = "balanced", _("选对一个加一份，选错一个减一份，最低 0 分")
    R_FALSE = "r_false", _("R/exams：选错减错误项数分之一")
    R_FALSE2 = "r_false2", _("R/exams：选错减错误项数分之一，至多一半")
    R_TRUE = "r_true", _("R/exams：选错减正确项数分之一")
    R_ALL = "r_all", _("R/exams：选错减全部")
    R_NONE = "r_none", _("R/exams：选错不减")


class Verdict(Choice):
    """How an answer turned out; blank and wrong are told apart."""

    BLANK = "blank", _("未作答")
    WRONG = "wrong", _("答错")
    PARTLY = "partly", _("部分得分")
    RIGHT = "right", _("答对")
    WAITING = "waiting", _("待阅")


@attrs.frozen
class Marking:
    """The rules of one paper.

    ``partial`` are the points of an incomplete choice under FIXED, or of each right option under EACH. ``negative`` is
    the share below which no choice of several falls under the rules of R/exams: 0, or down to −1.
    """

    multiple: MultipleRule = MultipleRule.EXACT
    partial: Decimal = Decimal(0)
    negative: Decimal = Decimal(0)
    rounding: Rounding = HUNDREDTHS


@attrs.frozen
class Outcome:
    """What one answer is worth; ``points`` is None as long as a person has to mark it."""

    verdict: Verdict
    points: Fraction | None


Given = str | Sequence[str]
"""An answer: letters of options ("AC"), T or F, a text; for a matching or cloze question one text for each part."""


def mark(item: Item, given: Given, points: Decimal, rules: Marking) -> Outcome:
    """Return what an answer is worth."""
    parts = [given] if isinstance(given, str) else list(given)
    if not any(part.strip() for part in parts):
        return Outcome(Verdict.BLANK, ZERO)
    if item.kind is QuestionKind.ESSAY:
        return Outcome(Verdict.WAITING, None)
    worth = Fraction(points)
    if item.kind is QuestionKind.MULTIPLE:
        earned = _multiple(item, parts[0], worth, rules)
    else:
        earned = share(item, parts, rules) * worth
    return Outcome(verdict_of(earned, worth), earned)


def verdict_of(earned: Fraction, worth: Fraction) -> Verdict:
    """Return how an answer that earned so many points turned out."""
    if earned >= worth:
        return Verdict.RIGHT
    return Verdict.PARTLY if earned > 0 else Verdict.WRONG


def share(item: Item, parts: Sequence[str], rules: Marking) -> Fraction:
    """Return the share of the points that an answer earns, for every kind but essays."""
    if item.kind is QuestionKind.MATCHING:
        return _matching(item, parts)
    if item.kind is QuestionKind.CLOZE:
        return _cloze(item, parts, rules)
    return _WITH_ONE[item.kind](item, parts[0])


def _single(item: Item, given: str) -> Fraction:
    return next((one.share for letter, one in _lettered(item) if letter == given.strip().upper()), ZERO)


def _true_false(item: Item, given: str) -> Fraction:
    return ONE if given.strip().upper() == ("T" if item.true else "F") else ZERO


def _short(item: Item, given: str) -> Fraction:
    return _best(one.share for one in item.options if _written(one.text, given, item.case_sensitive))


def _by_fractions(item: Item, given: str) -> Fraction:
    return _multiple(item, given, ONE, Marking(multiple=MultipleRule.FRACTIONS))


def _lettered(item: Item) -> Iterable[tuple[str, Option]]:
    return zip(LETTERS, item.options, strict=False)


def _best(shares: Iterable[Fraction]) -> Fraction:
    return max(shares, default=ZERO)


def _multiple(item: Item, given: str, worth: Fraction, rules: Marking) -> Fraction:
    if item.scoring is not Scoring.PAPER:
        rules = attrs.evolve(rules, multiple=_OWN[item.scoring])
    letters = {letter for letter, _option in _lettered(item)}
    # A letter that the question does not have is ticked all the same, and wrong.
    ticked = frozenset(given.upper()) & frozenset(LETTERS)
    right = item.right
    hits, misses = len(ticked & right), len(ticked - right)
    if rules.multiple is MultipleRule.FRACTIONS:
        total = sum((one.share for letter, one in _lettered(item) if letter in ticked), ZERO)
        return min(ONE, max(Fraction(item.lowest) / 100, total)) * worth
    if rules.multiple in _STRICT:
        return _strict(rules, worth, hits, misses, len(right))
    if rules.multiple is MultipleRule.BALANCED:
        return max(ZERO, Fraction(hits - misses, len(right))) * worth
    penalty = _penalty(rules.multiple, len(right), len(letters - right))
    return max(Fraction(rules.negative), Fraction(hits, len(right)) - misses * penalty) * worth


_OWN = {Scoring.EXACT: MultipleRule.EXACT, Scoring.MAPPED: MultipleRule.FRACTIONS}
_STRICT = frozenset({MultipleRule.EXACT, MultipleRule.HALF, MultipleRule.FIXED, MultipleRule.EACH})


def _strict(rules: Marking, worth: Fraction, hits: int, misses: int, right: int) -> Fraction:
    """Mark as Chinese papers do: the whole set earns all, anything wrong earns nothing."""
    if misses or not hits:
        return ZERO
    if hits == right:
        return worth
    partial = Fraction(rules.partial)
    earned = {
        MultipleRule.EXACT: ZERO,
        MultipleRule.HALF: worth / 2,
        MultipleRule.FIXED: partial,
        MultipleRule.EACH: partial * hits,
    }[rules.multiple]
    return min(worth, earned)


def _penalty(rule: MultipleRule, right: int, wrong: int) -> Fraction:
    return {
        MultipleRule.R_FALSE: Fraction(1, max(wrong, 1)),
        MultipleRule.R_FALSE2: Fraction(1, max(wrong, 2)),
        MultipleRule.R_TRUE: Fraction(1, max(right, 1)),
        MultipleRule.R_ALL: ONE,
        MultipleRule.R_NONE: ZERO,
    }[rule]


def _written(pattern: str, given: str, case_sensitive: bool) -> bool:  # noqa: FBT001 - as the question says
    text = folded(given, case_sensitive=case_sensitive)
    pieces = [folded(one, case_sensitive=case_sensitive) if one.strip() else one for one in _starred(pattern)]
    if len(pieces) == 1:
        return text == pieces[0]
    return _fits([one.strip() if place in (0, len(pieces) - 1) else one for place, one in enumerate(pieces)], text)


def _starred(pattern: str) -> list[str]:
    r"""Split at the wildcards; ``\*`` is a star."""
    return [one.replace("\0", "*") for one in pattern.replace("\\*", "\0").split("*")]


def _fits(pieces: Sequence[str], text: str) -> bool:
    """Tell whether a text has the pieces in this order, the first at its start and the last at its end."""
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def number(text: str) -> Decimal | None:
    """Return a number as people write it, or None.

    >>> number("１，200.5")
    Decimal('1200.5')
    """
    found = folded(text).replace(",", "").replace(" ", "").replace("−", "-")
    return Decimal(found) if _NUMBER.fullmatch(found) else None


def _numerical(item: Item, given: str) -> Fraction:
    value = number(given)
    fitting = []
    for option in item.options:
        wanted = number(option.text)
        near = (
            wanted is not None
            and value is not None
            and abs(Fraction(value) - Fraction(wanted)) <= Fraction(option.tolerance)
        )
        if option.text.strip() == "*" or near:
            fitting.append(option.share)
    return _best(fitting)


def _matching(item: Item, parts: Sequence[str]) -> Fraction:
    """Compare texts, not places: two things on the right may read the same."""
    asked = [pair for pair in item.pairs if pair.left]
    hits = sum(
        1 for pair, given in zip(asked, parts, strict=False) if given.strip() and folded(given) == folded(pair.right)
    )
    return Fraction(hits, len(asked))


def _cloze(item: Item, parts: Sequence[str], rules: Marking) -> Fraction:
    found = gaps(item.stem)
    weight = sum(gap.weight for gap in found)
    if not weight:
        return ZERO
    earned = sum(
        (
            gap.weight * share(gap.item, [given], rules)
            for gap, given in zip(found, parts, strict=False)
            if given.strip()
        ),
        ZERO,
    )
    return earned / weight


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """Return a sum of points as the paper writes it down; a negative one is rounded like its opposite."""
    return rounding.apply(value) if value >= 0 else -rounding.apply(-value)


_WITH_ONE: dict[QuestionKind, Callable[[Item, str], Fraction]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _by_fractions,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SHORT: _short,
    QuestionKind.NUMERICAL: _numerical,
}
