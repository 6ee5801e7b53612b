"""The demonstration townships: 46 cooks with everything in one, cooks without papers in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import opened, reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import with_required
from fscore_cooks.lookup import look_up

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins=with_required(["cooks"]))
    demonstrate(made)
    yield made
    made.engine.dispose()


def numbers(work: Work, place: str) -> dict[str, tuple[object, object]]:
    area = work.division(place)
    values = {code: reading(work, code, area, year(2023)).value for code in ("I15", "I16", "I17", "I18", "I19")}
    return {code: (value.part, value.whole) for code, value in values.items()}


@pytest.mark.regime("R54")
def test_all_46_cooks_of_the_model_township_are_certified_trained_and_examined(system: System):
    with system.work(reading=True) as work:
        assert numbers(work, MODEL) == {
            "I15": (46, None),
            "I16": (3, None),
            "I17": (46, 46),
            "I18": (46, 46),
            "I19": (46, 46),
        }
        batches, _whole = opened(work, "I16", work.division(MODEL), year(2023))
        assert [one.headcount for one in batches.records] == [16, 15, 15]


def test_cooks_of_the_messy_township_lack_papers(system: System):
    with system.work(reading=True) as work:
        assert numbers(work, MESSY) == {
            "I15": (7, None),
            "I16": (1, None),
            "I17": (5, 7),
            "I18": (3, 7),
            "I19": (5, 7),
        }
        found = reminders(work, work.division(MESSY), work.today)
        assert Counter(one.code for one in found if one.code.startswith("cooks.")) == {
            "cooks.without-certificate": 1,
            "cooks.certificate-expiring": 1,
            "cooks.without-health": 1,
            "cooks.health-expiring": 1,
            "cooks.training": 4,
        }
        assert not [one for one in reminders(work, work.division(MODEL), work.today) if "cooks." in one.code]


def test_every_cook_of_the_model_township_is_green_and_found_by_name(system: System):
    with system.work(reading=True) as work:
        cooks, _whole = opened(work, "I15", work.division(MODEL), year(2023))
        for cook in cooks.records:
            (standing,) = [one for one in look_up(work, cook.name) if one.cook.id == cook.id]
            assert standing.fit
