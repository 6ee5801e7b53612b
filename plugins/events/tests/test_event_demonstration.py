"""The demonstration townships: all summed up and the next one checked in one; unplanned and unsummed in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_events
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"events": fscore_events})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def test_nine_events_were_protected_in_the_model_township(work: Work):
    assert [reading(work, "X44", work.division(place), year(2023)).value.part for place in (MODEL, MESSY)] == [9, 2]


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("events."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == dict.fromkeys(
        ("events.plan", "events.check-first", "events.check-second", "events.close"), 1
    )
