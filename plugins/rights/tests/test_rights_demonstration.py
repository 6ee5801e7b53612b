"""The demonstration townships: all closed in time in one; late, waiting and without a number in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_rights
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"rights": fscore_rights})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def read(work: Work, code: str, place: str) -> Reading:
    return reading(work, code, work.division(place), year(2023))


def test_the_model_township_closed_all_in_time(work: Work):
    found = read(work, "D05", MODEL)
    assert (found.value.part, found.value.whole, found.met) == (18, 18, True)
    assert [read(work, code, MODEL).value.part for code in ("X60", "X61", "X75")] == [18, 25, 1]


def test_the_messy_township_closed_two_late_and_one_not_at_all(work: Work):
    found = read(work, "D05", MESSY)
    assert (found.value.part, found.value.whole, found.met) == (4, 7, False)


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("rights."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {
        "rights.transfer": 2,
        "rights.accept": 2,
        "rights.close-complaint": 1,
        "rights.close-tipoff": 1,
        "rights.close-extended": 1,
        "rights.inform": 1,
        "rights.hotline": 1,
    }
