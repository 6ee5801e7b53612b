"""Draws and shuffles from a seed: the same seed gives the same order on every machine and in every version."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from fscore_exam.questions import LETTERS, Item, QuestionKind

T = TypeVar("T")


def ordered(seed: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return things in an order that the seed alone decides."""
    return sorted(things, key=lambda one: (hashlib.sha256(f"{seed}\0{name(one)}".encode()).digest(), name(one)))


def option_order(item: Item, seed: str, place: int) -> list[str]:
    """Return the letters of a question's options in the order in which they are shown; without a seed as they are."""
    letters = list(LETTERS[: len(item.options)])
    choice = item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
    return ordered(f"{seed}-{place}", letters, str) if seed and item.shuffle and choice else letters


def as_kept(shown: str, order: Sequence[str]) -> str:
    """Return the letters that somebody chose on a shuffled sheet as the question's own letters.

    >>> as_kept("AC", ["B", "C", "A"])
    'AB'
    """
    own = dict(zip(LETTERS, order, strict=False))
    # A letter that the question does not have stays what it is: wrong.
    return "".join(sorted({own.get(letter, letter) for letter in shown}))


def as_shown(kept: str, order: Sequence[str]) -> str:
    """Return a question's own letters as they stand on a shuffled sheet.

    >>> as_shown("AB", ["B", "C", "A"])
    'AC'
    """
    there = dict(zip(order, LETTERS, strict=False))
    return "".join(sorted(there.get(letter, letter) for letter in kept))
