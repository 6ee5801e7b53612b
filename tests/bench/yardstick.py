"""Yardsticks: two ways to the same thing, measured in turn in one run and compared as a ratio."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Yardstick:
    """What is measured, against what, and how many times as long it may take (None: only reported).

    ``ours`` and ``theirs`` get what ``fresh`` returns, made before each call and not timed. ``calls`` is how often
    one round calls each; the time of a round is divided by it.
    """

    what: str
    against: str
    limit: float | None
    ours: Callable[[Any], object]
    theirs: Callable[[Any], object]
    fresh: Callable[[], Any] = nothing
    rounds: int = 5
    calls: int = 1


@dataclass(frozen=True)
class Outcome:
    """The shortest of several rounds on each side, in seconds for one call."""

    yardstick: Yardstick
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Whether the limit holds."""
        return self.yardstick.limit is None or self.ratio <= self.yardstick.limit


@dataclass(frozen=True)
class Cost:
    """What is only reported, against nothing: ``run`` returns the seconds and the megabytes that it took."""

    what: str
    run: Callable[[], tuple[float, float]]
    rounds: int = 3


def measure(yardstick: Yardstick) -> Outcome:
    """Run both sides in turn, so that whatever else the machine does falls on both, and keep the shortest of each."""
    ours, theirs = [], []
    for _ in range(yardstick.rounds):
        theirs.append(_seconds(yardstick, yardstick.theirs))
        ours.append(_seconds(yardstick, yardstick.ours))
    return Outcome(yardstick, min(ours), min(theirs))


def _seconds(yardstick: Yardstick, side: Callable[[Any], object]) -> float:
    prepared = yardstick.fresh()
    gc.collect()
    start = time.perf_counter()
    for _ in range(yardstick.calls):
        side(prepared)
    return (time.perf_counter() - start) / yardstick.calls
