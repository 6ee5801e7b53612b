"""The plugin keeps what every plugin promises; what meetings, decisions, plans and duties may say; reminders."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_meetings
from fscore.errors import InvalidRecord, NotAllowed, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.entity import faults, field
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_meetings.agencies import current_name, former_name_doubt
from fscore_meetings.model import Decision, DecisionState, DutyMatrix, Meeting, MeetingState, Plan, PlanState

TODAY = date(2023, 12, 31)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"meetings": fscore_meetings}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def meeting(**values: object) -> Meeting:
    usual = {"division_id": 1, "title": "联席会议", "kind": "joint", "planned_on": "2023-02-01", "chair": "张三"}
    return Meeting(**{**usual, "agenda": "部署工作", **values})


def decision(**values: object) -> Decision:
    usual = {"division_id": 1, "meeting_id": 1, "task": "签责任状", "owner": "食安办", "due_on": "2023-03-31"}
    return Decision(**{**usual, **values})


def plan(**values: object) -> Plan:
    usual = {"division_id": 1, "title": "方案", "kind": "village", "year": 2023, "issuer": "甲村村民委员会"}
    return Plan(**{**usual, **values})


def duty(**values: object) -> DutyMatrix:
    return DutyMatrix(**{"division_id": 1, "gate": "source", "topic": "种植", "lead": "农业农村局", **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"meetings.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_meetings, "meetings")


def test_a_meeting_that_was_held_has_a_day_and_says_who_came():
    held = {"state": "held", "held_on": "2023-02-01", "attendees": "各村"}
    assert told(meeting(**held)) == []
    assert told(meeting(state="held", attendees="各村")) == ["状态是“已召开”，就要填“召开日期”"]
    assert told(meeting(state="held", held_on="2023-02-01")) == ["会议开过了，要填“参会单位和人员”"]
    assert told(meeting(**held | {"state": "minuted"})) == ["已形成纪要的，要填“会议纪要”"]


@pytest.mark.regime("R06")
def test_a_meeting_is_held_before_it_is_minuted_and_then_stays():
    made = meeting()
    with pytest.raises(NotPossible, match="接下来只能是：已召开、已取消"):
        made.state = MeetingState.MINUTED
    made.state = MeetingState.HELD
    made.state = MeetingState.MINUTED
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = MeetingState.PLANNED


def test_a_decision_is_done_on_a_day():
    assert told(decision(state="done", done_on="2023-03-31")) == []
    assert told(decision(state="done")) == ["落实情况是“已落实”，就要填“落实日期”"]
    assert told(decision(done_on="2023-03-31")) == ["落实情况是“待落实”，不能填“落实日期”"]


@pytest.mark.parametrize("state", [DecisionState.DONE, DecisionState.MISSED, DecisionState.CANCELLED])
def test_a_decision_that_is_settled_stays_so(state: DecisionState):
    made = decision()
    made.state = state
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = DecisionState.PLANNED


def test_a_plan_is_issued_and_superseded_on_days_in_their_order():
    issued = {"state": "issued", "issued_on": "2023-01-10"}
    assert told(plan(**issued)) == []
    assert told(plan(state="issued")) == ["状态是“已印发”，就要填“印发日期”"]
    superseded = issued | {"state": "superseded"}
    assert told(plan(**superseded)) == ["状态是“已被替代”，就要填“替代日期”"]
    assert told(plan(**superseded, superseded_on="2023-01-09")) == ["“替代日期”不能早于“印发日期”"]
    made = plan(**superseded, superseded_on="2023-01-11")
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = PlanState.ISSUED


@pytest.mark.regime("R09")
def test_who_leads_does_not_support_as_well():
    assert told(duty(support="市场监督管理局、卫生健康局")) == []
    assert told(duty(support="卫生健康局、农业农村局")) == ["“配合部门”里不再写牵头部门"]


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("区质监局", "区市场监督管理局"),
        ("工商行政管理所", "市场监督管理所"),
        ("县食品药品监督管理局", "县市场监督管理局"),
        ("区卫生局、畜牧兽医局", "区卫生健康局、农业农村局"),
        ("市场监督管理局", "市场监督管理局"),
        ("卫生健康局", "卫生健康局"),
    ],
)
def test_a_former_agency_is_called_what_it_is_now(former: str, now: str):
    assert current_name(former) == now
    assert (former_name_doubt(former) is None) is (former == now)


def test_a_former_name_is_doubted_and_taken():
    assert told(duty(lead="区工商局")) == []
    doubt = field(DutyMatrix, "lead").about.doubt
    assert doubt is not None
    assert doubt("区工商局") == "机构改革后叫“区市场监督管理局”，请再看一眼"


@pytest.mark.regime("R06")
def test_a_decision_is_told_a_week_before_its_day(work: Work):
    town = work.division(PLACES["甲镇"][0])
    held = work.add(meeting(division_id=town.id))
    made = work.add(decision(division_id=town.id, meeting_id=held.id))
    assert due(work, "decision", date(2023, 3, 23)) == []
    assert due(work, "decision", date(2023, 3, 24)) == [("甲镇", date(2023, 3, 31), Urgency.DUE)]
    assert due(work, "decision", date(2023, 4, 1)) == [("甲镇", date(2023, 3, 31), Urgency.LATE)]
    work.change(made, {"state": "done", "done_on": "2023-04-01"})
    assert due(work, "decision", date(2023, 4, 1)) == []


def test_minutes_are_due_a_week_after_the_meeting(work: Work):
    made = work.add(meeting(division_id=work.division(PLACES["甲镇"][0]).id))
    assert due(work, "minutes", date(2023, 2, 1)) == []
    assert due(work, "minutes", date(2023, 2, 8)) == [("甲镇", date(2023, 2, 8), Urgency.DUE)]
    work.change(made, {"state": "held", "held_on": "2023-02-02", "attendees": "各村"})
    assert due(work, "minutes", date(2023, 2, 10)) == [("甲镇", date(2023, 2, 9), Urgency.LATE)]
    work.change(made, {"state": "minuted", "minutes": "纪要"})
    assert due(work, "minutes", date(2023, 2, 10)) == []


@pytest.mark.regime("R05")
def test_every_village_without_a_plan_is_named_and_late_after_the_end_of_march(work: Work):
    own = work.division(PLACES["甲村"][0]).id
    work.add(plan(division_id=own, state="issued", issued_on="2023-01-10"))
    assert due(work, "plan", date(2023, 3, 31)) == [(name, date(2023, 3, 31), Urgency.DUE) for name in ("乙村", "丙村")]
    assert {state for _name, _due, state in due(work, "plan", date(2023, 4, 1))} == {Urgency.LATE}


def test_a_liaison_files_the_plan_of_the_own_village_and_calls_no_meeting(system: System):
    with system.work(reading=True) as before:
        village = before.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, village)) as own:
        own.add(plan(division_id=village.id))
        with pytest.raises(NotAllowed):
            own.create(Meeting, {"division_id": village.id, "title": "会", "kind": "joint"})


def test_a_meeting_is_not_held_after_the_business_day(work: Work):
    made = work.add(meeting(division_id=work.division(PLACES["甲镇"][0]).id))
    with pytest.raises(InvalidRecord, match="召开日期"):
        work.change(made, {"state": "held", "held_on": "2024-01-01", "attendees": "各村"})
