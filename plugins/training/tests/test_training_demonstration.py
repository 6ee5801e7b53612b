"""The demonstration townships say of training what was declared, on both databases."""

from collections.abc import Iterator

import pytest

import fscore
import fscore_training
from fscore.model.division import Level
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import breakdown, opened, reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"training": fscore_training})
    demonstrate(made)
    yield made
    made.engine.dispose()


@pytest.mark.regime("R15", "R16", "R17", "R23", "R34")
def test_four_sessions_and_four_quarters_in_the_model_township_and_a_missing_one_in_the_messy_one(system: System):
    with system.work(reading=True) as work:

        def found(code: str, place: str) -> tuple[object, object]:
            value = reading(work, code, work.division(place), year(2023)).value
            return value.part, value.whole

        assert (found("I13", MODEL), found("X71", MODEL)) == ((4, None), (1, None))
        assert found("I14", MODEL) == (4, 4)
        assert found("I14", MESSY) == (2, 4)
        assert found("I14", DISTRICT) == (6, 8)
        lines = breakdown(work, "I14", work.division(DISTRICT), year(2023), Level.TOWNSHIP)
        assert [(line.value.part, line.value.whole) for line in lines] == [(4, 4), (2, 4)]
        part, whole = opened(work, "I14", work.division(MODEL), year(2023))
        assert (part.size, len(part.records)) == (4, 4)
        assert [one.name for one in whole.records] == ["青禾镇"]


def test_the_messy_township_is_reminded_of_the_quarter_and_of_what_nobody_wrote_up(system: System):
    with system.work(reading=True) as work:
        codes = {
            place: [one.code for one in reminders(work, work.division(place), work.today) if "training" in one.code]
            for place in (MODEL, MESSY)
        }
    assert codes == {MODEL: [], MESSY: ["training.record", "training.quarter"]}
