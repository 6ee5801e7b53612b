"""The demonstration townships: everybody visited and everything put right in one, undone things in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_inspection
from fscore.model.period import quarter, year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"inspection": fscore_inspection})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def read(work: Work, code: str, place: str) -> Reading:
    return reading(work, code, work.division(place), year(2023))


def test_everybody_in_the_model_township_was_visited_and_all_was_put_right(work: Work):
    covered, closed = read(work, "I46", MODEL).value, read(work, "D01", MODEL)
    assert (covered.part, covered.whole) == (198, 198)
    assert (closed.value.part, closed.value.whole, closed.met) == (12, 12, True)
    assert [read(work, code, MODEL).value.part for code in ("I43", "X35", "X43")] == [12, 198, 2]


def test_every_quarter_of_the_model_township_was_in_time(work: Work):
    values = [reading(work, "D01", work.division(MODEL), quarter(2023, one)).value for one in range(1, 5)]
    assert all(value.part == value.whole for value in values)
    assert sum(value.whole or 0 for value in values) == 12


def test_the_messy_township_left_six_unvisited_and_two_problems_not_in_time(work: Work):
    covered, closed = read(work, "I46", MESSY).value, read(work, "D01", MESSY)
    assert (covered.part, covered.whole) == (22, 28)
    assert (closed.value.part, closed.value.whole, closed.met) == (2, 4, False)


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("inspection."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {
        "inspection.publish": 1,
        "inspection.close-down": 1,
        "inspection.forward": 1,
        "inspection.recheck": 1,
        "inspection.summarise": 1,
        "inspection.two-officers": 1,
    }
