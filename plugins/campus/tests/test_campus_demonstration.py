"""The demonstration townships: three schools and a home in order in one, a school that is not in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_campus
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"campus": fscore_campus})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def part(work: Work, code: str, place: str) -> object:
    return reading(work, code, work.division(place), year(2023)).value.part


@pytest.mark.regime("R56", "R57")
def test_the_model_township_has_three_schools_and_one_home(work: Work):
    assert (part(work, "X56", MODEL), part(work, "X57", MODEL)) == (3, 1)


def test_all_schools_of_the_model_township_were_checked_before_autumn(work: Work):
    found = reading(work, "X53", work.division(MODEL), year(2023))
    assert (found.value.part, found.value.whole, found.met) == (3, 3, True)
    assert part(work, "X54", MODEL) == 38 * 4


def test_the_school_of_the_messy_township_was_not(work: Work):
    found = reading(work, "X53", work.division(MESSY), year(2023))
    assert (found.value.part, found.value.whole, found.met) == (0, 1, False)


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("campus."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {"campus.term": 1, "campus.correct": 1, "campus.accompany": 1}
