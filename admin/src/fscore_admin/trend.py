"""The last years of a figure as a line, in SVG attributes alone; the same numbers stand in a table beside it."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from fscore.services.figures import Reading
from fscore_admin.measures import Shown, show_reading

LEFT, RIGHT, TOP, BOTTOM = 60, 560, 50, 190
FEWEST = 2


@attrs.frozen
class Point:
    """One year on the line."""

    year: int
    x: int
    y: str
    shown: Shown


@attrs.frozen
class Trend:
    """A line over some years; years without a number have no point, but stand in the table."""

    points: tuple[Point, ...]
    rows: tuple[tuple[int, Shown], ...]
    line: str
    target: str | None
    low: str
    high: str


def draw(years: Sequence[Reading]) -> Trend | None:
    """Return the line through the years that have a number; None if there are fewer than two."""
    begun = next((place for place, one in enumerate(years) if one.value.part), len(years))
    years = years[begun:]  # before the first year with anything in it nobody kept records: that is not zero
    numbers = [one.value.number for one in years]
    known = [number for number in numbers if number is not None]
    if len(known) < FEWEST:
        return None
    target = years[-1].target
    values = [*known, target.value] if target is not None and target.value > 0 else known
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    step = (RIGHT - LEFT) // max(1, len(years) - 1)
    points = tuple(
        Point(one.period.first.year, LEFT + place * step, _height(number, low, high), show_reading(one))
        for place, (one, number) in enumerate(zip(years, numbers, strict=True))
        if number is not None
    )
    return Trend(
        points,
        tuple((one.period.first.year, show_reading(one)) for one in years),
        " ".join(f"{point.x},{point.y}" for point in points),
        None if target is None or target.value <= 0 else _height(target.value, low, high),
        f"{low:.0f}",
        f"{high:.0f}",
    )


def _height(number: Decimal, low: Decimal, high: Decimal) -> str:
    share = (number - low) / (high - low)
    return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"
