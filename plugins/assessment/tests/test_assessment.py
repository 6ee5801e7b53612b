"""The plugin keeps what every plugin promises; points come from records and judgement, and a second person confirms."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

import fscore_assessment
from fscore.errors import InvalidRecord, InvalidValue, NotAllowed, NotPossible
from fscore.evaluation.answers import Answer
from fscore.evaluation.succession import Part
from fscore.exchange.criteria_files import load_toml
from fscore.extension.declarations import Urgency
from fscore.model.division import Division
from fscore.model.entity import faults, readable
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.model.roles import Role
from fscore.services.criteria_sets import load_set
from fscore.services.division_changes import merge
from fscore.services.findings import record_findings
from fscore.services.reminders import reminders
from fscore.services.scoring import score_subject, subject_of
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.columns import col
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county, with_required
from fscore_assessment.assessing import assess, confirm
from fscore_assessment.model import (
    Accountability,
    AccountabilityState,
    Assessment,
    AssessmentItem,
    AssessmentKind,
    AssessmentState,
    Grade,
)
from fscore_pledges.model import Pledge, PledgeKind, PledgeState, Proof, ResponsibilityLetter

TODAY = date(2023, 12, 31)
JUDGED = {
    "register": 15,
    "banquets": 15,
    "publicity": 10,
    "information": 10,
    "cooperation": 10,
    "incident": False,
    "false-record": False,
}


@pytest.fixture
def system() -> Iterator[System]:
    made = county(with_required(["assessment"]), today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def village(work: Work, name: str = "甲村") -> Division:
    return work.division(PLACES[name][0])


def liaison(work: Work, name: str = "甲村") -> Person:
    unit = village(work, name)
    person = work.add(Person(division_id=unit.id, name=f"{name}联络员"))
    since = date(2023, 1, 1)
    work.add(Appointment(division_id=unit.id, person_id=person.id, post=Post.LIAISON, starts_on=since))
    return person


def sign_letter(work: Work, on: date = date(2023, 3, 1), unit: Division | None = None) -> None:
    unit = unit or village(work)
    letter = {"year": 2023, "party_a": "甲镇人民政府", "party_b": "甲村村民委员会", "proof": Proof.SCAN}
    work.add(ResponsibilityLetter(division_id=unit.id, state=PledgeState.SIGNED, signed_on=on, **letter))


def workshop(work: Work, name: str, *, pledged: bool) -> None:
    shop = work.add(Operator(division_id=village(work).id, name=name, kind=OperatorKind.WORKSHOP))
    if pledged:
        paper = {"kind": PledgeKind.WORKSHOP, "year": 2023, "text_version": "一", "proof": Proof.SCAN}
        signed = {"state": PledgeState.SIGNED, "signed_on": date(2023, 3, 1)}
        work.add(Pledge(division_id=shop.division_id, operator_id=shop.id, **paper, **signed))


def assessment(**values: object) -> Assessment:
    usual = {"division_id": 1, "year": 2023, "kind": AssessmentKind.VILLAGE, "assessed_on": "2023-12-01"}
    return Assessment(**{**usual, **values})


def case(**values: object) -> Accountability:
    usual = {"division_id": 1, "subject": "某人", "opened_on": "2023-06-01", "fact": "略", "basis": "责任状"}
    return Accountability(**{**usual, **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"assessment.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_assessment, "assessment")


def test_a_liaison_is_a_person_and_a_village_is_none():
    wanted = ["考核联络员要填“联络员”，考核村（社区）不填"]
    assert told(assessment()) == told(assessment(kind="liaison", person_id=7)) == []
    assert told(assessment(kind="liaison")) == told(assessment(person_id=7)) == wanted


def test_confirmed_means_points_a_name_and_a_grade():
    confirmed = {"state": "confirmed", "confirmed_total": 0, "confirmed_by": "考核组", "grade": "pass"}
    assert told(assessment(**confirmed)) == []
    assert told(assessment(**confirmed | {"confirmed_by": ""})) == ["状态是“已确认”，就要填“确认人”"]
    assert told(assessment(**confirmed | {"grade": None})) == ["确认考核要填“等次”"]
    assert told(assessment(**confirmed | {"state": "published"})) == ["状态是“已公布”，就要填“公布日期”"]


@pytest.mark.regime("R08")
def test_an_assessment_is_scored_confirmed_published_and_never_goes_back():
    made = assessment()
    with pytest.raises(NotPossible, match="接下来只能是：已确认"):
        made.state = AssessmentState.PUBLISHED
    made.state = AssessmentState.CONFIRMED
    made.state = AssessmentState.PUBLISHED
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = AssessmentState.SCORED


def test_nobody_gets_more_than_the_most():
    line = {"division_id": 1, "assessment_id": 1, "name": "登记", "most": 10}
    assert told(AssessmentItem(**line, points=10)) == []
    assert told(AssessmentItem(**line, points="10.01")) == ["“得分”不能多于满分 10.00"]


@pytest.mark.regime("R08")
def test_a_case_is_decided_and_closed_in_that_order():
    decided = {"state": "decided", "measure": "talk", "decided_on": "2023-06-02"}
    assert told(case(**decided)) == []
    assert told(case(state="decided", decided_on="2023-06-02")) == ["状态是“已决定”，就要填“追究方式”"]
    assert told(case(**decided | {"decided_on": "2023-05-31"})) == ["“决定日期”不能早于“立案日期”"]
    made = case()
    with pytest.raises(NotPossible, match="接下来只能是：已决定"):
        made.state = AccountabilityState.CLOSED


def test_who_was_held_to_account_and_why_is_not_for_liaisons():
    hidden = {"subject", "fact", "basis"}
    assert not hidden & {one.name for one in readable(Accountability, Role.LIAISON)}
    assert hidden <= {one.name for one in readable(Accountability, Role.LEADER)}


def test_records_answer_what_they_know_and_people_judge_the_rest(work: Work):
    liaison(work)
    sign_letter(work)
    for number in range(5):
        workshop(work, f"豆腐坊{number}", pledged=number < 4)
    found = assess(work, village(work), TODAY, JUDGED)
    # Letter and liaison 10 each; four of five workshops reach the second step; no caterers, so that item is credited.
    assert (found.total, found.grade) == (Decimal(95), Grade.EXCELLENT)
    assert found.criteria == "village-assessment/2011-01-01"


@pytest.mark.parametrize(("pledged", "points"), [(5, 10), (4, 5), (3, 0)])
def test_the_steps_of_a_rate_are_met_from_their_number_on(work: Work, pledged: int, points: int):
    for number in range(5):
        workshop(work, f"豆腐坊{number}", pledged=number < pledged)
    scored = score_subject(work, "village-assessment", village(work).code, TODAY)[0]
    (line,) = [node for node in scored.explanation.children if node.code == "workshops-pledged"]
    assert line.points == points


@pytest.mark.parametrize(("register", "grade"), [(15, Grade.EXCELLENT), (5, Grade.EXCELLENT), (4, Grade.PASS)])
def test_ninety_is_excellent_and_eighty_nine_is_not(work: Work, register: int, grade: Grade):
    liaison(work)
    sign_letter(work)
    assert assess(work, village(work), TODAY, {**JUDGED, "register": register}).grade is grade


def test_below_sixty_is_a_fail(work: Work):
    low = {**JUDGED, "register": 0, "banquets": 0, "information": 10}
    assert assess(work, village(work), TODAY, {**low, "cooperation": 10}).grade is Grade.FAIL
    assert assess(work, village(work, "乙村"), TODAY, {**low, "register": 10}).total == Decimal(60)


def test_an_incident_is_a_fail_whatever_the_points(work: Work):
    liaison(work)
    sign_letter(work)
    found = assess(work, village(work), TODAY, {**JUDGED, "incident": True})
    assert found.grade is Grade.FAIL


def test_a_false_record_of_a_village_and_a_concealed_incident_of_a_liaison_are_fails_too(work: Work):
    person = liaison(work)
    sign_letter(work)
    assert assess(work, village(work), TODAY, {**JUDGED, "false-record": True}).grade is Grade.FAIL
    judged = {"patrol": 20, "banquets": 20, "meetings": 10, "information": 10, "concealed": True}
    assert assess(work, person, TODAY, judged).grade is Grade.FAIL


def test_a_place_s_own_form_counts_and_findings_answer_what_records_do_not(work: Work):
    liaison(work)
    sign_letter(work)
    own = load_toml(
        'code = "village-assessment"\nlabel = "本镇考核"\neffective = 2023-01-01\ntotal = 100\n'
        'pass = { op = "ge", value = 60 }\ncitation = { title = "本镇考核办法" }\n'
        '[[criteria]]\ncode = "letter"\nlabel = "责任状"\npoints = 40\n'
        '[[criteria]]\ncode = "patrol"\nlabel = "巡查"\npoints = 60\nanswer = "points"\n'
    )
    load_set(work, own, division=village(work))
    with pytest.raises(NotPossible, match="缺：巡查"):
        assess(work, village(work), TODAY, {})
    with pytest.raises(InvalidValue, match="“巡查”要写得分"):
        assess(work, village(work), TODAY, {"patrol": True})
    case = subject_of(work, "village-assessment", village(work).code, TODAY).case
    record_findings(work, case, [Answer.given("patrol", 50)])
    assert assess(work, village(work), TODAY, {}).total == 90
    other = score_subject(work, "village-assessment", village(work, "乙村").code, TODAY)[0]
    assert other.criteria.label == "村（社区）食品安全工作考核"


def test_a_letter_that_was_signed_later_does_not_count_yet(work: Work):
    sign_letter(work, date(2023, 7, 1))
    scored = score_subject(work, "village-assessment", village(work).code, date(2023, 6, 30))[0]
    (line,) = [node for node in scored.explanation.children if node.code == "letter"]
    assert line.failed


def test_what_is_not_answered_is_named_and_what_records_answer_is_not_judged_again(work: Work):
    with pytest.raises(NotPossible, match="缺：经营主体和小作坊底数清"):
        assess(work, village(work), TODAY, {one: value for one, value in JUDGED.items() if one != "register"})
    with pytest.raises(InvalidValue, match="答了两次"):
        assess(work, village(work), TODAY, {**JUDGED, "letter": True})


def test_a_liaison_is_assessed_by_quarter_with_the_papers_of_the_own_village(work: Work):
    person = liaison(work)
    sign_letter(work)
    judged = {"patrol": 18, "banquets": 20, "meetings": 10, "information": 8, "concealed": False}
    found = assess(work, person, TODAY, judged, quarter=4)
    assert (found.kind, found.person_id, found.quarter) == (AssessmentKind.LIAISON, person.id, 4)
    assert found.division_id == village(work).id
    assert (found.total, found.grade) == (Decimal(96), Grade.EXCELLENT)


def test_a_liaison_whose_village_was_merged_is_assessed_with_the_papers_of_the_new_one(work: Work):
    person = liaison(work)
    codes = [village(work, name).code for name in ("甲村", "乙村")]
    (new,) = merge(work, codes, Part("990101101250", "合村"), date(2023, 12, 20)).opened
    sign_letter(work, date(2023, 12, 25), new)
    judged = {"patrol": 18, "banquets": 20, "meetings": 10, "information": 8, "concealed": False}
    found = assess(work, person, TODAY, judged, quarter=4)
    assert (found.division_id, found.total) == (new.id, Decimal(96))


def test_somebody_who_is_no_liaison_is_not_assessed(work: Work):
    person = work.add(Person(division_id=village(work).id, name="张三"))
    with pytest.raises(NotPossible, match="不是在任的联络员"):
        assess(work, person, TODAY, {})


def test_a_second_person_confirms_and_then_the_points_stay(system: System):
    with system.work() as scoring:
        found = assess(scoring, village(scoring), TODAY, JUDGED)
        with pytest.raises(NotAllowed, match="不能自己确认"):
            confirm(scoring, found)
        town = scoring.division(PLACES["甲镇"][0])
        scoring.commit()
    with system.work(Actor("分管领导", Role.LEADER, town)) as leading:
        kept = leading.get(Assessment, found.id)
        confirm(leading, kept)
        assert (kept.confirmed_by, kept.confirmed_total) == ("分管领导", kept.total)
        line = leading.all(sa.select(AssessmentItem).where(col(AssessmentItem.points) > 0))[0]
        with pytest.raises(InvalidRecord, match="确认后不能再改得分"):
            leading.change(line, {"points": 0})


def test_a_liaison_assesses_nobody(system: System):
    with system.work(reading=True) as before:
        unit = village(before)
    with system.work(Actor("周联络", Role.LIAISON, unit)) as own, pytest.raises(NotAllowed):
        own.create(Assessment, {"division_id": unit.id, "year": 2023, "kind": "village", "assessed_on": TODAY})


def test_liaisons_are_to_be_assessed_from_fifteen_days_before_the_quarter_ends(work: Work):
    person = liaison(work)
    liaison(work, "丙村")
    assert due(work, "quarter", date(2023, 12, 15)) == []
    both = [(name, TODAY, Urgency.DUE) for name in ("甲村", "丙村")]
    assert due(work, "quarter", date(2023, 12, 16)) == both
    for which in (3, 4):
        check = {"kind": AssessmentKind.LIAISON, "person_id": person.id, "quarter": which}
        work.add(assessment(division_id=village(work).id, **check))
        assert due(work, "quarter", TODAY) == both[which - 3 :]


def test_points_are_to_be_confirmed_within_fifteen_days(work: Work):
    work.add(assessment(division_id=village(work).id))
    assert due(work, "confirm", date(2023, 12, 16)) == [("甲村", date(2023, 12, 16), Urgency.DUE)]
    assert due(work, "confirm", date(2023, 12, 17)) == [("甲村", date(2023, 12, 16), Urgency.LATE)]


def test_a_case_is_to_be_decided_within_sixty_days(work: Work):
    made = work.add(case(division_id=village(work).id))
    assert due(work, "decide", date(2023, 7, 31)) == [("甲村", date(2023, 7, 31), Urgency.DUE)]
    assert due(work, "decide", date(2023, 8, 1)) == [("甲村", date(2023, 7, 31), Urgency.LATE)]
    work.change(made, {"state": "decided", "measure": "talk", "decided_on": "2023-08-01"})
    assert due(work, "decide", date(2023, 8, 1)) == []
