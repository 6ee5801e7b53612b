"""Charts of a paper in SVG attributes alone; the same numbers stand in a table beside each."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from fscore_exam.statistics import ItemStatistics
from fscore_exam.statistics_sheet import Bar

LEFT, RIGHT, TOP, BOTTOM = 40, 590, 40, 200
_GAP = 0.2
_LABELS = 16
_WHOLE = 100


@attrs.frozen
class Box:
    """One bar: where it stands, how high it is, what is written above and below; ``dot`` is the height of its dot."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str
    below: str
    good: bool = True
    dot: str | None = None


@attrs.frozen
class Chart:
    """A chart: its bars, the words of the axis below their edges, and the heights of its guidance lines."""

    boxes: tuple[Box, ...]
    edges: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


def bars_of(bars: Sequence[Bar]) -> Chart:
    """Return how scores are spread: a bar for each step, the bounds of the steps below."""
    most = max((bar.people for bar in bars), default=0) or 1
    step = (RIGHT - LEFT) / max(1, len(bars))
    boxes = tuple(
        _box(LEFT + at * step, step, bar.people / most, above=str(bar.people) if bar.people else "")
        for at, bar in enumerate(bars)
    )
    bounds = [*(bar.low for bar in bars), bars[-1].high] if bars else []
    return Chart(boxes, tuple((f"{LEFT + at * step:.1f}", f"{bound:g}") for at, bound in enumerate(bounds)))


def columns_of(items: Sequence[ItemStatistics], low: Decimal, high: Decimal) -> Chart:
    """Return how hard and how sharp each question is: a bar for the facility, a dot for the discrimination index."""
    step = (RIGHT - LEFT) / max(1, len(items))
    every = -(-len(items) // _LABELS) or 1
    boxes = []
    for at, item in enumerate(items):
        facility = item.facility or 0.0
        index = item.discrimination_index
        box = _box(LEFT + at * step, step, min(1.0, max(0.0, facility)), below=str(at + 1) if at % every == 0 else "")
        inside = float(low) <= facility * _WHOLE <= float(high)
        dot = None if index is None else _height(min(1.0, max(0.0, index / _WHOLE)))
        boxes.append(attrs.evolve(box, good=inside, dot=dot))
    return Chart(tuple(boxes), lines=tuple((_height(float(one) / _WHOLE), f"{one:f}%") for one in (low, high)))


def _box(x: float, step: float, share: float, *, above: str = "", below: str = "") -> Box:
    tall = share * (BOTTOM - TOP)
    return Box(
        f"{x + step * _GAP / 2:.1f}",
        f"{BOTTOM - tall:.1f}",
        f"{step * (1 - _GAP):.1f}",
        f"{tall:.1f}",
        f"{x + step / 2:.1f}",
        above,
        below,
    )


def _height(share: float) -> str:
    return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"
