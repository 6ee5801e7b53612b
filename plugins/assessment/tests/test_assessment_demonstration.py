"""The demonstration townships say of assessment what was declared, on both databases."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.testing.fixtures import with_required

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins=with_required(["assessment"]))
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_all_passed_in_the_model_township_and_not_in_the_messy_one(system: System):
    with system.work(reading=True) as work:

        def found(code: str, place: str) -> tuple[object, object]:
            value = reading(work, code, work.division(place), year(2023)).value
            return value.part, value.whole

        def told(place: str) -> Counter[str]:
            codes = [one.code for one in reminders(work, work.division(place), work.today)]
            return Counter(code for code in codes if code.startswith("assessment."))

        assert (found("X90", MODEL), found("X91", MODEL)) == ((25, 25), (0, None))
        part, whole = found("X90", MESSY)
        assert part < whole
        assert told(MODEL) == {}
        assert set(told(MESSY)) == {"assessment.quarter", "assessment.confirm", "assessment.decide"}
