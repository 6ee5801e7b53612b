"""Every statistic is what Moodle's formulas give, worked out here once more in the plainest way."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import mean, median

import numpy as np
import pytest
from attrs import asdict
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore_exam.statistics import Matrix, Statistics, statistics
from fscore_exam.tables import cells_of, marked, marked_by_key, marks_of

# Twelve invented people, five questions of 1, 1, 1, 2 and 5 marks.
ROWS = [
    (1, 1, 1, 2, 5),
    (1, 1, 1, 2, 4),
    (1, 1, 0, 2, 4),
    (1, 1, 1, 1, 3),
    (1, 0, 1, 2, 3),
    (1, 1, 0, 1, 3),
    (1, 0, 1, 1, 2),
    (0, 1, 0, 1, 3),
    (1, 0, 0, 1, 2),
    (0, 1, 0, 0, 2),
    (1, 0, 0, 0, 1),
    (0, 0, 1, 0, 0),
]
MOST = (1, 1, 1, 2, 5)


def matrix(rows: list[tuple[int, ...]], most: tuple[int, ...], places: int = 0) -> Matrix:
    marks = np.array(rows, dtype=np.int64).reshape(len(rows), len(most)).T.copy()
    names = tuple(f"Q{place}" for place in range(1, len(most) + 1))
    return Matrix(names, marks, tuple(most), places, (0,) * len(most))


def covariance(left: list[Fraction], right: list[Fraction]) -> Fraction:
    middle = mean(left), mean(right)
    return sum((a - middle[0]) * (b - middle[1]) for a, b in zip(left, right, strict=True)) / (len(left) - 1)


def plain(rows: list[tuple[int, ...]], most: tuple[int, ...]) -> dict[str, list[float | None]]:
    """Moodle's calculator in the words of its formulas, in fractions, so that what is 0 is 0."""
    people, totals = len(rows), [Fraction(sum(row)) for row in rows]
    columns = [[Fraction(row[place]) for row in rows] for place in range(len(most))]
    rests = [[total - mark for total, mark in zip(totals, column, strict=True)] for column in columns]
    variances = [covariance(column, column) for column in columns]
    rest_variances = [covariance(rest, rest) for rest in rests]
    total_variance = covariance(totals, totals)
    with_total = [covariance(column, totals) for column in columns]
    with_rest = [covariance(column, rest) for column, rest in zip(columns, rests, strict=True)]
    best = [covariance(sorted(column), sorted(rest)) for column, rest in zip(columns, rests, strict=True)]
    roots = sum(sqrt(one) for one in with_total if one > 0)
    spread = [v > 0 and r > 0 for v, r in zip(variances, rest_variances, strict=True)]

    def alpha(parts: list[Fraction], whole: Fraction) -> float | None:
        count = len(parts)
        return None if count <= 1 or people <= 2 or whole == 0 else count / (count - 1) * (1 - sum(parts) / whole)

    return {
        "facility": [mean(column) / top for column, top in zip(columns, most, strict=True)],
        "sd": [sqrt(max(0, one)) for one in variances],
        "discrimination_index": [
            100 * c / sqrt(v * r) if ok else None
            for c, v, r, ok in zip(with_rest, variances, rest_variances, spread, strict=True)
        ],
        "discriminative_efficiency": [100 * c / b if b > 0 else None for c, b in zip(with_rest, best, strict=True)],
        "effective_weight": [100 * sqrt(max(0, one)) / roots if roots and one >= 0 else None for one in with_total],
        "item_total_r": [
            c / sqrt(v * total_variance) if v > 0 and total_variance > 0 else None
            for c, v in zip(with_total, variances, strict=True)
        ],
        "alpha_if_deleted": [
            alpha(variances[:place] + variances[place + 1 :], rest_variances[place]) for place in range(len(most))
        ],
        "alpha": [alpha(variances, total_variance)],
        "mean": [mean(totals)],
        "median": [float(median(totals))],
        "sd_of_test": [sqrt(total_variance)],
    }


def same(found: float | None, wanted: float | None) -> bool:
    return found == wanted if found is None or wanted is None else found == pytest.approx(float(wanted), rel=1e-9)


