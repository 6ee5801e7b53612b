"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``, the rest is here."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import fscore_cooks
from fscore.errors import Conflict, InvalidRecord, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.people import Credential, CredentialKind, Person
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.reminders import reminders
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county, with_required
from fscore_cooks.lookup import Standing, look_up
from fscore_cooks.model import CookStage, RuralCook
from fscore_health.model import HealthCertificate
from fscore_training.model import Attendance, TrainingSession

TODAY = date(2023, 9, 30)


@pytest.fixture
def system() -> Iterator[System]:
    made = county(with_required(["cooks"]), today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def registered(work: Work, name: str = "张大厨", place: str = "甲村", on: date = date(2023, 9, 1)) -> RuralCook:
    unit = work.division(PLACES[place][0]).id
    person = work.add(Person(division_id=unit, name=name))
    return work.add(RuralCook(division_id=unit, person_id=person.id, name=name, registered_on=on))


def credential(work: Work, cook: RuralCook, valid_to: date | None, kind: CredentialKind = CredentialKind.COOK) -> None:
    issued = date(2020, 1, 1)
    about = {"division_id": cook.division_id, "person_id": cook.person_id}
    work.add(Credential(**about, kind=kind, issued_on=issued, valid_to=valid_to))


def examined(work: Work, cook: RuralCook, valid_to: date) -> HealthCertificate:
    about = {"division_id": cook.division_id, "person_id": cook.person_id, "name": cook.name, "issuer": "卫生院"}
    return work.add(HealthCertificate(**about, issued_on=valid_to - timedelta(days=364), valid_to=valid_to))


def trained(work: Work, cook: RuralCook) -> None:
    values = {"title": "第一批", "kind": "batch", "planned_on": "2023-05-01", "held_on": "2023-05-01", "state": "held"}
    about = {"division_id": cook.division_id, "audience": "厨师", "topics": "卫生管理"}
    session = work.create(TrainingSession, {**about, **values})
    work.add(Attendance(division_id=cook.division_id, session_id=session.id, person_id=cook.person_id))


def asked(work: Work, name: str = "张大厨", on: date | None = None) -> Standing:
    (found,) = look_up(work, name, on)
    return found


def told(work: Work, on: date = TODAY) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code, one.due, one.state) for one in found if one.code.startswith("cooks.")]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_cooks, "cooks")


@pytest.mark.regime("R54")
def test_from_registration_to_certificate_and_past_its_end(work: Work):
    cook = registered(work)
    stages = [asked(work).stage]
    trained(work, cook)
    stages.append(asked(work).stage)
    examined(work, cook, date(2024, 3, 1))
    stages.append(asked(work).stage)
    credential(work, cook, date(2024, 5, 31))
    stages += [asked(work).stage, asked(work, on=date(2024, 5, 31)).stage, asked(work, on=date(2024, 6, 1)).stage]
    assert stages == [
        CookStage.REGISTERED,
        CookStage.TRAINED,
        CookStage.EXAMINED,
        CookStage.CERTIFIED,
        CookStage.CERTIFIED,
        CookStage.EXPIRED,
    ]


def test_who_asks_for_a_cook_sees_green_or_red_and_until_when(work: Work):
    cook = registered(work)
    credential(work, cook, date(2024, 5, 31))
    assert (asked(work).fit, asked(work).words) == (False, "厨师证有效期至2024年5月31日，没有有效的健康证")
    examined(work, cook, date(2024, 3, 1))
    assert (asked(work).fit, asked(work).words) == (True, "厨师证有效期至2024年5月31日，健康证有效期至2024年3月1日")
    assert asked(work, on=date(2024, 3, 1)).fit
    assert not asked(work, on=date(2024, 3, 2)).fit


def test_an_exam_counts_as_a_certificate_and_one_of_training_does_not(work: Work):
    cook = registered(work)
    credential(work, cook, None, CredentialKind.TRAINING)
    assert asked(work).certified_to is None
    credential(work, cook, None, CredentialKind.EXAM)
    assert asked(work).words.startswith("厨师证长期有效")


def test_a_part_of_the_name_is_enough_and_those_who_left_are_not_found(work: Work):
    registered(work, "张大厨")
    gone = registered(work, "张小厨")
    work.change(gone, {"left_on": TODAY})
    assert [one.cook.name for one in look_up(work, "张")] == ["张大厨"]
    assert [look_up(work, name) for name in ("", " ", "李", "%")] == [[], [], [], []]


def test_a_liaison_finds_the_cooks_of_the_own_village(system: System):
    with system.work() as work:
        registered(work, "张大厨")
        registered(work, "张远厨", "丙村")
        own = work.division(PLACES["甲村"][0])
        work.commit()
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        assert [one.cook.name for one in look_up(work, "张")] == ["张大厨"]


def test_a_liaison_registers_a_cook_of_the_own_village(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
        person = work.add(Person(division_id=own.id, name="张大厨"))
        work.commit()
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        values = {"division_id": own.id, "person_id": person.id, "name": "张大厨", "registered_on": "2023-09-01"}
        assert work.create(RuralCook, values).id
        with pytest.raises(Conflict):
            work.create(RuralCook, values)


def test_a_cook_does_not_leave_before_being_registered(work: Work):
    with pytest.raises(InvalidRecord, match="“退出日期”不能早于“登记日期”"):
        work.change(registered(work), {"left_on": "2023-08-31"})


@pytest.mark.parametrize(("days", "state"), [(30, Urgency.EXPIRING), (0, Urgency.EXPIRING), (-1, Urgency.LATE)])
def test_papers_that_run_out_are_told_thirty_days_ahead(work: Work, days: int, state: Urgency):
    cook, ends = registered(work), TODAY + timedelta(days=days)
    credential(work, cook, ends)
    examined(work, cook, ends)
    assert told(work) == [("cooks.certificate-expiring", ends, state), ("cooks.health-expiring", ends, state)]


def test_thirty_one_days_ahead_or_with_a_new_paper_nobody_is_told(work: Work):
    cook = registered(work)
    credential(work, cook, TODAY + timedelta(days=31))
    examined(work, cook, TODAY + timedelta(days=31))
    other = registered(work, "李大厨")
    credential(work, other, TODAY)
    credential(work, other, None, CredentialKind.EXAM)
    examined(work, other, TODAY)
    examined(work, other, TODAY + timedelta(days=200))
    assert told(work) == []


@pytest.mark.parametrize(("on", "state"), [(date(2023, 8, 31), Urgency.DUE), (date(2023, 8, 30), Urgency.LATE)])
def test_papers_that_a_cook_never_had_are_due_thirty_days_after_registration(work: Work, on: date, state: Urgency):
    registered(work, on=on)
    due = on + timedelta(days=30)
    assert told(work) == [("cooks.without-certificate", due, state), ("cooks.without-health", due, state)]


def test_training_is_told_of_from_sixty_days_before_the_year_ends(work: Work):
    cook = registered(work)
    credential(work, cook, None)
    examined(work, cook, date(2024, 3, 1))
    assert told(work, date(2023, 10, 31)) == []
    assert told(work, date(2023, 11, 1)) == [("cooks.training", date(2023, 12, 31), Urgency.DUE)]
    trained(work, cook)
    assert told(work, date(2023, 12, 31)) == []


def test_cooks_bring_health_and_training_along_and_keep_them_on(system: System):
    with pytest.raises(NotPossible, match="cooks"):
        turn(system, "health", SwitchKind.DISABLE, COUNTY, starts_on=TODAY)
