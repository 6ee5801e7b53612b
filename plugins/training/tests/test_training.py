"""The plugin keeps what every plugin promises; what a session may say, and what happens from plan to certificate."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_training
from fscore.errors import InvalidRecord, NotAllowed, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.division import Division
from fscore.model.entity import faults
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_training.model import Attendance, Audience, SessionKind, SessionState, Topic, TrainingSession
from fscore_training.recording import certify, plan_quarterly, record_session

TODAY = date(2023, 12, 31)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"training": fscore_training}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def town(work: Work, name: str = "甲镇") -> Division:
    return work.division(PLACES[name][0])


def session(**values: object) -> TrainingSession:
    usual = {
        "division_id": 1,
        "title": "培训",
        "kind": "session",
        "planned_on": "2023-03-01",
        "audience": "食品安全联络员",
        "topics": "法律法规",
    }
    return TrainingSession(**{**usual, **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"training.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_training, "training")


def test_a_session_is_for_somebody_and_about_something():
    assert told(session()) == []
    assert told(session(audience=frozenset(), topics=frozenset())) == [
        "“参训对象”至少选一项",
        "“培训内容”至少选一项",
    ]


def test_held_means_a_day_and_planned_means_none():
    assert told(session(state="held")) == ["状态是“已举办”，就要填“举办日期”"]
    assert told(session(held_on="2023-03-01")) == ["状态是“已计划”，不能填“举办日期”"]


def test_filed_means_that_somebody_said_how_many_came():
    filed = {"state": "recorded", "held_on": "2023-03-01"}
    assert told(session(**filed)) == ["归档要填“到会人数”，或者登记签到"]
    assert told(session(**filed, headcount=1)) == []


def test_the_quarterly_course_is_for_heads_cooks_and_purchasers_and_on_the_topics_of_the_regime():
    kind = {"kind": SessionKind.QUARTERLY}
    assert told(session(**kind)) == [
        "每季度卫生知识培训的“参训对象”还要有：食堂和餐饮单位负责人、厨师、采购员",
        "每季度卫生知识培训的“培训内容”至少要有一项：卫生管理、加工操作、原料采购、索证制度、台账建立",
    ]
    all_three = frozenset({Audience.HEAD, Audience.COOK, Audience.PURCHASER})
    assert told(session(**kind, audience=all_three - {Audience.COOK}, topics=frozenset({Topic.LEDGERS}))) == [
        "每季度卫生知识培训的“参训对象”还要有：厨师"
    ]
    assert told(session(**kind, audience=all_three, topics=frozenset({Topic.LEDGERS}))) == []


def test_a_session_is_held_before_it_is_filed_and_then_stays():
    made = session()
    with pytest.raises(NotPossible, match="接下来只能是：已举办、已取消"):
        made.state = SessionState.RECORDED
    made.state = SessionState.HELD
    made.state = SessionState.RECORDED
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = SessionState.HELD


def test_who_was_not_there_has_no_score():
    assert told(Attendance(division_id=1, session_id=1, person_id=1, present=False, score=60)) == [
        "没有到会的，不能填“测试得分”"
    ]


@pytest.mark.regime("R15")
def test_from_plan_to_certificate(work: Work):
    course = plan_quarterly(work, town(work), date(2023, 11, 20))
    assert (course.title, course.kind) == ("2023年第4季度食堂和餐饮单位卫生知识培训", SessionKind.QUARTERLY)
    with pytest.raises(NotPossible, match="还没有举办"):
        certify(work, course)
    work.change(course, {"state": "held", "held_on": "2023-11-21"})
    people = [work.add(Person(division_id=town(work).id, name=name)) for name in ("张三", "李四")]
    record_session(work, course, people)
    assert (course.state, course.headcount) == (SessionState.RECORDED, 2)
    assert [one.issued_on for one in certify(work, course)] == [date(2023, 11, 21)] * 2
    assert certify(work, course) == []


def test_only_who_came_counts_and_is_certified(work: Work):
    course = plan_quarterly(work, town(work), date(2023, 11, 20))
    work.change(course, {"state": "held", "held_on": "2023-11-21"})
    came, absent = (work.add(Person(division_id=town(work).id, name=name)) for name in ("张三", "李四"))
    for person, present in ((came, True), (absent, False)):
        values = {"division_id": course.division_id, "session_id": course.id, "person_id": person.id}
        work.create(Attendance, {**values, "present": present})
    assert course.headcount == 1
    assert [one.person_id for one in certify(work, course)] == [came.id]


def test_nobody_came_is_not_filed(work: Work):
    course = plan_quarterly(work, town(work), date(2023, 11, 20))
    work.change(course, {"state": "held", "held_on": "2023-11-21"})
    with pytest.raises(InvalidRecord, match="到会人数"):
        record_session(work, course, [])


def test_a_session_is_not_held_after_the_business_day(work: Work):
    course = plan_quarterly(work, town(work), TODAY)
    with pytest.raises(InvalidRecord, match="举办日期"):
        work.change(course, {"state": "held", "held_on": "2024-01-01"})


def test_a_liaison_reads_sessions_and_plans_none(system: System, work: Work):
    village = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, village)) as own, pytest.raises(NotAllowed):
        plan_quarterly(own, village, TODAY)


@pytest.mark.regime("R16")
def test_a_quarter_without_a_course_is_named_from_thirty_days_before_its_end(work: Work):
    assert due(work, "quarter", date(2023, 11, 30)) == []
    assert due(work, "quarter", date(2023, 12, 1)) == [
        (name, date(2023, 12, 31), Urgency.DUE) for name in ("甲镇", "丙镇")
    ]


def test_a_course_in_a_village_is_one_of_its_township_and_one_of_the_last_quarter_is_none(work: Work):
    for place, day in (("甲村", "2023-10-01"), ("丙村", "2023-09-30")):
        course = plan_quarterly(work, work.division(PLACES[place][0]), date.fromisoformat(day))
        work.change(course, {"state": "held", "held_on": day})
    assert [place for place, *_rest in due(work, "quarter", TODAY)] == ["丙镇"]


def test_a_planned_course_does_not_make_a_quarter(work: Work):
    plan_quarterly(work, town(work), date(2023, 12, 20))
    assert "甲镇" in [place for place, *_rest in due(work, "quarter", TODAY)]


def test_a_session_is_to_be_written_up_within_seven_days(work: Work):
    course = plan_quarterly(work, town(work), date(2023, 11, 1))
    assert due(work, "record", date(2023, 11, 1)) == []
    assert due(work, "record", date(2023, 11, 8)) == [("甲镇", date(2023, 11, 8), Urgency.DUE)]
    work.change(course, {"state": "held", "held_on": "2023-11-02"})
    assert due(work, "record", date(2023, 11, 10)) == [("甲镇", date(2023, 11, 9), Urgency.LATE)]
    work.change(course, {"headcount": 3, "state": "recorded"})
    assert due(work, "record", date(2023, 11, 10)) == []
