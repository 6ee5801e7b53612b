"""A sheet on screen: what of a question goes to the page, and how what was entered there becomes an answer.

Nothing of what is right, and of what it is worth, is in these objects: a page made from them can't give it away.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import attrs

from fscore.labels import _
from fscore_exam.cloze import gaps
from fscore_exam.drawing import as_shown, option_order
from fscore_exam.marking import Given
from fscore_exam.model import Answer
from fscore_exam.papers import Asked
from fscore_exam.questions import LETTERS, SEVERAL, Item, QuestionKind
from fscore_exam.shown import choices, lefts, rights, stem, words

SHORT, LONG = 200, 5000
ONE, MANY, PICK, LINE, NUMBER, TEXT = "one", "many", "pick", "line", "number", "text"


@attrs.frozen
class Entry:
    """One thing to fill in: ``kind`` says how, ``options`` are values with their words, ``given`` what was entered."""

    name: str
    kind: str
    label: str
    options: tuple[tuple[str, str], ...]
    given: tuple[str, ...]


@attrs.frozen
class Sheet:
    """One question as the page shows it; ``revision`` is that of the answer so far, 0 for none."""

    place: int
    kind: str
    points: str
    stem: str
    entries: tuple[Entry, ...]
    revision: int

    @property
    def answered(self) -> bool:
        """Whether anything was entered."""
        return any(text.strip() for entry in self.entries for text in entry.given)

    def values(self) -> list[list[str]]:
        """Return what was entered as a script puts it back: name and text, one pair each."""
        return [[entry.name, text] for entry in self.entries for text in entry.given]


def sheet(asked: Asked, seed: str, answer: Answer | None) -> Sheet:
    """Return a question as somebody sees it, with what was answered so far."""
    item, place = asked.item, asked.line.place
    return Sheet(
        place,
        item.kind.label,
        points_text(asked.line.points),
        _stem(item),
        tuple(_entries(item, seed, place, answer)),
        0 if answer is None else answer.revision,
    )


def _stem(item: Item) -> str:
    """Return what is asked; what there is to choose from in a gap stands below, where it is chosen."""
    if item.kind is not QuestionKind.CLOZE:
        return stem(item)
    text, place = "", 0
    for number, gap in enumerate(gaps(item.stem), 1):
        text += f"{item.stem[place : gap.start]}（{number}）____"
        place = gap.end
    return words(text + item.stem[place:], item.style)


def points_text(points: Decimal) -> str:
    """Return points as people write them: 2, not 2.0000."""
    return f"{points.normalize():f}"


def _entries(item: Item, seed: str, place: int, answer: Answer | None) -> list[Entry]:
    name, kept = f"q{place}", "" if answer is None else answer.given
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        shown = as_shown(kept, option_order(item, seed, place))
        kind = ONE if item.kind is QuestionKind.SINGLE else MANY
        return [Entry(name, kind, "", _lettered(choices(item, seed, place)), tuple(shown))]
    if item.kind is QuestionKind.TRUE_FALSE:
        return [Entry(name, ONE, "", (("T", _("对")), ("F", _("错"))), (kept,))]
    if item.kind in SEVERAL:
        given = [] if answer is None else answer.parts(item.kind)
        return _parts(item, seed, place, [*given, *([""] * len(item.pairs)), *([""] * len(LETTERS) * 4)])
    kinds = {QuestionKind.SHORT: LINE, QuestionKind.NUMERICAL: NUMBER}
    return [Entry(name, kinds.get(item.kind, TEXT), "", (), (kept,))]


def _parts(item: Item, seed: str, place: int, given: Sequence[str]) -> list[Entry]:
    if item.kind is QuestionKind.MATCHING:
        options = tuple((text, text) for text in rights(item, seed, place))
        pairs = zip(lefts(item), given, strict=False)
        return [Entry(f"q{place}-{at}", PICK, left, options, (text,)) for at, (left, text) in enumerate(pairs, 1)]
    return [
        _gap(gap.item, f"q{place}-{at}", f"（{at}）", text)
        for at, (gap, text) in enumerate(zip(gaps(item.stem), given, strict=False), 1)
    ]


def _gap(item: Item, name: str, label: str, text: str) -> Entry:
    if item.kind is QuestionKind.SINGLE:
        return Entry(name, PICK, label, _lettered([one.text for one in item.options]), (text,))
    if item.kind is QuestionKind.MULTIPLE:
        return Entry(name, MANY, label, _lettered([one.text for one in item.options]), tuple(text))
    return Entry(name, NUMBER if item.kind is QuestionKind.NUMERICAL else LINE, label, (), (text,))


def _lettered(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(LETTERS, texts, strict=False))


def entered(one: Sheet, several: Callable[[str], Sequence[str]]) -> Given:
    """Return what a form has for a question as an answer; ``several`` gives the texts that were sent under a name.

    What the page did not offer is as if nothing had been chosen.
    """
    found = [_entered(entry, several(entry.name)) for entry in one.entries]
    return found if one.entries[0].name != f"q{one.place}" else found[0]


def _entered(entry: Entry, sent: Sequence[str]) -> str:
    offered = {value for value, _words in entry.options}
    if entry.kind == MANY:
        return "".join(sorted({one for one in sent if one in offered}))
    text = sent[0] if sent else ""
    if entry.kind in (ONE, PICK):
        return text if text in offered else ""
    return text.replace("\r\n", "\n")[: LONG if entry.kind == TEXT else SHORT]


def numbers(sheets: Sequence[Sheet]) -> Mapping[str, list[int]]:
    """Return which questions are answered and which are not."""
    return {
        "answered": [one.place for one in sheets if one.answered],
        "blank": [one.place for one in sheets if not one.answered],
    }
