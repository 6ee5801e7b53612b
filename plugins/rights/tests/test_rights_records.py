"""What cards, verifications, hotlines and stations refuse, what a card draws, and who sees the reporter."""

import pytest

from fscore import Actor
from fscore.errors import InvalidRecord, NotAllowed, NotPossible
from fscore.model.entity import describe, faults, listed, readable
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import PLACES
from fscore_rights.model import CaseState, Complaint, Hotline, RightsStation, Tipoff

CLOSED = {"result": "已改正", "answered_on": "2023-10-16", "closed_on": "2023-10-17"}


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def card(work: Work, **values: object) -> Complaint:
    unit = work.division(PLACES["甲村"][0])
    about = {"kind": "投诉", "received_on": "2023-09-28", "subject": "买到过期糕点", "channel": "电话"}
    return work.create(Complaint, {"division_id": unit.id, **about, **values})


@pytest.mark.regime("R60")
def test_from_receipt_to_closing_and_never_back(work: Work):
    found = card(work)
    with pytest.raises(NotPossible, match="已受理、不予受理"):
        work.change(found, {"state": "已处理"})
    work.change(found, {"state": "已受理", "accepted_on": "2023-10-07"})
    work.change(found, {"state": "已处理", "result": "已改正"})
    work.change(found, {"state": "已答复", "answered_on": "2023-10-16"})
    work.change(found, {"state": "已办结", "closed_on": "2023-10-17"})
    with pytest.raises(NotPossible, match="不能再改成"):
        work.change(found, {"state": "已受理"})
    assert found.state is CaseState.CLOSED


def test_what_is_not_accepted_stays_so(work: Work):
    found = card(work, state="不予受理", closed_on="2023-10-09")
    with pytest.raises(NotPossible):
        work.change(found, {"state": "已受理"})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "已受理"}, "就要填“受理日期”"),
        ({"state": "已受理", "accepted_on": "2023-09-27"}, "“受理日期”不能早于“接收日期”"),
        ({"state": "不予受理"}, "就要填“办结日期”"),
        ({"closed_on": "2023-10-09"}, "不能填“办结日期”"),
        ({"state": "已办结", "accepted_on": "2023-10-17", **CLOSED}, "“答复日期”不能早于“受理日期”"),
        ({"state": "已办结", "accepted_on": "2023-10-07", **CLOSED, "result": ""}, "就要填“处理结果”"),
        ({"transferred_on": "2023-09-27", "transferred_to": "市场监管所"}, "“转办日期”不能早于“接收日期”"),
        ({"transferred_on": "2023-09-28"}, "转办要写“转往单位”"),
        ({"anonymous": True, "reporter": "张三"}, "“匿名”的，不留姓名和电话"),
        ({"mobile": "123"}, "投诉举报人电话"),
        ({"workdays": 1}, "投诉举报"),
    ],
)
def test_a_card_that_cannot_be_is_refused(work: Work, values: dict, words: str):
    with pytest.raises(InvalidRecord, match=words):
        card(work, **values)


def test_a_complaint_is_counted_from_its_acceptance_and_a_tip_off_from_its_receipt(work: Work):
    days = {"state": "已办结", "accepted_on": "2023-10-09", **CLOSED}
    assert [card(work, kind=kind, **days).workdays for kind in ("投诉", "举报")] == [6, 9]


def test_a_verification_belongs_to_a_tip_off_and_may_ask_for_more_time(work: Work):
    unit = work.division(PLACES["甲村"][0])
    tipoff = card(work, kind="举报")
    kept = work.create(Tipoff, {"division_id": unit.id, "complaint_id": tipoff.id, "extended_on": "2023-10-12"})
    assert (tipoff.extended, tipoff.verified) == (True, True)
    work.remove(kept, "误登")
    assert (tipoff.extended, tipoff.verified) == (False, False)
    with pytest.raises(InvalidRecord, match="投诉没有"):
        work.create(Tipoff, {"division_id": unit.id, "complaint_id": card(work).id})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"decision": "立案"}, ["“核查决定”和“决定日期”要一起填"]),
        ({"decided_on": "2023-10-09"}, ["“核查决定”和“决定日期”要一起填"]),
        ({"informed_on": "2023-10-09"}, ["还没有决定，不能填“告知举报人日期”"]),
        (
            {"verified_on": "2023-10-10", "decision": "立案", "decided_on": "2023-10-09"},
            ["“决定日期”不能早于“核查日期”"],
        ),
        (
            {"decision": "立案", "decided_on": "2023-10-09", "informed_on": "2023-10-08"},
            ["“告知举报人日期”不能早于“决定日期”"],
        ),
    ],
)
def test_a_verification_that_cannot_be_is_refused(values: dict, words: list[str]):
    assert told(Tipoff(division_id=1, complaint_id=1, **values)) == words


def test_hotlines_and_stations_do_not_end_before_they_begin():
    number = Hotline(division_id=1, number="12315", scope="食品", published_on="2023-03-15", withdrawn_on="2023-03-14")
    station = RightsStation(division_id=1, name="站", keeper="张三", opened_on="2023-03-15", closed_on="2023-03-14")
    assert told(number) == ["“停用日期”不能早于“公布日期”"]
    assert told(station) == ["“撤销日期”不能早于“设立日期”"]


def test_who_brought_it_is_masked_in_no_list_and_unseen_by_those_above():
    hidden = {"reporter", "mobile"}
    assert all(one.about.personal.masked for one in describe(Complaint) if one.name in hidden)
    assert not hidden & {one.name for role in Role for one in listed(Complaint, role)}
    for role in (Role.LEADER, Role.DISTRICT, Role.AUDITOR):
        assert not hidden & {one.name for one in readable(Complaint, role)}
    assert hidden <= {one.name for one in readable(Complaint, Role.OFFICER)}


def test_a_liaison_writes_down_what_came_and_decides_nothing(system: System):
    with system.work(reading=True) as work:
        unit = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, unit)) as own:
        found = card(own, kind="举报", transferred_on="2023-09-28", transferred_to="市场监管所")
        for values in (
            {"state": "已受理", "accepted_on": "2023-10-07"},
            {"state": "不予受理", "closed_on": "2023-10-07"},
        ):
            with pytest.raises(NotAllowed, match="村级联络员不能把“办理进度”定为"):
                own.change(found, values)
        with pytest.raises(NotAllowed, match="不能登记或修改“举报核查”"):
            own.insert([Tipoff(division_id=unit.id, complaint_id=found.id)])
