"""The demonstration townships: every workshop found, registered and filed in one, gaps in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_workshops
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def work(request: pytest.FixtureRequest) -> Iterator[Work]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("new_postgresql_database")()
    system = fscore.open(url, secret=b"k" * 32, plugins={"workshops": fscore_workshops})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def sides(work: Work, code: str, place: str) -> tuple[object, object]:
    value = reading(work, code, work.division(place), year(2023)).value
    return value.part, value.whole


def test_31_of_31_are_registered_and_have_a_file(work: Work):
    assert sides(work, "I24", MODEL) == (31, 31)
    assert sides(work, "I25", MODEL) == (31, 31)


def test_the_messy_township_left_some_out(work: Work):
    assert sides(work, "I24", MESSY) == (4, 6)
    assert sides(work, "I25", MESSY) == (3, 5)


def test_reminders_have_something_to_show_only_in_the_messy_one(work: Work):
    def codes(place: str) -> Counter[str]:
        due = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in due if one.code.startswith("workshops."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {
        "workshops.census": 1,
        "workshops.decide": 1,
        "workshops.register": 1,
        "workshops.file-missing": 2,
        "workshops.card-expiring": 1,
        "workshops.forbidden-goods": 1,
    }
