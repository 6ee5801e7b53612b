"""Find the figures that stand elsewhere than they were written, while words are reworded and paragraphs split.

A paragraph has no name that survives Word. So a figure is found by what stands around it: the kind of its paragraph,
the numbers before and behind it, the order of the figures, and those that it shares its paragraph with.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import attrs

from fscore.documents.marks import Mark, MarkedParagraph

# Beyond this many comparisons the texts differ too much for a better answer than "all of it".
_PATIENCE = 4_000_000


@attrs.frozen
class _Standing:
    """A mark in one place: of which kind, in which paragraph, and the last number before it that stayed."""

    mark: Mark
    place: str
    paragraph: int
    anchor: int = 0


def equal_blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Return what two sequences have in common, in order: from where in each, and how long."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    yield 0, 0, start
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) * len(new) <= _PATIENCE:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield start + block.a, start + block.b, block.size
    yield len(before) - end, len(after) - end, end


def elsewhere(
    written: Sequence[MarkedParagraph], found: Sequence[MarkedParagraph], present: Collection[str]
) -> frozenset[str]:
    """Return the keys of the figures that stand elsewhere than they were written.

    As few as explain the order; where two changed places and either may be the one that moved, both.

    Args:
        present: the keys of the figures that can be seen; the others are gone, not moved.
    """
    before, after = _standing(written, present), _standing(found, present)
    before, after = _anchored(before, after)
    home = {one.mark.text: one for one in before if one.mark.figure}
    ranks = {key: rank for rank, key in enumerate(home)}
    stayed = [one for one in after if one.mark.figure and _at_home(one, home)]
    kept = _in_order([ranks[one.mark.text] for one in stayed])
    keys = {one.mark.text for one in stayed if ranks[one.mark.text] in kept}
    keys -= _among_strangers(before, after, keys)
    return frozenset(key for key in present if key not in keys)


def _standing(paragraphs: Sequence[MarkedParagraph], present: Collection[str]) -> list[_Standing]:
    return [
        _Standing(mark, paragraph.place, number)
        for number, paragraph in enumerate(paragraphs)
        for mark in paragraph.marks
        if not mark.figure or mark.text in present
    ]


def _anchored(before: list[_Standing], after: list[_Standing]) -> tuple[list[_Standing], list[_Standing]]:
    """Give each mark the last number before it that is the same in both, and leave out the other numbers."""
    numbers = [[place for place, one in enumerate(side) if not one.mark.figure] for side in (before, after)]
    texts = [[side[place].mark.text for place in places] for side, places in zip((before, after), numbers, strict=True)]
    if texts[0] == texts[1]:
        pairs = list(zip(*numbers, strict=True))
    else:
        # Figures are unique, numbers are not: with the figures between them it is clearer which number is which.
        sides = [[f"{one.mark.figure} {one.mark.text}" for one in side] for side in (before, after)]
        pairs = [(old + step, new + step) for old, new, size in equal_blocks(*sides) for step in range(size)]
        pairs = [(old, new) for old, new in pairs if not before[old].mark.figure]
    return _counted(before, {old for old, _new in pairs}), _counted(after, {new for _old, new in pairs})


def _counted(side: list[_Standing], anchors: set[int]) -> list[_Standing]:
    counted, anchor = [], 0
    for place, one in enumerate(side):
        anchor += place in anchors
        if one.mark.figure or place in anchors:
            counted.append(attrs.evolve(one, anchor=anchor))
    return counted


def _at_home(one: _Standing, home: Mapping[str, _Standing]) -> bool:
    own = home.get(one.mark.text)
    return own is not None and (own.place, own.anchor) == (one.place, one.anchor)


def _in_order(ranks: Sequence[int]) -> frozenset[int]:
    """Return the ranks that are part of every longest increasing subsequence."""
    ends = _longest(ranks)
    starts = _longest([-rank for rank in reversed(ranks)])[::-1]
    longest = max(ends, default=0)
    steps: dict[int, set[int]] = defaultdict(set)
    for rank, end, start in zip(ranks, ends, starts, strict=True):
        if end + start - 1 == longest:
            steps[end].add(rank)
    times = Counter(rank for found in steps.values() for rank in found)
    return frozenset(rank for found in steps.values() if len(found) == 1 for rank in found if times[rank] == 1)


def _longest(ranks: Sequence[int]) -> list[int]:
    """Return for each rank how long the longest increasing subsequence is that ends with it."""
    tails: list[int] = []
    lengths = []
    for rank in ranks:
        place = bisect_left(tails, rank)
        tails[place : place + 1] = [rank]
        lengths.append(place + 1)
    return lengths


def _among_strangers(before: list[_Standing], after: list[_Standing], keys: Collection[str]) -> set[str]:
    """Return the figures that left all those they shared a paragraph with, and stand among others now.

    A paragraph that is split leaves some behind and gains none, one that is joined gains some and leaves none behind.
    """
    old, new = _companions(before, keys), _companions(after, keys)
    return {key for key in keys if old[key] and new[key] and not old[key] & new[key]}


def _companions(side: list[_Standing], keys: Collection[str]) -> dict[str, set[str]]:
    paragraphs: dict[int, set[str]] = defaultdict(set)
    for one in side:
        if not one.mark.figure:
            paragraphs[one.paragraph].add(f"anchor {one.anchor}")
        elif one.mark.text in keys:
            paragraphs[one.paragraph].add(one.mark.text)
    companions: dict[str, set[str]] = defaultdict(set)
    for together in paragraphs.values():
        for key in together & set(keys):
            companions[key] |= together - {key}
    return companions
