"""The demonstration townships: nearly all lots tested in one, a positive left lying in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_testing
from fscore.model.division import Level
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, breakdown, reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def work(request: pytest.FixtureRequest) -> Iterator[Work]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("new_postgresql_database")()
    system = fscore.open(url, secret=b"k" * 32, plugins={"testing": fscore_testing})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def found(work: Work, code: str, place: str) -> Reading:
    return reading(work, code, work.division(place), year(2023))


@pytest.mark.regime("R30")
def test_the_model_township_tested_98_percent_or_more_and_below_99(work: Work):
    value = found(work, "I20", MODEL).value
    assert 98 * value.whole <= 100 * value.part < 99 * value.whole
    assert found(work, "I20", MODEL).met


def test_all_positives_of_the_model_township_were_destroyed_and_published(work: Work):
    value = found(work, "I22", MODEL).value
    assert (value.part, value.whole) == (4, 4)


def test_passing_is_not_the_same_as_being_tested(work: Work):
    tested, passed = found(work, "I20", MODEL).value, found(work, "I21", MODEL).value
    assert passed.whole - passed.part == 4
    assert (tested.part, tested.whole) != (passed.part, passed.whole)


def test_tests_per_thousand_need_the_population(work: Work):
    assert found(work, "D09", MODEL).value.whole == 65000
    assert found(work, "D09", MODEL).met
    assert found(work, "D09", MESSY).value.state.value == "denominator-missing"


def test_no_village_has_a_rate_of_heads_that_only_its_township_wrote_down(work: Work):
    """By village, each lacks its heads; those of the townships belong to no village and are no rate of nothing."""
    lines = breakdown(work, "D09", work.division("990101000000"), year(2023), Level.VILLAGE)
    assert {line.value.state.value for line in lines} == {"denominator-missing"}
    rest = next(line for line in lines if line.division is None)
    assert (rest.value.part, rest.value.reason) == (None, "总数只有上一级的，分不到这一级")


def test_the_messy_township_tested_too_little_and_left_one_positive_lying(work: Work):
    assert found(work, "I20", MESSY).met is False
    value = found(work, "I22", MESSY).value
    assert (value.part, value.whole) == (0, 3)


def test_reminders_have_something_to_show_only_in_the_messy_one(work: Work):
    def codes(place: str) -> Counter[str]:
        due = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in due if one.code.startswith("testing."))

    assert codes(MODEL) == {}
    steps = ("seal", "run-again", "destroy", "publish", "recheck-report", "contradicted")
    assert codes(MESSY) == {f"testing.{step}": 1 for step in steps}
