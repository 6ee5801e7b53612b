"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``, the rest is here."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import fscore_health
from fscore.errors import InvalidRecord, NotAllowed
from fscore.extension.declarations import Urgency
from fscore.model.division import Level
from fscore.model.entity import describe, faults, field, readable
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.period import Period
from fscore.model.roles import Role
from fscore.services.display import shown
from fscore.services.figures import breakdown, opened, reading
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_health.certificates import write_certificate
from fscore_health.model import FoodHandler, HealthCertificate

TODAY = date(2023, 12, 31)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"health": fscore_health}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def hired(work: Work, *, direct_contact: bool = True, starts_on: date = date(2023, 2, 1)) -> FoodHandler:
    unit = work.division(PLACES["甲村"][0]).id
    shop = work.put(Operator(division_id=unit, name="福安面馆", kind=OperatorKind.CATERER))[0]
    person = work.add(Person(division_id=unit, name="张三"))
    return work.add(
        FoodHandler(
            division_id=unit,
            operator_id=shop.id,
            person_id=person.id,
            name="张三",
            direct_contact=direct_contact,
            starts_on=starts_on,
            job="厨师",
        )
    )


def holder(one: FoodHandler) -> dict[str, object]:
    return {"division_id": one.division_id, "person_id": one.person_id, "name": one.name, "issuer": "甲镇卫生院"}


def certified(work: Work, one: FoodHandler, valid_to: date, **values: object) -> HealthCertificate:
    days = {"issued_on": valid_to - timedelta(days=364), "valid_to": valid_to}
    return write_certificate(work, {**holder(one), **days, **values})


def told(work: Work) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), TODAY)
    return [(one.code, one.due, one.state) for one in found if one.code.startswith("health.")]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_health, "health")


@pytest.mark.parametrize(
    ("days", "code", "state"),
    [
        (30, "first", Urgency.EXPIRING),
        (8, "first", Urgency.EXPIRING),
        (7, "second", Urgency.EXPIRING),
        (1, "second", Urgency.EXPIRING),
        (0, "last", Urgency.DUE),
        (-1, "last", Urgency.LATE),
    ],
)
@pytest.mark.regime("R47")
def test_a_certificate_that_runs_out_is_told_three_times(work: Work, days: int, code: str, state: Urgency):
    ends = TODAY + timedelta(days=days)
    certified(work, hired(work), ends)
    assert told(work) == [(f"health.certificate-{code}", ends, state)]


def test_nobody_is_told_thirty_one_days_before_or_once_there_is_a_new_one(work: Work):
    one = hired(work)
    certified(work, one, TODAY + timedelta(days=31))
    other = hired(work, starts_on=date(2023, 3, 1))
    certified(work, other, TODAY + timedelta(days=3))
    certified(work, other, TODAY + timedelta(days=300))
    assert told(work) == []


def test_who_does_not_touch_food_is_not_told_of(work: Work):
    certified(work, hired(work, direct_contact=False), TODAY)
    assert told(work) == []


def test_who_never_had_a_certificate_is_late_from_the_first_day_of_work(work: Work):
    one = hired(work)
    assert told(work) == [("health.without-certificate", date(2023, 2, 1), Urgency.LATE)]
    revoked = certified(work, one, date(2024, 5, 1), revoked_on=date(2023, 12, 1))
    assert [code for code, _due, _state in told(work)] == ["health.without-certificate"]
    assert not revoked.valid_on(date(2023, 12, 1))
    assert revoked.valid_on(date(2023, 11, 30))


def test_a_certificate_without_a_last_day_gets_that_of_the_rule(work: Work):
    made = write_certificate(work, {**holder(hired(work)), "issued_on": date(2023, 3, 1)})
    assert made.valid_to == date(2024, 2, 29)
    assert made.valid_on(date(2024, 2, 29))
    assert not made.valid_on(date(2024, 3, 1))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"valid_to": "2023-02-28"}, "“有效期至”不能早于“发证日期”"),
        ({"revoked_on": "2023-02-28"}, "“注销日期”不能早于“发证日期”"),
    ],
)
def test_a_certificate_neither_ends_nor_is_revoked_before_it_is_issued(values: dict[str, str], fault: str):
    about = {"division_id": 1, "person_id": 1, "name": "张三", "issuer": "卫生院", "issued_on": "2023-03-01"}
    found = HealthCertificate(**{**about, "valid_to": "2024-02-29", **values})
    assert [str(one) for one in faults(found)] == [fault]


def test_nobody_leaves_before_starting(work: Work):
    one = hired(work)
    with pytest.raises(InvalidRecord, match="“离岗日期”不能早于“上岗日期”"):
        work.change(one, {"ends_on": "2023-01-31"})


@pytest.mark.regime("R47")
def test_health_data_say_why_they_are_kept_and_the_number_is_masked_and_for_the_office_alone():
    kept = {
        one.name for one in describe(HealthCertificate) if one.about.personal and one.about.personal.kind == "health"
    }
    assert kept == {"number", "issued_on", "valid_to", "revoked_on"}
    number = field(HealthCertificate, "number")
    assert "第二十八条" in number.about.personal.basis
    assert shown(number, "9901010001") == "9********1"
    assert "number" not in {one.name for one in readable(HealthCertificate, Role.LIAISON)}
    assert "number" in {one.name for one in readable(HealthCertificate, Role.OFFICER)}
    assert not {one.name for one in describe(HealthCertificate)} & {"disease", "findings", "result"}


def test_a_liaison_writes_no_certificate(system: System):
    with system.work() as work:
        one = hired(work)
        own = work.division(PLACES["甲村"][0])
        work.commit()
    with system.work(Actor("周联络", Role.LIAISON, own)) as work, pytest.raises(NotAllowed):
        certified(work, one, date(2024, 5, 1))


def test_the_papers_that_end_soon_open_as_places_and_one_by_one_and_forget_what_was_deleted(work: Work):
    one = hired(work)
    certified(work, one, TODAY + timedelta(days=9))
    gone = certified(work, one, TODAY + timedelta(days=10))
    area, day = work.division(COUNTY), Period(TODAY, TODAY)
    part, _whole = opened(work, "D07", area, day)
    assert [place.name for place in part.records] == ["甲村"]
    part, _whole = opened(work, "X47", area, day)
    assert [record.id for record in part.records] == [gone.id]
    lines = breakdown(work, "D07", area, day, Level.TOWNSHIP)
    assert [(line.division.name, line.value.part) for line in lines] == [("甲镇", 1), ("丙镇", 0)]
    work.remove(gone, "录错了")
    assert reading(work, "D07", area, day).value.part == 1
    assert reading(work, "X47", area, day).value.part == 1
