"""Zero-reports of units that were merged or split: never more are counted than are asked for, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_emergency
from fscore.evaluation.ratio import State, Value
from fscore.evaluation.succession import Part
from fscore.model.division import DivisionKind, Level
from fscore.model.period import Period, month, year
from fscore.model.switching import SwitchKind
from fscore.services.division_changes import merge, split
from fscore.services.figures import breakdown, reading
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore_emergency.model import ZeroReport
from fscore_emergency.reporting import reports
from tests.conftest import BOTH, small_district

YEAR = year(2023)
DISTRICT, TOWN = "990101000000", "990101101000"
FIRST, SECOND, COMMUNITY, NEW = "990101101200", "990101101201", "990101101001", "990101101250"
VILLAGES = (FIRST, SECOND, COMMUNITY, "990101102200")


@pytest.fixture(params=BOTH)
def full(request: pytest.FixtureRequest) -> Iterator[System]:
    """A district whose four units have filed all reports of the year, once on each database."""
    own = request.param == "sqlite"
    url = "sqlite://" if own else request.getfixturevalue("postgresql_cluster").new_database()
    system = small_district(url, {"emergency": fscore_emergency})
    turn(system, "emergency", SwitchKind.ENABLE, DISTRICT, starts_on=date(2023, 1, 1))
    with system.work() as work:
        for code in VILLAGES:
            report(work, code, *range(1, 13))
        work.commit()
    yield system
    system.engine.dispose()


def report(work: Work, code: str, *months: int) -> None:
    """File the reports of some months."""
    place = work.division(code)
    work.insert(
        [
            ZeroReport(division_id=place.id, year=2023, month=number, filed_on=month(2023, number).last)
            for number in months
        ]
    )


def value(work: Work, id_: str, code: str = DISTRICT, period: Period = YEAR) -> Value:
    """An indicator of a place."""
    return reading(work, id_, work.division(code), period).value


def united(work: Work, on: date) -> None:
    """Merge two villages."""
    merge(work, [FIRST, SECOND], Part(NEW, "柳岗村", DivisionKind.VILLAGE), on)


def test_reports_of_units_that_did_not_see_the_end_of_the_month_do_not_count(full: System):
    """Merged on the last day of the year: the new village owes December, and what the old ones filed stands aside."""
    with full.work() as work:
        assert (value(work, "D10").part, value(work, "D10").whole) == (48, 48)
        united(work, date(2023, 12, 31))
        assert (value(work, "D10").part, value(work, "D10").whole) == (46, 47)
        assert value(work, "I41").state is State.NOT_REPORTED
        lines = {
            one.division.name: (one.value.part, one.value.whole)
            for one in breakdown(work, "D10", work.division(TOWN), YEAR, Level.VILLAGE)
            if one.division
        }
        assert lines == {"新田社区": (12, 12), "柳岗村": (22, 23)}, "what the old villages filed is told by the new one"
        report(work, NEW, 12)
        assert (value(work, "D10").part, value(work, "D10").whole) == (47, 47)
        assert (value(work, "I41").state, value(work, "I41").part) == (State.OK, 0)


def test_months_that_ended_before_a_change_keep_their_reports(full: System):
    """What a closed village owed it owed as a whole month, and what it filed for that counts for ever."""
    half = Period(date(2023, 1, 1), date(2023, 6, 30))
    with full.work() as work:
        before = value(work, "D10", period=half)
        united(work, date(2023, 7, 1))
        split(
            work,
            COMMUNITY,
            [
                Part("990101101011", "东社区", DivisionKind.COMMUNITY),
                Part("990101101012", "西社区", DivisionKind.COMMUNITY),
            ],
            date(2023, 10, 15),
        )
        assert value(work, "D10", period=half) == before
        assert (value(work, "I41", period=half).state, value(work, "I41", period=half).part) == (State.OK, 0)
        whole = value(work, "D10")
        # 12 of two villages in half a year, 6 of the new one, 9 of the community, 3 of each of its parts, 12 elsewhere.
        assert (whole.part, whole.whole) == (12 + 9 + 12, 12 + 6 + 9 + 6 + 12)


def test_a_report_too_many_does_not_make_up_for_one_too_few(full: System):
    """A closed village that missed a month it owed is lacking, though it filed months that it did not owe."""
    with full.work() as work:
        (june,) = [one for one in work.all(reports([month(2023, 6)])) if one.division_id == work.division(FIRST).id]
        work.remove(june, "报错了")
        united(work, date(2023, 7, 1))
        report(work, NEW, *range(7, 13))
        assert value(work, "I41").state is State.NOT_REPORTED
        assert (value(work, "D10").part, value(work, "D10").whole) == (41, 42)
        report(work, FIRST, 6)
        assert value(work, "I41").state is State.OK
