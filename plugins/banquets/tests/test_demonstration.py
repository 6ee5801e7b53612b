"""The demonstration townships: everything in order in one, rules broken on purpose in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_banquets
from fscore.evaluation.ratio import Value
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY = "990101101000", "990101102000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"banquets": fscore_banquets})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def value(work: Work, code: str, place: str) -> Value:
    return reading(work, code, work.division(place), year(2023)).value


def test_the_model_township_filed_230_banquets_in_all_its_units(work: Work):
    assert value(work, "I38", MODEL).part == 230
    units = work.children(work.division(MODEL))
    assert all(reading(work, "I38", unit, year(2023)).value.part for unit in units)


def test_the_model_township_reported_all_large_ones(work: Work):
    found = value(work, "I39", MODEL)
    assert (found.part, found.whole) == (31, 31)


def test_the_model_township_kept_all_samples(work: Work):
    found = value(work, "D04", MODEL)
    assert found.part == found.whole
    assert found.whole


def test_the_model_township_filed_most_in_time(work: Work):
    found = value(work, "D03", MODEL)
    assert (found.part, found.whole) == (197, 202)


def test_the_messy_township_left_one_unreported_and_one_without_sample(work: Work):
    reported, sampled = value(work, "I39", MESSY), value(work, "D04", MESSY)
    assert reported.whole - reported.part == 1
    assert sampled.whole - sampled.part == 1


def test_the_messy_township_filed_late(work: Work):
    found = value(work, "D03", MESSY)
    assert found.whole - found.part == 7


def test_reminders_have_something_to_show_in_both(work: Work):
    def codes(place: str) -> list[str]:
        found = reminders(work, work.division(place), work.today)
        return [one.code for one in found if one.code.startswith("banquets.")]

    assert set(codes(MODEL)) == {"banquets.guide"}
    assert Counter(codes(MESSY)) == {"banquets.close": 3, "banquets.report": 1, "banquets.guide": 1}


def test_the_same_facts_make_the_same_records_every_time(work: Work):
    again = fscore.open("sqlite://", plugins={"banquets": fscore_banquets})
    demonstrate(again)
    with again.work(reading=True) as second:
        for code in ("I38", "I39", "D03", "D04"):
            for place in (MODEL, MESSY):
                assert value(second, code, place) == value(work, code, place)
                first, other = (reading(one, code, one.division(place), year(2023)) for one in (work, second))
                assert first.value == other.value
    again.engine.dispose()
