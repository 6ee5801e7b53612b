"""The plugin keeps what every plugin promises; what papers, events and boards may say; who is reminded of what."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_publicity
from fscore.errors import InvalidRecord, NotPossible
from fscore.evaluation.succession import Part
from fscore.extension.declarations import Urgency
from fscore.model.entity import faults
from fscore.model.gates import Venue
from fscore.model.period import year
from fscore.model.roles import Role
from fscore.services.division_changes import merge
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.scoring import score_subject
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_publicity.model import EventState, NoticeBoard, PublicityEvent, PublicityMaterial

TODAY = date(2023, 12, 31)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"publicity": fscore_publicity}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def at(work: Work, name: str = "甲村") -> int:
    return work.division(PLACES[name][0]).id


def material(**values: object) -> PublicityMaterial:
    usual = {
        "division_id": 1,
        "campaign": "创建宣传",
        "title": "小册子",
        "kind": "宣传资料",
        "printed_on": "2023-03-01",
    }
    return PublicityMaterial(**{**usual, "copies": 100, **values})


def event(**values: object) -> PublicityEvent:
    usual = {"division_id": 1, "name": "宣讲", "kind": "other", "venue": "school", "starts_on": "2023-06-12"}
    return PublicityEvent(**{**usual, **values})


def board(**values: object) -> NoticeBoard:
    usual = {"division_id": 1, "place": "村口", "put_up_on": "2023-01-01", "updated_on": "2023-01-01"}
    return NoticeBoard(**{**usual, **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"publicity.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_publicity, "publicity")


@pytest.mark.regime("R11")
def test_handed_out_means_a_day_and_a_number_that_is_no_more_than_there_was():
    handed_out = {"state": "distributed", "distributed_on": "2023-03-02"}
    assert told(material(**handed_out, distributed=100)) == []
    assert told(material(**handed_out)) == ["状态是“已发放”，就要填“发放（张贴）份数”"]
    assert told(material(distributed=1)) == ["状态是“已印制”，不能填“发放（张贴）份数”"]
    assert told(material(**handed_out, distributed=101)) == ["“发放（张贴）份数”不能多于印制（领取）的 100 份"]
    early = handed_out | {"distributed_on": "2023-02-28"}
    assert told(material(**early, distributed=1)) == ["“发放（张贴）日期”不能早于“印制（领取）日期”"]


def test_papers_that_were_handed_out_are_not_taken_back():
    paper = material(state="distributed", distributed_on="2023-03-02", distributed=1)
    with pytest.raises(NotPossible, match="不能再改成"):
        paper.state = "printed"


@pytest.mark.regime("R12")
def test_an_event_that_was_held_has_a_day_and_a_week_has_a_theme():
    assert told(event(state="done", done_on="2023-06-12")) == []
    assert told(event(state="done")) == ["状态是“已举办”，就要填“举办日期”"]
    assert told(event(done_on="2023-06-12")) == ["状态是“已计划”，不能填“举办日期”"]
    assert told(event(state="done", done_on="2023-06-11")) == ["“举办日期”不能早于“开始日期”"]
    assert told(event(ends_on="2023-06-11")) == ["“结束日期”不能早于“开始日期”"]
    assert told(event(kind="week")) == ["宣传周活动要写“主题”"]


@pytest.mark.parametrize("state", [EventState.DONE, EventState.MISSED, EventState.CANCELLED])
def test_an_event_that_is_over_stays_what_it_was(state: EventState):
    made = event()
    made.state = state
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = EventState.PLANNED


def test_a_board_is_changed_after_it_was_put_up_and_removed_after_it_was_changed():
    assert told(board(updated_on="2022-12-31")) == ["“最近更新日期”不能早于“设立日期”"]
    assert told(board(removed_on="2022-12-31")) == ["“撤除日期”不能早于“最近更新日期”"]


def test_nothing_is_held_or_handed_out_after_the_business_day(work: Work):
    made = work.add(event(division_id=at(work)))
    with pytest.raises(InvalidRecord, match="举办日期"):
        work.change(made, {"state": "done", "done_on": "2024-01-01"})


def test_a_liaison_counts_a_posting_for_the_five_enters_of_the_township(system: System):
    with system.work(reading=True) as before:
        village = before.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, village)) as own:
        values = {"division_id": village.id, "name": "张贴宣传画", "kind": "five_enters", "venue": "进村组"}
        own.create(PublicityEvent, {**values, "starts_on": TODAY, "state": "done", "done_on": TODAY})
        own.commit()
    with system.work(reading=True) as after:
        found = reading(after, "I11", after.division(PLACES["甲镇"][0]), year(2023)).value
    assert (found.part, found.whole) == (1, 5)


@pytest.mark.regime("R14")
def test_a_board_is_stale_from_the_ninetieth_day_after_its_last_change(work: Work):
    made = work.add(board(division_id=at(work)))
    assert due(work, "board", date(2023, 3, 31)) == []
    assert due(work, "board", date(2023, 4, 1)) == [("甲村", date(2023, 4, 1), Urgency.DUE)]
    assert due(work, "board", date(2023, 4, 2)) == [("甲村", date(2023, 4, 1), Urgency.LATE)]
    work.change(made, {"updated_on": "2023-04-02"})
    assert due(work, "board", date(2023, 4, 2)) == []
    work.change(made, {"removed_on": "2023-05-01"})
    assert due(work, "board", TODAY) == []


def test_an_event_is_to_be_closed_a_week_after_its_last_day(work: Work):
    made = work.add(event(division_id=at(work), ends_on="2023-06-16"))
    assert due(work, "event", date(2023, 6, 16)) == []
    assert due(work, "event", date(2023, 6, 17)) == [("甲村", date(2023, 6, 23), Urgency.DUE)]
    assert due(work, "event", date(2023, 6, 24)) == [("甲村", date(2023, 6, 23), Urgency.LATE)]
    work.change(made, {"state": "missed"})
    assert due(work, "event", date(2023, 6, 24)) == []


@pytest.mark.regime("R12")
def test_a_township_without_a_publicity_week_is_named_from_the_end_of_may(work: Work):
    assert due(work, "week", date(2023, 5, 30)) == []
    everybody = [(name, date(2023, 6, 30), Urgency.DUE) for name in ("甲镇", "丙镇")]
    assert due(work, "week", date(2023, 5, 31)) == everybody
    work.add(event(division_id=at(work), kind="week", theme="食品安全", state="done", done_on="2023-06-12"))
    assert due(work, "week", date(2023, 7, 1)) == [("丙镇", date(2023, 6, 30), Urgency.LATE)]


@pytest.mark.regime("R13")
def test_the_five_enters_of_a_township_are_answered_from_its_events_and_agree_with_the_figure(work: Work):
    town = work.division(PLACES["甲镇"][0])
    for place in Venue:
        scored = score_subject(work, "five-enters", town.code, TODAY)[0]
        part = reading(work, "I11", town, year(2023)).value.part
        assert scored.passed is False
        assert part == sum(not item.failed for item in scored.explanation.children)
        work.add(event(division_id=at(work), venue=place, state="done", done_on="2023-06-12"))
    assert score_subject(work, "five-enters", town.code, TODAY)[0].passed
    assert score_subject(work, "five-enters", town.code, date(2023, 6, 11))[0].passed is False


def test_the_five_enters_of_a_day_before_a_merger_stay_those_of_the_old_township(system: System):
    system.set_business_day(date(2024, 6, 30))
    codes = [PLACES[name][0] for name in ("甲镇", "丙镇")]
    with system.work() as work:
        work.add(event(division_id=at(work), state="done", done_on="2023-06-12"))
        before = [score_subject(work, "five-enters", code, TODAY)[0].points for code in codes]
        merge(work, codes, Part("990101109000", "大镇"), date(2024, 1, 1))
        after = [score_subject(work, "five-enters", code, TODAY)[0].points for code in (*codes, "990101109000")]
    assert (before, after) == ([1, 0], [1, 0, 1])
