"""The demonstration townships: every month reported in one, some months missing in the other."""

from collections import Counter
from collections.abc import Iterator

import pytest

import fscore
import fscore_emergency
from fscore.evaluation.ratio import State
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import Reading, reading
from fscore.services.reminders import reminders
from fscore.services.work import Work

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    system = fscore.open("sqlite://", plugins={"emergency": fscore_emergency})
    demonstrate(system)
    with system.work(reading=True) as begun:
        yield begun
    system.engine.dispose()


def read(work: Work, code: str, place: str) -> Reading:
    return reading(work, code, work.division(place), year(2023))


def test_the_model_township_filed_all_300_reports_and_had_no_incident(work: Work):
    filed, none = read(work, "D10", MODEL), read(work, "I41", MODEL)
    assert (filed.value.part, filed.value.whole, filed.met) == (300, 300, True)
    assert (none.value.state, none.value.part, none.met) == (State.OK, 0, True)


def test_where_months_are_missing_nobody_says_none_there_nor_in_the_district(work: Work):
    filed = read(work, "D10", MESSY)
    assert (filed.value.part, filed.value.whole, filed.met) == (92, 96, False)
    assert {read(work, "I41", place).value.state for place in (MESSY, DISTRICT)} == {State.NOT_REPORTED}


def test_one_drill_and_two_warnings(work: Work):
    assert [read(work, code, MODEL).value.part for code in ("X58", "X59")] == [1, 2]


def test_reminders_have_something_to_show_only_in_the_messy_township(work: Work):
    def codes(place: str) -> Counter[str]:
        found = reminders(work, work.division(place), work.today)
        return Counter(one.code for one in found if one.code.startswith("emergency."))

    assert codes(MODEL) == {}
    assert codes(MESSY) == {
        "emergency.first-report": 1,
        "emergency.zero-report": 1,
        "emergency.zero-report-owed": 2,
        "emergency.contacts-changed": 1,
        "emergency.plan-review": 1,
        "emergency.drill": 1,
    }
