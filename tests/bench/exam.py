"""How long the statistics of a large examination take: 100,000 people, 100 questions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from yardstick import Yardstick

from fscore_exam.statistics import Matrix, Statistics, statistics
from fscore_exam.tables import Cells, marked_by_key

PEOPLE, QUESTIONS = 100_000, 100
OPTIONS = ("A", "B", "C", "D", "")


def _plain(marks: Any, most: Any) -> dict[str, Any]:
    """Compute the same statistics with numpy alone: whole arrays, one call after the other."""
    people, questions = marks.shape
    totals = marks.sum(axis=1)
    rest = totals[:, None] - marks
    off, off_rest, off_total = marks - marks.mean(axis=0), rest - rest.mean(axis=0), totals - totals.mean()
    varied, varied_rest = (off**2).sum(axis=0) / (people - 1), (off_rest**2).sum(axis=0) / (people - 1)
    k2 = (off_total**2).sum() / (people - 1)
    with_rest = (off * off_rest).sum(axis=0) / (people - 1)
    with_total = (off * off_total[:, None]).sum(axis=0) / (people - 1)
    best = (np.sort(off, axis=0) * np.sort(off_rest, axis=0)).sum(axis=0) / (people - 1)
    order = np.argsort(totals, kind="stable")
    edge = int(0.27 * people + 0.5)
    roots = np.sqrt(np.maximum(with_total, 0))
    m3, m4 = (off_total**3).mean(), (off_total**4).mean()
    alpha = questions / (questions - 1) * (1 - varied.sum() / k2)
    return {
        "facility": marks.mean(axis=0) / most,
        "sd": np.sqrt(varied),
        "discrimination": 100 * with_rest / np.sqrt(varied * varied_rest),
        "efficiency": 100 * with_rest / best,
        "weight": 100 * roots / roots.sum(),
        "total_r": with_total / np.sqrt(varied * k2),
        "upper_lower": (marks[order[-edge:]].mean(axis=0) - marks[order[:edge]].mean(axis=0)) / most,
        "deleted": (questions - 1) / (questions - 2) * (1 - (varied.sum() - varied) / varied_rest),
        "test": (totals.mean(), np.median(totals), np.sqrt(k2), m3, m4, alpha, np.sqrt(1 - alpha)),
    }


def _marked(cells: Cells, key: list[str]) -> Statistics:
    return statistics(marked_by_key(cells, key))


def yardsticks(_folder: Path) -> Iterator[Yardstick]:
    """Statistics of marks, and of choices that are marked first; the other side gets marks both times."""
    random = np.random.default_rng(1)
    able = random.normal(size=PEOPLE)
    hard = random.normal(size=QUESTIONS)
    right = random.normal(size=(QUESTIONS, PEOPLE)) < able - hard[:, None]
    wrong = random.integers(1, len(OPTIONS), size=right.shape)
    cells = Cells("", tuple(f"Q{n}" for n in range(QUESTIONS)), np.where(right, 0, wrong).astype(np.int32), OPTIONS)
    key = ["A"] * QUESTIONS
    matrix: Matrix = marked_by_key(cells, key)
    plain, most = np.ascontiguousarray(matrix.marks.T.astype(np.float64)), np.ones(QUESTIONS)
    yield Yardstick(
        what=f"statistics of {PEOPLE} people × {QUESTIONS} questions",
        against="the same formulas in numpy alone",
        limit=3,
        ours=lambda _: statistics(matrix),
        theirs=lambda _: _plain(plain, most),
        rounds=3,
    )
    yield Yardstick(
        what="the same, marked from choices first",
        against="the same formulas in numpy alone, over marks",
        limit=5,
        ours=lambda _: _marked(cells, key),
        theirs=lambda _: _plain(plain, most),
        rounds=3,
    )
    halves = Matrix(matrix.names, matrix.marks * 100 + np.where(right, 0, wrong * 7), (100,) * QUESTIONS, 2)
    partly = np.ascontiguousarray(halves.marks.T / 100)
    yield Yardstick(
        what="statistics of marks with many values",
        against="the same formulas in numpy alone",
        limit=3,
        ours=lambda _: statistics(halves),
        theirs=lambda _: _plain(partly, most),
        rounds=3,
    )
