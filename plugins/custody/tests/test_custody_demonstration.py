"""The demonstration townships: all held and visited in one; gaps, an open problem and a wrong rank in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_custody
from fscore.model.period import quarter, year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"custody": fscore_custody})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def test_every_business_of_the_model_township_is_held_and_visited(work: Work):
    place = work.division(MODEL)
    made, held = reading(work, "D02", place, year(2023)), reading(work, "X68", place, year(2023))
    assert (made.value.part, made.value.whole, made.met) == (478, 478, True)
    assert (held.value.part, held.value.whole, held.met) == (198, 198, True)


def test_the_quarters_add_up_to_the_year(work: Work):
    place = work.division(MODEL)
    found = [reading(work, "D02", place, quarter(2023, number)).value for number in range(1, 5)]
    assert [one.whole for one in found] == [41, 198, 41, 198]


def test_the_messy_township_left_gaps(work: Work):
    place = work.division(MESSY)
    made, held = reading(work, "D02", place, quarter(2023, 4)).value, reading(work, "X68", place, year(2023)).value
    assert made.whole - made.part == 3
    assert held.whole - held.part == 2


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("custody."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {"custody.visit": 3, "custody.problem": 1, "custody.not-held": 2, "custody.tier": 1}
