"""The demonstration townships: all shops with all regimes in one, gaps in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_market_access
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def work(request: pytest.FixtureRequest) -> Iterator[Work]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("new_postgresql_database")()
    system = fscore.open(url, secret=b"k" * 32, plugins={"market_access": fscore_market_access})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def sides(work: Work, code: str, place: str) -> tuple[object, object]:
    value = reading(work, code, work.division(place), year(2023)).value
    return value.part, value.whole


@pytest.mark.parametrize("code", ["I27", "I28", "I29"])
def test_every_shop_of_the_model_township_keeps_every_regime(work: Work, code: str):
    assert sides(work, code, MODEL) == (80, 80)
    assert sides(work, code, MESSY) == (7, 10)


def test_all_pork_of_the_model_township_has_both_certificates(work: Work):
    part, whole = sides(work, "I30", MODEL)
    assert part == whole == 156
    assert sides(work, "I30", MESSY) == (16, 18)


def test_no_case_is_left_open_in_the_model_township(work: Work):
    assert sides(work, "I31", MODEL) == (0, None)
    assert sides(work, "X31", MODEL) == (3, None)
    assert sides(work, "I31", MESSY) == (1, None)


def test_admissions_are_decided(work: Work):
    assert sides(work, "X29", MODEL) == (69, 72)


def test_reminders_have_something_to_show_only_in_the_messy_one(work: Work):
    def codes(place: str) -> Counter[str]:
        due = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in due if one.code.startswith("market_access."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {
        "market_access.document-expiring": 2,
        "market_access.pork-certificate": 2,
        "market_access.regimes-missing": 3,
        "market_access.unlicensed": 1,
    }