@given(
    st.integers(2, 6).flatmap(lambda count: st.lists(st.tuples(*[st.integers(-1, 4)] * count), min_size=2, max_size=25))
)
@settings(max_examples=200, deadline=None)
def test_on_any_matrix_each_index_is_what_the_formula_gives(rows: list[tuple[int, ...]]):
    most = (4,) * len(rows[0])
    found, wanted = statistics(matrix(rows, most)), plain(rows, most)
    for name in ("facility", "sd", "discrimination_index", "discriminative_efficiency", "effective_weight"):
        assert all(map(same, (getattr(one, name) for one in found.items), wanted[name])), name
    for name in ("item_total_r", "alpha_if_deleted"):
        assert all(map(same, (getattr(one, name) for one in found.items), wanted[name])), name
    test = found.test
    assert same(test.alpha, wanted["alpha"][0])
    assert same(test.mean, wanted["mean"][0])
    assert same(test.median, wanted["median"][0])
    assert same(test.sd, wanted["sd_of_test"][0])


@given(st.lists(st.tuples(*[st.integers(0, 10)] * 4), min_size=4, max_size=30))
@settings(max_examples=100, deadline=None)
def test_marks_in_another_unit_give_the_same_indices(rows: list[tuple[int, ...]]):
    whole = statistics(matrix(rows, (10,) * 4))
    tenths = statistics(matrix([tuple(mark * 10 for mark in row) for row in rows], (100,) * 4, 1))
    for one, other in zip([whole.test, *whole.items], [tenths.test, *tenths.items], strict=True):
        mine, yours = asdict(one), asdict(other)
        assert all(mine[name] == yours[name] or same(mine[name], yours[name]) for name in mine)


def test_a_small_test_worked_out_by_hand():
    """Totals 10, 9, 8, 7, 7, 6, 5, 5, 4, 3, 2, 1: mean 67/12, the rest in fractions of whole sums."""
    found = statistics(matrix(ROWS, MOST))
    test, first = found.test, found.items[0]
    assert (test.attempts, test.median) == (12, 5.5)
    assert test.mean == pytest.approx(67 / 12)
    # Σt² = 459, S·Σt² − (Σt)² = 5508 − 4489 = 1019
    assert test.sd == pytest.approx(sqrt(1019 / 132))
    # Σx = 9, Σx² = 9, Σxt = 58: S·Σx² − (Σx)² = 27, S·Σxt − ΣxΣt = 93, against the rest 93 − 27 = 66
    assert first.facility == first.difficulty == 0.75
    assert first.sd == pytest.approx(sqrt(27 / 132))
    assert first.item_total_r == pytest.approx(93 / sqrt(27 * 1019))
    assert first.item_rest_r == pytest.approx(66 / sqrt(27 * (1019 - 2 * 93 + 27)))
    assert first.discrimination_index == pytest.approx(100 * first.item_rest_r)
    # n = ⌊3.24 + 0.5⌋ = 3: the top three all have it, of the bottom three one has.
    assert first.upper_lower_27 == pytest.approx((3 - 1) / 3)
    assert sum(one.effective_weight or 0 for one in found.items) == pytest.approx(100)
    assert test.kr20 is None


def test_those_tied_at_the_cut_share_the_places_that_are_left():
    """Four people, one place at each end; two share the best total, and only one of them has the first question."""
    found = statistics(matrix([(1, 0), (0, 1), (0, 0), (0, 0)], (1, 1)))
    assert [one.upper_lower_27 for one in found.items] == [0.5, 0.5]


def test_of_six_people_two_are_the_top_and_two_the_bottom():
    """0.27 · 6 + 0.5 = 2.12: the second best counts as well, and has none of it."""
    found = statistics(matrix([(9,), (4,), (3,), (2,), (1,), (0,)], (10,)))
    assert found.items[0].upper_lower_27 == pytest.approx((13 - 1) / 2 / 10)


def test_the_shape_of_totals_follows_the_sample_formulas():
    """Totals 1, 2, 3, 10: m2 = 12.5, m3 = 45, m4 = 348.5."""
    test = statistics(matrix([(1,), (2,), (3,), (10,)], (10,))).test
    assert test.skewness == pytest.approx((16 * 45 / 6) / (4 * 12.5 / 3) ** 1.5)
    assert test.kurtosis == pytest.approx(16 * (5 * 348.5 - 9 * 12.5**2) / 6 / (4 * 12.5 / 3) ** 2)


