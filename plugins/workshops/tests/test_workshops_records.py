"""The census from the visit to the register, and who is reminded of what."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

import fscore_workshops
from fscore.errors import InvalidRecord, NotPossible
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.evaluation.succession import Part
from fscore.extension.declarations import Urgency
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.division_changes import merge
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_workshops.census import forbidden, register_workshop, remarks
from fscore_workshops.model import SupervisionFile, Workshop, WorkshopState

TODAY = date(2023, 12, 31)
OPENED = date(2023, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"workshops": fscore_workshops}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


@pytest.fixture
def operator(work: Work) -> Operator:
    place = work.division(PLACES["甲村"][0]).id
    return work.add(Operator(division_id=place, name="福安豆腐坊", kind=OperatorKind.WORKSHOP, opened_on=OPENED))


def found(work: Work, name: str = "福安豆腐坊", **values: object) -> Workshop:
    place = work.division(PLACES["甲村"][0]).id
    about = {"division_id": place, "year": 2023, "name": name, "found_on": date(2023, 5, 8), "owner": "张三"}
    return work.create(Workshop, {**about, **values})


def card(work: Work, operator: Operator, valid_to: date | None) -> Licence:
    about = {"kind": LicenceKind.REGISTRATION_CARD, "number": "990101", "issued_on": date(2021, 7, 1)}
    return work.add(Licence(division_id=operator.division_id, operator_id=operator.id, valid_to=valid_to, **about))


def told(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    due = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in due if one.code == f"workshops.{code}"]


def test_a_workshop_that_was_found_comes_into_the_register(work: Work):
    workshop = found(work, floor_area="45.5")
    operator = register_workshop(work, workshop, date(2023, 5, 10))
    assert (operator.kind, operator.principal) == (OperatorKind.WORKSHOP, "张三")
    assert (workshop.state, workshop.operator_id) == (WorkshopState.REGISTERED, operator.id)


def test_one_that_is_in_the_register_is_linked_and_not_doubled(work: Work, operator: Operator):
    assert register_workshop(work, found(work)).id == operator.id
    assert work.count(sa.select(Operator)) == 1


def test_one_found_in_a_village_that_is_merged_meanwhile_is_registered_where_it_lies_now(
    work: Work, operator: Operator
):
    listed, fresh = found(work), found(work, name="乙豆腐坊")
    codes = [PLACES[name][0] for name in ("甲村", "乙村")]
    new = merge(work, codes, Part("990101101250", "合村"), date(2023, 6, 1)).opened[0]
    assert register_workshop(work, listed).id == operator.id, "it is in the register of the old village"
    assert register_workshop(work, fresh).division_id == new.id


def test_a_closed_one_is_not_registered(work: Work):
    workshop = found(work, state="closed", closed_on="2023-06-01")
    with pytest.raises(NotPossible):
        register_workshop(work, workshop)


@pytest.mark.regime("R31")
def test_the_same_workshop_is_found_again_next_year_and_last_year_stays(work: Work, operator: Operator):
    register_workshop(work, found(work))
    assert told(work, "census", TODAY) == []
    assert told(work, "census", date(2024, 1, 1)) == [(date(2024, 6, 30), Urgency.DUE)]
    later = found(work, year=2024)
    work.change(later, {"operator_id": operator.id, "state": "registered", "registered_on": "2023-12-31"})
    assert told(work, "census", date(2024, 1, 1)) == []


def test_who_was_not_visited_by_the_end_of_june_is_late(work: Work, operator: Operator):
    due = date(2023, 6, 30)
    assert told(work, "census", due) == [(due, Urgency.DUE)]
    assert told(work, "census", due + DAY) == [(due, Urgency.LATE)]
    work.change(operator, {"closed_on": due})
    assert told(work, "census", due + DAY) == []


def test_an_application_is_answered_within_five_working_days(work: Work):
    # The 8th is a Monday.
    workshop = found(work, applied_on="2023-05-08")
    due = date(2023, 5, 15)
    assert told(work, "decide", due) == [(due, Urgency.DUE)]
    assert told(work, "decide", due + DAY) == [(due, Urgency.LATE)]
    assert told(work, "register", due) == []
    register_workshop(work, workshop)
    assert told(work, "decide", due) == []


def test_without_an_application_it_is_registered_within_thirty_days(work: Work):
    workshop = found(work)
    due = date(2023, 6, 7)
    assert told(work, "register", due) == [(due, Urgency.DUE)]
    assert told(work, "register", due + DAY) == [(due, Urgency.LATE)]
    register_workshop(work, workshop)
    assert told(work, "register", due) == []


def test_a_workshop_has_a_file_thirty_days_after_it_opened(work: Work, operator: Operator):
    due = date(2023, 1, 31)
    assert told(work, "file-missing", due) == [(due, Urgency.DUE)]
    assert told(work, "file-missing", due + DAY) == [(due, Urgency.LATE)]
    about = {"division_id": operator.division_id, "operator_id": operator.id, "number": "1", "opened_on": due}
    file = work.create(SupervisionFile, about)
    assert told(work, "file-missing", due) == []
    work.change(file, {"state": "archived", "archived_on": due})
    assert told(work, "file-missing", due) != []


def test_a_card_is_to_be_renewed_sixty_days_before_it_ends(work: Work, operator: Operator):
    ends = date(2023, 9, 30)
    card(work, operator, ends)
    assert told(work, "card-expiring", ends - 61 * DAY) == []
    assert told(work, "card-expiring", ends - 60 * DAY) == [(ends, Urgency.EXPIRING)]
    assert told(work, "card-expiring", ends + DAY) == [(ends, Urgency.LATE)]


def test_the_card_of_another_business_is_not_told_here(work: Work, operator: Operator):
    card(work, operator, date(2023, 9, 30))
    work.change(operator, {"kind": "grocery"})
    assert told(work, "card-expiring", TODAY) == []


def test_what_workshops_may_not_make_is_told_and_remarked(work: Work):
    workshop = found(work, goods="豆制品、乳制品")
    assert told(work, "forbidden-goods", TODAY) == [(date(2023, 5, 8), Urgency.LATE)]
    assert remarks(work, workshop) == ["乳制品不允许小作坊生产"]
    work.change(workshop, {"goods": "豆制品"})
    assert told(work, "forbidden-goods", TODAY) == []
    assert remarks(work, workshop) == []


def test_a_place_may_allow_what_others_forbid():
    allowed = Rule(
        "workshops.makers-of-dairy",
        Decimal(0),
        Op.GE,
        "家",
        date(2023, 1, 1),
        Citation("本地规定"),
        region=PLACES["甲镇"][0],
    )
    system = county({"workshops": fscore_workshops}, today=TODAY, rules=[allowed])
    with system.work() as work:
        here = found(work, goods="乳制品")
        there = found(work, division_id=work.division(PLACES["丙村"][0]).id, goods="乳制品")
        assert (forbidden(work, here), [one.value for one in forbidden(work, there)]) == ([], ["dairy"])
        assert len(told(work, "forbidden-goods", TODAY)) == 1
    system.engine.dispose()


@pytest.mark.parametrize(
    ("valid_to", "words"),
    [
        (date(2026, 6, 30), []),
        (date(2026, 7, 1), ["登记证 990101 的有效期超过 60 个月"]),
        (None, ["登记证 990101 的有效期超过 60 个月"]),
        (date(2023, 12, 30), ["没有有效的小作坊登记证"]),
    ],
)
def test_a_card_that_is_missing_or_too_long_is_remarked(
    work: Work, operator: Operator, valid_to: date | None, words: list[str]
):
    card(work, operator, valid_to)
    workshop = found(work)
    register_workshop(work, workshop)
    assert remarks(work, workshop) == words


def test_a_liaison_finds_a_workshop_and_does_not_register_it(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        workshop = found(work)
        for name in ("state", "operator_id", "registered_on", "closed_on"):
            with pytest.raises(InvalidRecord, match=f"“{name}”这一格"):
                work.change(workshop, {name: None})
        assert not work.scope.may_write(SupervisionFile)
