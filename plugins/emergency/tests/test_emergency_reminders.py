"""Who is reminded of what: the first report at once, months when they are over, plan and drill once a year."""

from datetime import date, datetime

import pytest

from fscore.evaluation.succession import Part
from fscore.extension.declarations import Urgency
from fscore.model.clock import CHINA
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.services.division_changes import merge
from fscore.services.reminders import Due, reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES
from fscore_emergency.model import Drill, EmergencyPlan, Incident, ZeroReport


def due(work: Work, code: str, on: date) -> list[Due]:
    found = reminders(work, work.division(COUNTY), on)
    return [one for one in found if one.code == f"emergency.{code}"]


def report(work: Work, place: str, year: int, month: int) -> None:
    unit = work.division(PLACES[place][0])
    work.create(ZeroReport, {"division_id": unit.id, "year": year, "month": month, "filed_on": "2023-12-31"})


def plan(work: Work, **values: object) -> EmergencyPlan:
    township = work.division(PLACES["甲镇"][0])
    about = {"title": "预案", "version": "第一版", "phones": "食安办", "state": "已批准", "approved_on": "2023-03-01"}
    return work.create(EmergencyPlan, {"division_id": township.id, **about, **values})


def appointed(
    work: Work,
    starts_on: date,
    ends_on: date | None = None,
    post: Post = Post.OFFICER,
    code: str = PLACES["甲镇"][0],
) -> None:
    township = work.division(code)
    person = work.add(Person(division_id=township.id, name="李四"))
    work.add(Appointment(division_id=township.id, person_id=person.id, post=post, starts_on=starts_on, ends_on=ends_on))


@pytest.mark.parametrize(("hour", "by"), [(20, date(2023, 5, 4)), (22, date(2023, 5, 5))])
@pytest.mark.regime("R59")
def test_an_incident_is_to_be_reported_within_two_hours(work: Work, hour: int, by: date):
    unit = work.division(PLACES["甲村"][0])
    found_at = datetime(2023, 5, 4, hour, 30, tzinfo=CHINA)
    values = {"found_at": found_at, "place": "张家", "source": "群众报告", "ill": 6}
    incident = work.create(Incident, {"division_id": unit.id, **values})
    assert [(one.due, one.state) for one in due(work, "first-report", date(2023, 5, 4))] == [(by, Urgency.DUE)]
    assert due(work, "first-report", date(2023, 5, 6))[0].state is Urgency.LATE
    work.change(incident, {"first_report_at": found_at})
    assert due(work, "first-report", date(2023, 5, 6)) == []


def test_what_proved_to_be_no_incident_is_not_to_be_reported(work: Work):
    unit = work.division(PLACES["甲村"][0])
    values = {"found_at": datetime(2023, 5, 4, 9, tzinfo=CHINA), "place": "张家", "source": "群众报告", "ill": 0}
    ended = {"state": "核实不是事故", "closed_on": "2023-05-04"}
    work.create(Incident, {"division_id": unit.id, **values, **ended})
    assert due(work, "first-report", date(2023, 5, 6)) == []


def test_every_unit_that_owes_last_months_report_is_named_and_late_after_the_fifth(work: Work):
    report(work, "甲村", 2023, 11)
    found = due(work, "zero-report", date(2023, 12, 5))
    assert [(one.division.name, one.due, one.state) for one in found] == [
        ("乙村", date(2023, 12, 5), Urgency.DUE),
        ("丙村", date(2023, 12, 5), Urgency.DUE),
    ]
    assert {one.state for one in due(work, "zero-report", date(2023, 12, 6))} == {Urgency.LATE}


def test_on_the_last_day_of_a_month_its_own_report_is_asked_for(work: Work):
    report(work, "甲村", 2023, 11)
    assert {one.division.name for one in due(work, "zero-report", date(2023, 12, 31))} == {"甲村", "乙村", "丙村"}
    report(work, "甲村", 2023, 12)
    assert "甲村" not in {one.division.name for one in due(work, "zero-report", date(2023, 12, 31))}


def test_reports_of_the_eleven_months_before_are_still_asked_for(work: Work):
    for number in range(2, 12):
        report(work, "甲村", 2023, number)
    assert "甲村" in {one.division.name for one in due(work, "zero-report-owed", date(2023, 12, 31))}
    report(work, "甲村", 2023, 1)
    owed = due(work, "zero-report-owed", date(2023, 12, 31))
    assert {one.division.name for one in owed} == {"乙村", "丙村"}
    assert {(one.due, one.state) for one in owed} == {(date(2023, 12, 5), Urgency.LATE)}


def test_a_plan_is_to_be_looked_through_after_a_year_and_shown_thirty_days_ahead(work: Work):
    kept = plan(work)
    assert due(work, "plan-review", date(2024, 1, 30)) == []
    assert [one.due for one in due(work, "plan-review", date(2024, 1, 31))] == [date(2024, 3, 1)]
    work.change(kept, {"reviewed_on": "2023-12-01"})
    assert due(work, "plan-review", date(2024, 1, 31)) == []


def test_a_plan_that_was_replaced_is_not_looked_through(work: Work):
    plan(work, state="已被新版代替")
    assert due(work, "plan-review", date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "post", "asked"),
    [
        (date(2023, 3, 1), None, Post.OFFICER, 0),
        (date(2023, 3, 2), None, Post.OFFICER, 1),
        (date(2022, 1, 1), date(2023, 3, 2), Post.GROUP_HEAD, 1),
        (date(2023, 12, 30), None, Post.OFFICER, 0),
        (date(2023, 3, 2), None, Post.PRINCIPAL, 0),
    ],
)
@pytest.mark.regime("R58")
def test_a_plan_is_to_be_looked_through_when_those_in_it_change(
    work: Work, starts_on: date, ends_on: date | None, post: Post, asked: int
):
    plan(work)
    appointed(work, starts_on, ends_on, post)
    assert len(due(work, "contacts-changed", date(2023, 12, 1))) == asked


def test_the_plan_of_a_township_that_was_merged_is_looked_through_when_those_of_the_new_one_change(work: Work):
    """By the tree of a day before, the other township is still another one."""
    kept = plan(work)
    appointed(work, date(2023, 3, 2), code=PLACES["丙镇"][0])
    codes = [PLACES[name][0] for name in ("甲镇", "丙镇")]
    assert due(work, "contacts-changed", date(2023, 11, 30)) == []
    merge(work, codes, Part("990101109000", "大镇"), date(2023, 12, 1))
    assert due(work, "contacts-changed", date(2023, 11, 30)) == []
    work.change(kept, {"reviewed_on": "2023-12-01"})
    assert due(work, "contacts-changed", date(2023, 12, 31)) == []
    appointed(work, date(2023, 12, 2), code="990101109000")
    assert len(due(work, "contacts-changed", date(2023, 12, 31))) == 1


def test_a_township_without_a_drill_is_reminded_sixty_days_before_the_year_ends(work: Work):
    assert due(work, "drill", date(2023, 10, 31)) == []
    found = due(work, "drill", date(2023, 11, 1))
    assert [(one.division.name, one.due) for one in found] == [
        ("甲镇", date(2023, 12, 31)),
        ("丙镇", date(2023, 12, 31)),
    ]
    township = work.division(PLACES["甲镇"][0])
    work.add(Drill(division_id=township.id, held_on=date(2023, 6, 1), scenario="食物中毒", people=20))
    assert [one.division.name for one in due(work, "drill", date(2023, 12, 1))] == ["丙镇"]