def test_where_a_formula_has_no_value_there_is_none():
    nobody = statistics(matrix([], (1, 1)))
    assert (nobody.test.attempts, nobody.test.mean, nobody.test.sd, nobody.items[0].facility) == (0, None, None, None)
    one = statistics(matrix([(1, 0)], (1, 0)))
    assert (one.test.mean, one.test.sd, one.test.alpha) == (1, None, None)
    assert (one.items[0].sd, one.items[0].item_total_r, one.items[0].effective_weight) == (None, None, None)
    assert [item.facility for item in one.items] == [1, None]
    two = statistics(matrix([(1, 0), (0, 0)], (1, 1))).test
    assert (two.sd, two.alpha, two.skewness) == (pytest.approx(sqrt(0.5)), None, None)
    three = statistics(matrix([(1, 0), (0, 0), (0, 1)], (1, 1))).test
    assert three.skewness is not None
    assert three.kurtosis is None
    equal = statistics(matrix([(1, 0), (0, 1), (1, 0)], (1, 1)))
    assert (equal.test.sd, equal.test.skewness, equal.test.alpha, equal.test.error_ratio) == (0, None, None, None)
    assert equal.items[0].effective_weight is None
    single = statistics(matrix([(1,), (0,), (1,)], (1,)))
    assert (single.test.alpha, single.items[0].discrimination_index) == (None, None)
    assert single.items[0].effective_weight == 100


def test_a_negative_alpha_is_shown_as_it_is():
    found = statistics(matrix([(1, 0), (0, 1), (1, 0), (0, 1), (1, 1)], (1, 1))).test
    assert found.alpha is not None
    assert found.alpha < 0
    assert found.error_ratio == pytest.approx(100 * sqrt(1 - found.alpha))
    assert found.kr20 == found.alpha


def test_a_question_against_the_total_has_no_weight_and_is_named():
    found = statistics(matrix([(5, 0), (4, 0), (1, 1), (0, 1)], (5, 1)))
    assert [one.effective_weight for one in found.items] == [100, None]
    assert found.negative_weights() == ("Q2",)


def test_marks_beyond_the_numbers_of_the_processor_are_as_exact():
    rows = [(10**9 + step, 10**9 - 3 * step, step) for step in (0, 1, 5, 2)]
    small = [(step, 12 - 3 * step, step) for step in (0, 1, 5, 2)]
    large, little = statistics(matrix(rows, (2 * 10**9,) * 3)), statistics(matrix(small, (12,) * 3))
    assert [one.item_total_r for one in large.items] == [one.item_total_r for one in little.items]
    assert large.test.alpha == little.test.alpha


def found_of(rows: list[list[str]], **options: list[Decimal]) -> Statistics:
    return statistics(marks_of(cells_of([f"Q{n}" for n in range(len(rows[0]))], rows), **options))


def test_a_blank_scores_nothing_and_is_counted_apart():
    marks = marks_of(cells_of(["a", "b"], [["1", ""], ["NA", "0.5"], ["0", "0.25"]]))
    assert (marks.places, marks.blanks, marks.maxima) == (2, (1, 1), (100, 50))
    assert marks.marks.tolist() == [[100, 0, 0], [0, 50, 25]]
    assert marks_of(cells_of(["a"], [["\u22121.5"], ["１"]])).marks.tolist() == [[-15, 10]]


def test_tenths_that_floats_miss_are_equal_and_constant():
    """In floats 0.1 + 0.2 is not 0.3, and a column of equal totals would seem to vary."""
    found = found_of([["0.1", "0.2"], ["0.3", "0"], ["0.2", "0.1"]])
    assert (found.test.sd, found.test.alpha) == (0, None)


def test_a_mark_with_many_digits_is_kept_as_far_as_it_goes():
    found = found_of([["0.3333333333333333", "1e-1"], ["0.6666666666666667", "1"], ["1", "0.5"]])
    assert found.items[0].facility == pytest.approx(2 / 3)
    assert found.items[1].facility == pytest.approx(1.6 / 3)


def test_choices_are_marked_by_a_key_with_blank_and_wrong_told_apart():
    cells = cells_of(["a", "b", "c"], [["A", "C,A", "对"], ["b", "ac", ""], ["", "A", "√"]])
    marks = marked_by_key(cells, ["A", "AC", "对"])
    assert marks.marks.tolist() == [[1, 0, 0], [1, 1, 0], [1, 0, 1]]
    assert marks.blanks == (1, 0, 1)
    assert marks.maxima == (1, 1, 1)
    worth = marked_by_key(cells, ["A|B", "AC", "对"], [Decimal(2), Decimal("2.5"), Decimal(1)])
    assert worth.marks.tolist() == [[20, 20, 0], [25, 25, 0], [10, 0, 10]]


def test_a_rule_of_marking_may_keep_more_digits_than_the_maximum():
    marks = marked(cells_of(["a"], [["A"], ["AB"]]), lambda _q, given: Decimal(len(given)) / 8, [Decimal(1)], places=3)
    assert (marks.marks.tolist(), marks.maxima, marks.places) == ([[125, 250]], (1000,), 3)
