"""The demonstration townships: 24 inspections found nothing in one, pigs were sold too early in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_farm
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def work(request: pytest.FixtureRequest) -> Iterator[Work]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("new_postgresql_database")()
    system = fscore.open(url, secret=b"k" * 32, plugins={"farm": fscore_farm})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def sides(work: Work, code: str, place: str) -> tuple[object, object]:
    value = reading(work, code, work.division(place), year(2023)).value
    return value.part, value.whole


@pytest.mark.regime("R28")
def test_nothing_was_found_in_24_inspections(work: Work):
    assert (sides(work, "I23", MODEL), sides(work, "X23", MODEL)) == ((0, None), (24, None))
    assert (sides(work, "I23", MESSY), sides(work, "X23", MESSY)) == ((1, None), (3, None))


def test_every_grower_of_scale_keeps_a_production_file(work: Work):
    assert sides(work, "X24", MODEL) == (7, 7)


def test_certificates_are_valid_in_the_model_township_and_ran_out_in_the_messy_one(work: Work):
    assert (sides(work, "X20", MODEL), sides(work, "X20", MESSY)) == ((3, None), (0, None))


def test_every_co_operative_of_the_model_township_was_told_of_the_law(work: Work):
    assert (sides(work, "X21", MODEL), sides(work, "X21", MESSY)) == ((3, 3), (0, 1))


def test_reminders_have_something_to_show(work: Work):
    def codes(place: str) -> Counter[str]:
        due = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in due if one.code.startswith("farm."))

    assert codes(MODEL) == {"farm.interval": 2}
    assert codes(MESSY) == {
        "farm.interval": 1,
        "farm.left-early": 1,
        "farm.certificate-expiring": 1,
        "farm.shop-licence": 1,
        "farm.tell-coop": 1,
    }
