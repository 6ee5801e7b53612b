"""What plans, warnings, incidents and zero-reports refuse, and who may write them."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from fscore.errors import InvalidRecord, NotPossible
from fscore.model.clock import CHINA
from fscore.model.entity import faults
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import PLACES
from fscore_emergency.grading import grade_of, remarks, report_by
from fscore_emergency.model import (
    EmergencyPlan,
    Grade,
    Incident,
    IncidentState,
    PlanState,
    Setting,
    Spread,
    Warning,  # noqa: A004 - the field's own word
    ZeroReport,
)

FOUND = datetime(2023, 5, 4, 23, 30, tzinfo=CHINA)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def incident(work: Work, **values: object) -> Incident:
    unit = work.division(PLACES["甲村"][0])
    about = {"found_at": FOUND, "place": "张家院坝", "source": "群众报告", "ill": 6}
    return work.create(Incident, {"division_id": unit.id, **about, **values})


def plan(**values: object) -> EmergencyPlan:
    return EmergencyPlan(division_id=1, title="预案", version="第一版", phones="食安办 15400000001", **values)


@pytest.mark.regime("R58")
def test_a_plan_is_approved_on_a_day_and_looked_through_after_it():
    assert told(plan(state="approved", approved_on="2023-03-01", reviewed_on="2023-03-01")) == []
    assert told(plan(state="approved")) == ["状态是“已批准”，就要填“批准日期”"]
    early = plan(state="approved", approved_on="2023-03-01", reviewed_on="2023-02-28")
    assert told(early) == ["“最近核对日期”不能早于“批准日期”"]


def test_a_plan_that_a_new_version_replaced_stays_replaced():
    old = plan(state="revised", approved_on="2022-03-01")
    with pytest.raises(NotPossible, match="不能再改成"):
        old.state = PlanState.APPROVED


def test_a_warning_does_not_end_before_it_is_given():
    early = Warning(division_id=1, level="红色", text="预警", starts_on="2023-05-02", ends_on="2023-05-01")
    assert told(early) == ["“有效期至”不能早于“发布日期”"]


@pytest.mark.parametrize(
    ("filed_on", "words"), [("2023-02-28", []), ("2023-02-27", ["“报送日期”太早：这个月还没有过完"])]
)
def test_nobody_reports_on_a_month_before_its_last_day(filed_on: str, words: list[str]):
    assert told(ZeroReport(division_id=1, year=2023, month=2, filed_on=filed_on)) == words


def test_the_day_of_an_incident_is_that_of_china_and_the_minutes_run_from_its_finding(work: Work):
    found = incident(work, first_report_at=FOUND + timedelta(minutes=121))
    assert (found.found_on, found.minutes) == (date(2023, 5, 4), 121)
    work.change(found, {"first_report_at": FOUND + timedelta(minutes=30, seconds=59)})
    assert found.minutes == 30


def test_what_is_drawn_from_the_moment_of_finding_nobody_writes(work: Work):
    with pytest.raises(InvalidRecord):
        incident(work, minutes=1)


def test_an_incident_of_tomorrow_is_refused(work: Work):
    with pytest.raises(InvalidRecord, match="发现日期"):
        incident(work, found_at=datetime(2024, 1, 1, 0, 1, tzinfo=CHINA))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"exposed": 5}, "“发病人数”不能多于就餐（接触）人数"),
        ({"dead": 7}, "“死亡人数”不能多于发病人数"),
        ({"hospitalised": 7}, "“住院人数”不能多于发病人数"),
        ({"first_report_at": FOUND - timedelta(minutes=1)}, "“首报时间”不能早于发现时间"),
        ({"state": "处置中"}, "处置和办结以前，要先填“首报时间”"),
        ({"state": "核实不是事故"}, "就要填“办结日期”"),
        ({"state": "核实不是事故", "closed_on": "2023-05-03"}, "“办结日期”不能早于“发现日期”"),
    ],
)
def test_an_incident_that_cannot_be_is_refused(work: Work, values: dict, words: str):
    with pytest.raises(InvalidRecord, match=words):
        incident(work, **values)


def test_from_report_to_closing_and_never_back(work: Work):
    found = incident(work, first_report_at=FOUND)
    with pytest.raises(NotPossible, match="已核实、核实不是事故"):
        work.change(found, {"state": "已办结", "closed_on": "2023-05-20"})
    for state in ("已核实", "处置中"):
        work.change(found, {"state": state})
    work.change(found, {"state": "已办结", "closed_on": "2023-05-20"})
    with pytest.raises(NotPossible):
        work.change(found, {"state": "处置中"})
    assert found.state is IncidentState.CLOSED


def test_a_liaison_reports_an_incident_and_the_months_but_neither_grades_nor_closes(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as village:
        found = incident(village)
        for values in ({"grade": "一般（Ⅳ级）"}, {"state": "已核实"}, {"first_report_at": FOUND}):
            with pytest.raises(InvalidRecord):
                village.change(found, values)
        report = {"division_id": own.id, "year": 2023, "month": 5, "filed_on": "2023-05-31"}
        assert village.create(ZeroReport, report).incidents == 0


def test_incidents_that_come_in_bulk_have_their_day_and_their_minutes(work: Work):
    unit = work.division(PLACES["甲村"][0])
    told_at = FOUND + timedelta(hours=2)
    about = {"found_at": FOUND, "first_report_at": told_at, "source": "群众报告", "ill": 6, "minutes": 1}
    work.insert([Incident(division_id=unit.id, place=place, **about) for place in ("张家院坝", "李家院坝")])
    found = work.all(sa.select(Incident))
    assert [(one.found_on, one.minutes) for one in found] == [(date(2023, 5, 4), 120)] * 2


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ({"ill": 29}, None),
        ({"ill": 30}, Grade.FOURTH),
        ({"ill": 99}, Grade.FOURTH),
        ({"ill": 100}, Grade.THIRD),
        ({"ill": 3, "dead": 1}, Grade.THIRD),
        ({"ill": 100, "dead": 1}, Grade.THIRD),
        ({"ill": 101, "dead": 1}, Grade.SECOND),
        ({"ill": 101}, Grade.THIRD),
        ({"ill": 20, "dead": 9}, Grade.THIRD),
        ({"ill": 20, "dead": 10}, Grade.SECOND),
        ({"ill": 49, "setting": Setting.SCHOOL}, Grade.FOURTH),
        ({"ill": 50, "setting": Setting.SCHOOL}, Grade.SECOND),
        ({"ill": 50, "setting": Setting.LARGE_EVENT}, Grade.SECOND),
        ({"ill": 2, "spread": Spread.TOWNSHIPS}, Grade.FOURTH),
        ({"ill": 120, "spread": Spread.TOWNSHIPS}, Grade.THIRD),
        ({"ill": 2, "spread": Spread.COUNTIES}, Grade.THIRD),
        ({"ill": 2, "spread": Spread.CITIES}, Grade.SECOND),
        ({"ill": 2, "spread": Spread.PROVINCES}, Grade.FIRST),
    ],
)
def test_the_grade_follows_numbers_and_reach(work: Work, values: dict, grade: Grade | None):
    assert grade_of(work, incident(work, **values)) is grade


def test_the_clock_runs_two_hours_and_a_wrong_grade_is_remarked(work: Work):
    found = incident(work, ill=40)
    assert report_by(work, found) == FOUND + timedelta(hours=2)
    assert remarks(work, found) == ["最迟 01:30 报到县级", "按人数和范围，应当定为一般（Ⅳ级）"]
    work.change(found, {"first_report_at": FOUND + timedelta(hours=2), "grade": Grade.FOURTH})
    assert remarks(work, found) == []
    work.change(found, {"first_report_at": FOUND + timedelta(hours=2, minutes=1)})
    assert remarks(work, found) == ["首报晚了，应当在 01:30 以前"]
