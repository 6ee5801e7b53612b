"""The demonstration townships say of awareness what was declared, on both databases."""

from collections.abc import Iterator

import pytest

import fscore
import fscore_survey
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"survey": fscore_survey})
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_awareness_with_its_sample_and_what_the_messy_township_is_reminded_of(system: System):
    with system.work(reading=True) as work:

        def found(code: str, place: str) -> Reading:
            return reading(work, code, work.division(place), year(2023))

        def told(place: str) -> list[str]:
            return [one.code for one in reminders(work, work.division(place), work.today) if "survey" in one.code]

        aware, content = found("I37", MODEL), found("D06", MODEL)
        assert (aware.value.part, aware.value.whole, aware.met) == (463, 500, True)
        assert (content.value.part, content.value.whole, content.met) == (441, 500, True)
        units = [reading(work, "I37", unit, year(2023)).value for unit in work.children(work.division(MODEL))]
        assert [one.whole for one in units] == [20] * 25
        messy = found("I37", MESSY)
        assert (messy.value.part, messy.value.whole, messy.met) == (96, 120, False)
        assert found("D06", MESSY).met is False
        district = found("I37", DISTRICT).value
        assert (district.part, district.whole) == (559, 620)
        assert told(MODEL) == []
        assert told(MESSY) == ["survey.sample", "survey.close"]
