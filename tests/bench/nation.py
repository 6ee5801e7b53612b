"""A nation to measure with: the published one if $CHINA_DIVISION names its folder, else an invented one of its size."""

import os
from collections.abc import Iterator
from pathlib import Path

from fscore.exchange.divisions import DivisionTree, divisions_of, read_divisions

# How many units each of the published nation's levels has; no invented province has townships without a county.
SIZES = (31, 342, 2975, 41351, 620572)
_WIDTHS = (2, 2, 2, 3, 3)

Row = tuple[str, str, str, str]


def nation() -> DivisionTree:
    """Read or invent the nation."""
    folder = os.environ.get("CHINA_DIVISION")
    return read_divisions(Path(folder)) if folder else divisions_of(rows(), name="invented nation")


def rows() -> Iterator[Row]:
    """Yield an invented nation of the published one's size and shape, each level spread evenly over the one above.

    Codes begin with 10 and end with villages from 200 on, as villages' codes do.
    """
    above = [""]
    for level, (size, width) in enumerate(zip(SIZES, _WIDTHS, strict=True), 1):
        below = []
        counts = [size // len(above) + (place < size % len(above)) for place in range(len(above))]
        for parent, count in zip(above, counts, strict=True):
            start = 200 if level == len(SIZES) else 10 ** (width - 1)
            for number in range(start, start + count):
                code = f"{parent}{number:0{width}}"
                below.append(code)
                yield code, f"第{number}号某某村民委员会", str(level), parent
        above = below


def hamlet() -> DivisionTree:
    """Invent a district of thirty units."""
    villages = [(f"990101101{number}", f"第{number}村", "5", "990101101") for number in range(200, 228)]
    return divisions_of([("990101", "某区", "3", ""), ("990101101", "某镇", "4", "990101"), *villages])
