"""The demonstration townships say of publicity what was declared, on both databases."""

from collections.abc import Iterator

import pytest

import fscore
import fscore_publicity
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"publicity": fscore_publicity})
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_the_figures_of_both_townships_and_of_the_district(system: System):
    with system.work(reading=True) as work:

        def found(place: str) -> dict[str, tuple[object, object]]:
            read = {code: reading(work, code, work.division(place), year(2023)).value for code in CODES}
            return {code: (value.part, value.whole) for code, value in read.items()}

        model, messy, district = found(MODEL), found(MESSY), found(DISTRICT)
        codes = {one.code for one in reminders(work, work.division(MESSY), work.today) if "publicity" in one.code}
        calm = [one.code for one in reminders(work, work.division(MODEL), work.today) if "publicity" in one.code]
    assert model == {"I09": (6000, None), "I10": (10000, None), "I11": (5, 5), "I12": (1, None), "I45": (25, 25)}
    assert (messy["I11"], messy["I12"]) == ((2, 5), (0, None))
    assert messy["I45"][1] - messy["I45"][0] == 2
    assert district["I11"] == (7, 10)
    assert codes == {"publicity.board", "publicity.event", "publicity.week"}
    assert calm == []


CODES = ("I09", "I10", "I11", "I12", "I45")
