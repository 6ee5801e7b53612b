"""The demonstration townships: a record of every day in one; three days and a problem left open in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_selfcheck
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"selfcheck": fscore_selfcheck})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def test_ten_businesses_of_the_model_township_wrote_down_every_day(work: Work):
    found = reading(work, "X74", work.division(MODEL), year(2023))
    assert (found.value.part, found.value.whole, found.met) == (3650, 3650, True)


def test_the_school_of_the_messy_township_left_three_days_out(work: Work):
    found = reading(work, "X74", work.division(MESSY), year(2023))
    assert (found.value.part, found.value.whole, found.met) == (362, 365, False)


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("selfcheck."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {"selfcheck.today": 1, "selfcheck.week": 1, "selfcheck.month": 1, "selfcheck.problem": 1}
