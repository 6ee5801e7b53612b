"""The demonstration townships say of letters, pledges and appeals what was declared, on every database."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore
import fscore_pledges
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"pledges": fscore_pledges})
    demonstrate(made)
    yield made
    made.engine.dispose()


@pytest.mark.regime("R33", "R45")
def test_everybody_signed_and_received_in_the_model_township_and_not_in_the_messy_one(system: System):
    with system.work(reading=True) as work:
        figures = {
            (code, place): reading(work, code, work.division(place), year(2023)).value
            for code in ("I04", "I26", "I33")
            for place in (MODEL, MESSY, DISTRICT)
        }
        late = {one.code for one in reminders(work, work.division(MESSY), date(2023, 12, 31))}
    found = {key: (value.part, value.whole) for key, value in figures.items()}
    assert [found[code, MODEL] for code in ("I04", "I26", "I33")] == [(25, 25), (31, 31), (83, 83)]
    for code in ("I04", "I26", "I33"):
        model, messy = found[code, MODEL], found[code, MESSY]
        assert messy[0] < messy[1]
        assert found[code, DISTRICT] == (model[0] + messy[0], model[1] + messy[1])
    assert {"pledges.letter-unsigned", "pledges.renew"} <= late
