"""The demonstration townships: everybody certified in one, expired and missing certificates in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_health
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Work

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"health": fscore_health})
    demonstrate(made)
    yield made
    made.engine.dispose()


def numbers(work: Work, code: str, place: str) -> tuple[object, object]:
    value = reading(work, code, work.division(place), year(2023)).value
    return value.part, value.whole


def test_everybody_is_certified_in_the_model_township_and_four_are_not_in_the_messy_one(system: System):
    with system.work(reading=True) as work:
        assert numbers(work, "I42", MODEL) == (212, 212)
        assert numbers(work, "I42", MESSY) == (29, 33)
        assert numbers(work, "D07", MODEL) == (4, None)
        assert numbers(work, "D07", MESSY) == (5, None)
        assert numbers(work, "X48", MESSY) == (2, None)
        assert numbers(work, "D07", DISTRICT) == (9, None)


def test_reminders_have_something_to_show_in_both(system: System):
    with system.work(reading=True) as work:

        def codes(place: str) -> dict[str, int]:
            found = reminders(work, work.division(place), work.today)
            return Counter(one.code for one in found if one.code.startswith("health."))

        assert codes(MODEL) == {"health.certificate-first": 3, "health.certificate-second": 1}
        assert codes(MESSY) == {
            "health.certificate-first": 2,
            "health.certificate-second": 1,
            "health.certificate-last": 2,
            "health.without-certificate": 2,
        }
