"""The demonstration townships say of meetings and plans what was declared, on both databases."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_meetings
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"
CODES = ("I05", "I06", "X72")


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"meetings": fscore_meetings})
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_the_figures_of_both_townships_and_what_the_messy_one_is_reminded_of(system: System):
    with system.work(reading=True) as work:

        def found(place: str) -> dict[str, tuple[object, object]]:
            read = {code: reading(work, code, work.division(place), year(2023)).value for code in CODES}
            return {code: (value.part, value.whole) for code, value in read.items()}

        def told(place: str) -> Counter[str]:
            return Counter(one.code for one in reminders(work, work.division(place), work.today) if "meet" in one.code)

        model, messy = found(MODEL), found(MESSY)
        assert model == {"I05": (25, 25), "I06": (4, None), "X72": (4, 4)}
        assert messy["I05"][1] - messy["I05"][0] == 3
        assert (messy["I06"], messy["X72"]) == ((0, None), (0, 1))
        assert told(MODEL) == {}
        assert told(MESSY) == {"meetings.decision": 1, "meetings.minutes": 1, "meetings.plan": 3}
