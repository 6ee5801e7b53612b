"""The demonstration townships have shops that are complete, and one whose licence has run out, on every database."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore
import fscore_four_complete
from fscore.extension.declarations import Urgency
from fscore.model.period import Period, year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"four_complete": fscore_four_complete})
    demonstrate(made)
    yield made
    made.engine.dispose()


def complete(work: Work, place: str, period: Period) -> tuple[object, object]:
    value = reading(work, "I32", work.division(place), period).value
    return value.part, value.whole


def test_all_shops_of_the_model_township_are_complete_and_two_of_the_messy_one_are_not(system: System):
    with system.work(reading=True) as work:
        assert complete(work, MODEL, year(2023)) == (6, 6)
        assert complete(work, MESSY, year(2023)) == (2, 4)
        assert complete(work, MESSY, Period(date(2023, 9, 1), date(2023, 9, 30))) == (4, 4)
        due = reminders(work, work.division(MESSY), date(2023, 12, 31))
    ended = [one for one in due if one.code == "four_complete.licence-last"]
    assert [(one.due, one.state) for one in ended] == [(date(2023, 9, 30), Urgency.LATE)]
    codes = [one.code for one in due if one.code.startswith("four_complete.")]
    others = ("licence-first", "licence-last", "licence-second", "review")
    assert sorted(codes) == [f"four_complete.{code}" for code in others]
