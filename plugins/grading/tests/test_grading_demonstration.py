"""The demonstration townships: four grades are overdue in one; the other shows every way to be without a grade."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
from fscore.evaluation.ratio import Value
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, reading
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import with_required

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins=with_required(["grading"]))
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def read(work: Work, code: str, place: str) -> Reading:
    return reading(work, code, work.division(place), year(2023))


def pair(value: Value) -> tuple[object, object]:
    return value.part, value.whole


@pytest.mark.regime("R50")
def test_79_of_83_caterers_and_all_canteens_of_the_model_township_are_graded(work: Work):
    caterers, canteens = read(work, "I34", MODEL), read(work, "I35", MODEL)
    assert (*pair(caterers.value), caterers.met) == (79, 83, True)
    assert (*pair(canteens.value), canteens.met) == (4, 4, True)
    assert pair(read(work, "X50", MODEL).value) == (198, 198)


def test_everybody_in_the_model_township_was_visited_as_often_as_the_risk_asks_for(work: Work):
    assert pair(read(work, "I46", MODEL).value) == (198, 198)


def test_the_messy_township_falls_short_everywhere(work: Work):
    caterers, canteens = read(work, "I34", MESSY), read(work, "I35", MESSY)
    assert (*pair(caterers.value), caterers.met) == (8, 12, False)
    assert (*pair(canteens.value), canteens.met) == (0, 1, False)
    assert pair(read(work, "I46", MESSY).value) == (21, 28)


def test_reminders_name_the_overdue_and_the_ungraded(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("grading."))

    assert codes(MODEL)["grading.ungraded"] == 0
    late = [one for one in reminders(work, work.division(MODEL), work.today) if one.code == "grading.old"]
    assert len([one for one in late if one.due < work.today]) == 4
    assert codes(MESSY)["grading.ungraded"] == 3
    assert codes(MESSY)["grading.visits"] == 7
