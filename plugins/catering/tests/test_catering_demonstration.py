"""The demonstration townships: all caterers keep both regimes in one, half of them in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_catering
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"catering": fscore_catering})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def pair(work: Work, code: str, place: str) -> tuple[object, object, bool | None]:
    found = reading(work, code, work.division(place), year(2023))
    return found.value.part, found.value.whole, found.met


@pytest.mark.regime("R46")
def test_all_83_caterers_of_the_model_township_keep_both_regimes(work: Work):
    assert pair(work, "I36", MODEL) == (83, 83, True)
    assert [pair(work, code, MODEL)[:2] for code in ("X51", "X55")] == [(87, 87), (87, 87)]


def test_half_of_the_caterers_of_the_messy_township_do(work: Work):
    assert pair(work, "I36", MESSY) == (6, 12, False)
    assert [pair(work, code, MESSY)[:2] for code in ("X51", "X55")] == [(10, 13), (9, 13)]


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("catering."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {"catering.manager": 4, "catering.exam": 1, "catering.file": 3}
