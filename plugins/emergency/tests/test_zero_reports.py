"""Zero-reports of units that were merged or split: never more are counted than are asked for, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

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
from fscore.storage.columns import col
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


def parts(work: Work, code: str = DISTRICT, period: Period = YEAR) -> tuple[object, object]:
    """How many reports are counted of a place, and of how many."""
    found = value(work, "D10", code, period)
    return found.part, found.whole


def lines(work: Work, code: str) -> dict[str, tuple[object, object]]:
    """The same of each village of a place."""
    found = breakdown(work, "D10", work.division(code), YEAR, Level.VILLAGE)
    return {one.division.name: (one.value.part, one.value.whole) for one in found if one.division}


def december(work: Work, code: str) -> ZeroReport:
    """The report of a unit on the last month of the year."""
    (found,) = work.all(
        sa.select(ZeroReport).where(col(ZeroReport.division_id) == work.division(code).id, col(ZeroReport.month) == 12)
    )
    return found


def test_what_all_merged_units_had_reported_of_the_month_is_the_report_of_the_new_one(full: System):
    """Merged on the last day of the year, entered when December was reported: one report stands, the others aside."""
    with full.work() as work:
        assert parts(work) == (48, 48)
        old = [work.division(code).id for code in (FIRST, SECOND)]
        united(work, date(2023, 12, 31))
        assert parts(work) == (47, 47)
        assert (value(work, "I41").state, value(work, "I41").part) == (State.OK, 0)
        assert lines(work, TOWN) == {"新田社区": (12, 12), "柳岗村": (23, 23)}, "the old ones are told by the new one"
        for one in old:
            found = reading(work, "D10", work.place(one), YEAR).value
            assert (found.part, found.whole) == (11, 11), "one that closed does not owe the month, and has none for it"
        report(work, NEW, 12)
        assert parts(work) == (47, 47)
        assert lines(work, TOWN)["柳岗村"] == (23, 23)


def test_reports_of_units_that_did_not_see_the_end_of_the_month_do_not_count_unless_all_are_there(full: System):
    """One of the two had not reported December: the new village owes it, and what the other one filed stands aside."""
    with full.work() as work:
        work.remove(december(work, SECOND), "报错了")
        united(work, date(2023, 12, 31))
        assert parts(work) == (46, 47)
        assert value(work, "I41").state is State.NOT_REPORTED
        assert lines(work, TOWN) == {"新田社区": (12, 12), "柳岗村": (22, 23)}
        report(work, NEW, 12)
        assert parts(work) == (47, 47)
        assert (value(work, "I41").state, value(work, "I41").part) == (State.OK, 0)


def test_a_second_merger_in_the_month_rests_on_what_there_was_at_its_beginning(full: System):
    """The village in between neither saw the beginning nor the end; and of a split the first part goes on."""
    with full.work() as work:
        merge(work, [FIRST, SECOND], Part(NEW, "柳岗村", DivisionKind.VILLAGE), date(2023, 12, 10))
        split(
            work,
            COMMUNITY,
            [
                Part("990101101011", "东社区", DivisionKind.COMMUNITY),
                Part("990101101012", "西社区", DivisionKind.COMMUNITY),
            ],
            date(2023, 12, 15),
        )
        merge(work, [NEW, "990101101011"], Part("990101101251", "大村", DivisionKind.VILLAGE), date(2023, 12, 20))
        # 33 months that ended before, one of the great village, none of the western part, 12 elsewhere.
        assert parts(work) == (33 + 1 + 12, 33 + 1 + 1 + 12)
        assert value(work, "I41").state is State.NOT_REPORTED
        assert lines(work, TOWN)["西社区"] == (0, 1)
        report(work, "990101101012", 12)
        assert parts(work) == (47, 47)
        assert value(work, "I41").state is State.OK


def test_a_township_that_closed_before_the_villages_were_merged_counts_none_for_what_it_does_not_owe(full: System):
    """By its own last day its villages lay in it, but the one that they became never did."""
    with full.work() as work:
        town = work.division(TOWN).id
        merge(work, [TOWN, "990101102000"], Part("990101109000", "大镇"), date(2023, 12, 10))
        united(work, date(2023, 12, 20))
        found = reading(work, "D10", work.place(town), YEAR).value
        assert (found.part, found.whole) == (33 + 1, 33 + 1)
        assert parts(work, "990101109000") == (47, 47)


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
        # What the community had said of October is what its first part says.
        assert (whole.part, whole.whole) == (12 + 9 + 1 + 12, 12 + 6 + 9 + 6 + 12)


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
