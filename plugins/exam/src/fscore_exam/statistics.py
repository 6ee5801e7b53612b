"""Item and test statistics: the indices of Moodle's quiz report, and beside them those of Chinese practice.

Marks are whole numbers of a smallest unit (of a hundredth, say), so sums, ties and zero variances are exact on every
matrix, and only the last division of each statistic is a float. Formulas: Moodle's question statistics calculator;
variances and covariances divide by the number of people less one.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from operator import mul
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
INT64 = 2**63 - 1


@attrs.frozen(eq=False)
class Matrix:
    """The marks of people in questions, in units of ``10**-places``.

    ``marks`` has one row a question and one column a person. ``maxima`` are the marks of a full answer in the same
    unit; ``blanks`` counts the people who left a question blank, whose mark is 0.
    """

    names: tuple[str, ...]
    marks: Whole
    maxima: tuple[int, ...]
    places: int = 0
    blanks: tuple[int, ...] = ()

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.marks.shape[1])


@attrs.frozen
class ItemStatistics:
    """What the marks say about one question; None where a formula has no value.

    ``discrimination_index``, ``discriminative_efficiency`` and ``effective_weight`` are percentages, all others
    fractions, ``sd`` is in marks.
    """

    name: str
    facility: float | None
    sd: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    effective_weight: float | None
    difficulty: float | None
    upper_lower_27: float | None
    item_total_r: float | None
    item_rest_r: float | None
    alpha_if_deleted: float | None


@attrs.frozen
class TestStatistics:
    """What the totals say about the test; ``error_ratio`` is a percentage, ``alpha`` and ``kr20`` are fractions."""

    __test__ = False  # pytest takes classes of this name for its own

    attempts: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None
    kr20: float | None


@attrs.frozen
class Statistics:
    """The statistics of every question and of the whole."""

    items: tuple[ItemStatistics, ...]
    test: TestStatistics

    def document(self) -> dict[str, Any]:
        """Return the statistics as JSON is written from them."""
        return {"items": [attrs.asdict(one) for one in self.items], "test": attrs.asdict(self.test)}

    def negative_weights(self) -> tuple[str, ...]:
        """Return the questions whose marks go against the total, so that they have no effective weight."""
        if all(one.effective_weight is None for one in self.items):
            return ()
        return tuple(one.name for one in self.items if one.effective_weight is None)


@attrs.frozen
class _Sums:
    """Exact sums over people, for one question ``x``, its rest ``r`` and the total ``t``.

    Each is multiplied by the number of people: ``xt`` is S·Σxt − Σx·Σt, which is the covariance times S·(S − 1).
    """

    xx: int
    xt: int
    xr: int
    rr: int
    most: int
    total: int


def statistics(matrix: Matrix) -> Statistics:
    """Return the item and test statistics of a matrix of marks."""
    totals: Whole = matrix.marks.sum(axis=0, dtype=np.int64) if len(matrix.names) else np.zeros(0, np.int64)
    ordered = _Products(totals)
    sums = [_sums(row, totals, ordered) for row in matrix.marks]
    test, spread = _test(matrix, totals, ordered, sums)
    root = sum(sqrt(one.xt) for one in sums if one.xt > 0)
    edges = _Edges.of(totals)
    varied = sum(one.xx for one in sums)
    items = tuple(
        _item(matrix, place, sums[place], spread=spread, varied=varied, root=root, edges=edges)
        for place in range(len(matrix.names))
    )
    return Statistics(items, test)


class _Products:
    """Sums of products with the totals; whole numbers of the processor where they suffice, else of any size."""

    def __init__(self, totals: Whole) -> None:
        self.totals = totals
        self.people = len(totals)
        self.sum = int(totals.sum()) if self.people else 0
        self.largest = int(np.abs(totals).max()) if self.people else 0
        self.square = self.of(totals, totals, self.largest, self.largest)

    def of(self, left: Whole, right: Whole, most_left: int, most_right: int) -> int:
        """Return Σ left·right; the largest absolute values tell which numbers suffice."""
        if max(1, most_left) * max(1, most_right) * max(1, self.people) <= INT64:
            return int(np.dot(left, right))
        return sum(map(mul, left.tolist(), right.tolist()))


def _sums(row: Whole, totals: Whole, products: _Products) -> _Sums:
    people, whole = products.people, products.sum
    total = int(row.sum()) if people else 0
    largest = int(np.abs(row).max()) if people else 0
    rest = totals - row
    square = products.of(row, row, largest, largest)
    across = products.of(row, totals, largest, products.largest)
    xx = people * square - total * total
    xt = people * across - total * whole
    tt = people * products.square - whole * whole
    # The largest covariance that these marks can have with these rests: the best marks with the best rests.
    best = products.of(_sorted(row), _sorted(rest), largest, largest + products.largest)
    return _Sums(
        xx=xx,
        xt=xt,
        xr=xt - xx,
        rr=tt - 2 * xt + xx,
        most=people * best - total * (whole - total),
        total=total,
    )


def _sorted(row: Whole) -> Whole:
    """Return a row in order; few different values, as marks are, are counted instead of compared."""
    if not len(row):
        return row
    low, high = int(row.min()), int(row.max())
    if high - low < len(row):
        counts = np.bincount(row - low)
        return np.repeat(np.arange(low, high + 1, dtype=np.int64), counts)
    return np.sort(row)


def _test(matrix: Matrix, totals: Whole, products: _Products, sums: Sequence[_Sums]) -> tuple[TestStatistics, int]:
    people = products.people
    unit = 10**matrix.places
    spread = people * products.square - products.sum**2
    alpha = _alpha(len(sums), people, sum(one.xx for one in sums), spread)
    sd = _sd(spread, people, unit)
    error = None if alpha is None else 100 * sqrt(1 - alpha)
    skewness, kurtosis = _shape(totals, products.sum)
    dichotomous = all(
        bool(np.all((row == 0) | (row == most))) for row, most in zip(matrix.marks, matrix.maxima, strict=True)
    )
    found = TestStatistics(
        attempts=people,
        mean=products.sum / (people * unit) if people else None,
        median=_median(totals, unit),
        sd=sd,
        skewness=skewness,
        kurtosis=kurtosis,
        alpha=alpha,
        error_ratio=error,
        standard_error=None if error is None or sd is None else error * sd / 100,
        kr20=alpha if dichotomous else None,
    )
    return found, spread


def _item(
    matrix: Matrix, place: int, sums: _Sums, *, spread: int, varied: int, root: float, edges: "_Edges"
) -> ItemStatistics:
    people, most = matrix.people, matrix.maxima[place]
    facility = sums.total / (people * most) if people and most else None
    rest_r = _correlation(sums.xr, sums.xx, sums.rr)
    return ItemStatistics(
        name=matrix.names[place],
        facility=facility,
        sd=_sd(sums.xx, people, 10**matrix.places),
        discrimination_index=None if rest_r is None else 100 * rest_r,
        discriminative_efficiency=100 * sums.xr / sums.most if sums.most else None,
        effective_weight=100 * sqrt(sums.xt) / root if root and sums.xt >= 0 else None,
        difficulty=facility,
        upper_lower_27=edges.difference(matrix.marks[place], most),
        item_total_r=_correlation(sums.xt, sums.xx, spread),
        item_rest_r=rest_r,
        alpha_if_deleted=_alpha(len(matrix.names) - 1, people, varied - sums.xx, sums.rr),
    )


def _sd(spread: int, people: int, unit: int) -> float | None:
    return sqrt(Fraction(spread, people * (people - 1))) / unit if people > 1 else None


def _correlation(across: int, left: int, right: int) -> float | None:
    return across / sqrt(left * right) if left > 0 and right > 0 else None


def _alpha(questions: int, people: int, varied: int, spread: int) -> float | None:
    if questions <= 1 or people <= 2 or spread == 0:
        return None
    return float(Fraction(questions, questions - 1) * (1 - Fraction(varied, spread)))


def _median(totals: Whole, unit: int) -> float | None:
    people = len(totals)
    if not people:
        return None
    middle = np.partition(totals, [(people - 1) // 2, people // 2])
    return (int(middle[(people - 1) // 2]) + int(middle[people // 2])) / (2 * unit)


def _shape(totals: Whole, whole: int) -> tuple[float | None, float | None]:
    """Return skewness and kurtosis, from exact central moments of the totals."""
    people = len(totals)
    if people <= 2:
        return None, None
    values, counts = np.unique(totals, return_counts=True)
    if len(values) == 1:
        return None, None
    steps = [(people * value - whole, count) for value, count in zip(values.tolist(), counts.tolist(), strict=True)]
    m2, m3, m4 = (
        Fraction(sum(count * step**power for step, count in steps), people ** (power + 1)) for power in (2, 3, 4)
    )
    k2 = people * m2 / (people - 1)
    k3 = people**2 * m3 / ((people - 1) * (people - 2))
    skewness = float(k3 / k2) / sqrt(k2)
    if people <= 3:
        return skewness, None
    k4 = people**2 * ((people + 1) * m4 - 3 * (people - 1) * m2**2)
    return skewness, float(k4 / ((people - 1) * (people - 2) * (people - 3)) / k2**2)


@attrs.frozen(eq=False)
class _Edges:
    """The top and the bottom 27 % of the people by their totals; those tied at a cut share the places left."""

    size: int
    top: "tuple[Whole, Whole, Fraction]"
    bottom: "tuple[Whole, Whole, Fraction]"

    @classmethod
    def of(cls, totals: Whole) -> "_Edges":
        """Find both groups."""
        people = len(totals)
        size = max(1, (27 * people + 50) // 100) if people else 0
        return cls(size, _group(-totals, size), _group(totals, size))

    def difference(self, row: Whole, most: int) -> float | None:
        """Return how much more of the maximum the top group has than the bottom group."""
        if not self.size or not most:
            return None
        upper, lower = (
            int(row[inside].sum()) + share * int(row[tied].sum()) for inside, tied, share in (self.top, self.bottom)
        )
        return float((upper - lower) / (self.size * most))


def _group(order: Whole, size: int) -> "tuple[Whole, Whole, Fraction]":
    """Return who is in a group of the smallest ``size``, who is tied at its cut, and the share of each of these."""
    if not size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), Fraction(0)
    cut = np.partition(order, size - 1)[size - 1]
    inside, tied = np.flatnonzero(order < cut), np.flatnonzero(order == cut)
    return inside, tied, Fraction(size - len(inside), len(tied))
