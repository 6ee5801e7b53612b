"""The demonstration: 38 of 40 pass in the model township; the messy one has something to tell."""

from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

import fscore
import fscore_exam
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.storage.columns import col
from fscore_exam.model import Paper
from fscore_exam.results import matrix_of
from fscore_exam.statistics import statistics

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """The demonstration with exams alone."""
    made = fscore.open("sqlite://", plugins={"exam": fscore_exam})
    made.migrate()
    demonstrate(made)
    assert not made.plugins.failures
    yield made
    made.engine.dispose()


@pytest.mark.parametrize(("code", "part", "whole"), [(MODEL, 38, 40), (MESSY, 8, 12)])
def test_the_figures_are_those_declared(system: System, code: str, part: int, whole: int):
    with system.work(reading=True) as work:
        value = reading(work, "D08", work.division(code), year(2023)).value
        assert (value.part, value.whole) == (part, whole)


def test_only_the_messy_township_has_to_be_reminded(system: System):
    with system.work(reading=True) as work:
        told = {
            code: Counter(one.code for one in reminders(work, work.division(code), work.today) if "exam" in one.code)
            for code in (MODEL, MESSY)
        }
    assert told == {
        MODEL: {},
        MESSY: {"exam.retake": 3, "exam.failed-again": 1, "exam.mark": 1, "exam.certify": 1, "exam.certificate": 8},
    }


def test_the_results_can_be_analysed(system: System):
    with system.work(reading=True) as work:
        paper = work.first(sa.select(Paper).where(col(Paper.division_id) == work.division(MODEL).id))
        assert paper is not None
        found = statistics(matrix_of(work, paper))
    assert (found.test.attempts, len(found.items)) == (40, 16)
    assert found.test.alpha is not None
    assert all(0 < (one.facility or 0) < 1 for one in found.items)
