"""What an office sees first: what comes up, what came in, who has reported."""

import importlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from fscore.evaluation.succession import Part
from fscore.model.division import DivisionKind
from fscore.model.period import Period, month
from fscore.model.record import Door
from fscore.model.switching import SwitchKind
from fscore.services.division_changes import merge
from fscore.services.overview import coming, lately, nothing_to_report, reported
from fscore.services.switching import turn
from fscore.services.system import System
from tests.conftest import liaison, officer, places, small_district

banquets = pytest.importorskip("fscore_banquets", reason="the plugins of the workspace are not installed")
emergency = pytest.importorskip("fscore_emergency", reason="the plugins of the workspace are not installed")
DECEMBER = month(2023, 12)
LAST = date(2023, 12, 30)
WEEK = Period(date(2023, 12, 31), date(2024, 1, 6))


@pytest.fixture
def county() -> Iterator[System]:
    """The small district with banquets and zero-reports."""
    made = small_district("sqlite://", {"banquets": banquets, "emergency": emergency})
    for name in ("emergency", "banquets"):
        turn(made, name, SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    yield made
    made.engine.dispose()


def _banquet(system: System, day: date, filed: date = date(2023, 12, 20)) -> None:
    filing = importlib.import_module("fscore_banquets.filing")
    there = places(system)
    with system.work(liaison(there.village), door=Door.PHONE) as work:
        values = {
            "host": "张建国",
            "kind": "wedding",
            "place": "自家院坝",
            "filed_on": filed,
            "division_id": there.village.id,
        }
        filing.file_banquet(work, values, [{"held_on": day, "slot": "lunch", "heads": 80}])
        work.commit()


def _zero(system: System) -> None:
    (kind,) = _kinds(system)
    there = places(system)
    with system.work(liaison(there.bridge)) as work:
        work.create(kind, {"division_id": there.bridge.id, "year": 2023, "month": 12, "filed_on": "2023-12-31"})
        work.commit()


def _kinds(system: System) -> list[type]:
    with system.work(reading=True) as work:
        return list(nothing_to_report(work, DECEMBER))


def test_what_is_set_down_for_the_week_comes_up_and_nothing_else(county: System) -> None:
    for day in (date(2023, 12, 30), date(2023, 12, 31), date(2024, 1, 6), date(2024, 1, 7)):
        _banquet(county, day, filed=date(2023, 12, 1) + (day - date(2023, 12, 30)))
    with county.work(officer(places(county).town), reading=True) as work:
        (meals,) = coming(work, places(county).town, WEEK)
        assert (meals.label, meals.count) == ("聚餐餐次", 2)
        assert [one.held_on for one in meals.records] == [date(2023, 12, 31), date(2024, 1, 6)]


def test_another_township_has_nothing_coming_up(county: System) -> None:
    _banquet(county, date(2024, 1, 1))
    with county.work(officer(places(county).other_town), reading=True) as work:
        assert coming(work, places(county).other_town, WEEK) == []


def test_what_people_entered_themselves_is_news_to_the_office_and_not_to_themselves(county: System) -> None:
    _banquet(county, date(2024, 1, 1))
    there, since = places(county), datetime.now(UTC) - timedelta(hours=1)
    with county.work(officer(there.town), reading=True) as work:
        assert [one.recorded_by for one in lately(work, there.town, since)] == ["联络员乙"]
        assert lately(work, there.town, datetime.now(UTC) + timedelta(hours=1)) == []
    with county.work(liaison(there.village), reading=True) as work:
        assert lately(work, there.village, since) == []


def test_a_village_has_reported_something_or_nothing_or_not_at_all(county: System) -> None:
    _banquet(county, date(2024, 1, 1))
    _zero(county)
    with county.work(officer(places(county).town), reading=True) as work:
        rows = {one.division.name: (one.count, one.complete) for one in reported(work, places(county).town, DECEMBER)}
    assert rows == {"新田社区": (0, False), "向阳村": (1, False), "石桥村": (0, True)}


def test_what_merged_villages_handed_in_is_told_by_the_new_one(county: System) -> None:
    _banquet(county, date(2024, 1, 1))
    _zero(county)
    town, (kind,) = places(county).town, _kinds(county)
    with county.work() as work:
        codes = [one.code for one in (places(county).village, places(county).bridge)]
        new = merge(work, codes, Part("990101101250", "合村", DivisionKind.VILLAGE), date(2023, 12, 31)).opened[0]
        december = {one.division.name: (one.count, one.complete) for one in reported(work, town, DECEMBER)}
        work.create(kind, {"division_id": new.id, "year": 2023, "month": 12, "filed_on": "2023-12-31"})
        (whole,) = [one for one in reported(work, town, DECEMBER) if one.division.name == "合村"]
        before = {one.division.name: one.count for one in reported(work, town, Period(date(2023, 12, 1), LAST))}
    assert december == {"新田社区": (0, False), "合村": (1, False)}, "the other one has not reported the month"
    assert (whole.count, whole.complete) == (1, True)
    assert before == {"新田社区": 0, "向阳村": 1, "石桥村": 0}


def test_where_no_plugin_asks_for_reports_nobody_is_said_to_have_failed(system: System) -> None:
    with system.work(officer(places(system).town), reading=True) as work:
        assert {one.complete for one in reported(work, places(system).town, DECEMBER)} == {None}
        assert nothing_to_report(work, DECEMBER) == {}


def test_a_report_of_nothing_is_about_the_last_month_that_is_over(county: System) -> None:
    with county.work(liaison(places(county).village), reading=True) as work:
        for last, says in ((date(2023, 12, 30), (2023, 11)), (date(2023, 12, 31), (2023, 12))):
            ((_kind, found),) = nothing_to_report(work, Period(date(2023, 11, 1), last)).items()
            assert (found["year"], found["month"]) == says
        assert list(nothing_to_report(work, Period(date(2023, 12, 1), date(2023, 12, 30))).values()) == [{}]
