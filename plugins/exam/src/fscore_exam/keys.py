"""The key to a question as a form: what may be entered, and the question with what was entered."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal

import attrs

from fscore.errors import NotPossible
from fscore.labels import _
from fscore_exam.questions import CHOSEN, LETTERS, PERCENT_PLACES, Item, Option, QuestionKind, Scoring, judged
from fscore_exam.shown import words

FULL = Decimal(100)
KEY = "key"
_STEP = Decimal(1).scaleb(-PERCENT_PLACES)
_SHOWN = 40
_TYPED = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?", re.ASCII)


@attrs.frozen
class Entry:
    """One thing to enter: ``kind`` is one, many, pick, text or long; ``options`` are values with their words."""

    name: str
    kind: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()


def correctable(item: Item) -> bool:
    """Tell whether a question has a key that a form can hold: an essay has none."""
    return item.kind is not QuestionKind.ESSAY


def entries(item: Item) -> list[Entry]:
    """Return what is to be entered, holding the key as it is."""
    if item.kind in CHOSEN:
        return _mapped(item) if item.scoring is Scoring.MAPPED else [_chosen(item)]
    if item.kind is QuestionKind.MATCHING:
        rights = tuple((one, one) for one in dict.fromkeys(pair.right for pair in item.pairs))
        return [
            Entry(f"{KEY}-{place}", "pick", words(pair.left, item.style), rights, (pair.right,))
            for place, pair in enumerate(item.pairs, 1)
            if pair.left
        ]
    if item.kind is QuestionKind.CLOZE:
        return [Entry(KEY, "long", _("题干，答案写在花括号里"), given=(item.stem,))]
    return _written(item)


def _chosen(item: Item) -> Entry:
    if item.kind is QuestionKind.TRUE_FALSE:
        return Entry(KEY, "one", _("答案"), (("T", _("对")), ("F", _("错"))), ("T" if item.true else "F",))
    options = tuple(
        (letter, words(option.text, item.style)) for letter, option in zip(LETTERS, item.options, strict=False)
    )
    label = _("算对的选项") if item.kind is QuestionKind.MULTIPLE else _("算对的选项，可以不止一个")
    return Entry(KEY, "many", label, options, tuple(sorted(_full(item))))


def _mapped(item: Item) -> list[Entry]:
    return [
        Entry(
            f"{KEY}-{place}",
            "text",
            _("{option}的得分比例（%）").format(option=words(option.text, item.style)),
            given=(f"{option.percent.normalize():f}",),
        )
        for place, option in enumerate(item.options, 1)
    ]


def _written(item: Item) -> list[Entry]:
    """Return a line for each answer that counts, and one more."""
    found = []
    for place, option in enumerate((*item.options, Option("", FULL)), 1):
        worth = f"{option.percent.normalize():f}"
        label = _("再加一个答案，不加就空着") if not option.text else _("得 {percent}% 的答案").format(percent=worth)
        found.append(Entry(f"{KEY}-{place}", "text", label, given=(option.text,)))
        if item.kind is QuestionKind.NUMERICAL:
            tolerance = f"{option.tolerance.normalize():f}"
            found.append(Entry(f"{KEY}-{place}-off", "text", _("允许误差"), given=(tolerance,)))
    return found


def corrected(item: Item, got: Callable[[str], Sequence[str]]) -> Item:
    """Return a question with the key that was entered.

    Raises:
        NotPossible: if it is the key that it has already, or holds what is no number.
    """
    made = _corrected(item, got)
    if made == item:
        raise NotPossible(_("答案没有变"))
    return made


def _corrected(item: Item, got: Callable[[str], Sequence[str]]) -> Item:
    def one(name: str) -> str:
        return next(iter(got(name)), "").replace("\r\n", "\n").strip()

    if item.kind in CHOSEN and item.scoring is Scoring.MAPPED:
        shares = [_number(one(f"{KEY}-{place}")) for place in range(1, len(item.options) + 1)]
        options = tuple(attrs.evolve(option, percent=share) for option, share in zip(item.options, shares, strict=True))
        return attrs.evolve(item, options=options)
    if item.kind is QuestionKind.TRUE_FALSE:
        if one(KEY) not in ("T", "F"):
            raise NotPossible(_("请选一个答案"))
        turned = judged(true=one(KEY) == "T")
        options = tuple(attrs.evolve(own, percent=new.percent) for own, new in zip(item.options, turned, strict=True))
        return attrs.evolve(item, options=options)
    if item.kind in CHOSEN:
        return attrs.evolve(item, options=_ticked(item, frozenset(got(KEY))))
    if item.kind is QuestionKind.MATCHING:
        pairs = tuple(
            attrs.evolve(pair, right=one(f"{KEY}-{place}")) if pair.left else pair
            for place, pair in enumerate(item.pairs, 1)
        )
        return attrs.evolve(item, pairs=pairs)
    if item.kind is QuestionKind.CLOZE:
        return attrs.evolve(item, stem=one(KEY))
    return attrs.evolve(item, options=tuple(_answers(item, one)))


def _full(item: Item) -> frozenset[str]:
    """Return the letters that count as right: of a choice of one those worth everything, not those worth a part."""
    if item.kind is QuestionKind.MULTIPLE:
        return item.right
    return frozenset(letter for letter, one in zip(LETTERS, item.options, strict=False) if one.percent == FULL)


def _ticked(item: Item, letters: frozenset[str]) -> tuple[Option, ...]:
    """Return options of which the ticked ones are right; what any other costs or earns stays."""
    former = _full(item)
    if letters == former:
        return item.options
    if not letters & set(LETTERS[: len(item.options)]):
        raise NotPossible(_("请勾出算对的选项"))
    worth = FULL if item.kind is QuestionKind.SINGLE else (FULL / len(letters)).quantize(_STEP)
    shares = dict.fromkeys(former, Decimal(0)) | dict.fromkeys(letters, worth)
    return tuple(
        attrs.evolve(option, percent=shares.get(letter, option.percent))
        for letter, option in zip(LETTERS, item.options, strict=False)
    )


def _answers(item: Item, one: Callable[[str], str]) -> Sequence[Option]:
    found = []
    for place, option in enumerate((*item.options, Option("", FULL)), 1):
        text, off = one(f"{KEY}-{place}"), one(f"{KEY}-{place}-off")
        if not text and not option.text:
            continue
        made = attrs.evolve(option, text=text)
        found.append(attrs.evolve(made, tolerance=_number(off or "0")) if item.kind is QuestionKind.NUMERICAL else made)
    return found


def _number(text: str) -> Decimal:
    found = unicodedata.normalize("NFKC", text)
    if not _TYPED.fullmatch(found):
        raise NotPossible(_("“{text}”不是数字"), text=text[:_SHOWN])
    return Decimal(found)
