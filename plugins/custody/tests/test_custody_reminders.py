"""Who is reminded of what: visits of the quarter, open problems, businesses nobody holds, cadres of another rank."""

from datetime import date

import pytest

from fscore.extension.declarations import Urgency
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES
from fscore_custody.model import Custody, CustodyVisit


def due(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in found if one.code == f"custody.{code}"]


def custody(work: Work, grade: str, tier: str = "village", ends_on: date | None = None) -> Custody:
    unit = work.division(PLACES["甲村"][0])
    shop = work.add(Operator(division_id=unit.id, name=f"{grade}{tier}饭店", kind=OperatorKind.CATERER))
    cadre = work.add(Person(division_id=unit.id, name="李四"))
    about = {"operator_id": shop.id, "person_id": cadre.id, "grade": grade, "tier": tier, "ends_on": ends_on}
    return work.create(Custody, {"division_id": unit.id, "starts_on": "2023-01-01", **about})


def visit(work: Work, held: Custody, on: date, **values: object) -> CustodyVisit:
    about = {"division_id": held.division_id, "custody_id": held.id, "visited_on": on, "mode": "现场"}
    return work.create(CustodyVisit, {**about, **values})


@pytest.mark.parametrize(
    ("grade", "before", "shown", "last"),
    [
        ("c", date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 31)),
        ("d", date(2023, 5, 30), date(2023, 5, 31), date(2023, 6, 30)),
    ],
)
def test_a_visit_is_asked_for_thirty_days_before_its_quarter_or_half_year_ends(
    work: Work, grade: str, before: date, shown: date, last: date
):
    held = custody(work, grade)
    assert due(work, "visit", before) == []
    assert due(work, "visit", shown) == due(work, "visit", last) == [(last, Urgency.DUE)]
    visit(work, held, date(2023, 1, 2))
    assert due(work, "visit", last) == []


def test_a_custody_that_ended_asks_for_no_visit(work: Work):
    custody(work, "c", ends_on=date(2023, 3, 30))
    assert due(work, "visit", date(2023, 3, 15)) == []


def test_a_problem_is_shown_until_it_is_solved(work: Work):
    problem = {"problems": "冰箱里生熟混放", "handler": "主体自行整改", "due_on": "2023-05-20"}
    found = visit(work, custody(work, "d"), date(2023, 5, 10), **problem)
    assert due(work, "problem", date(2023, 5, 20)) == [(date(2023, 5, 20), Urgency.DUE)]
    assert due(work, "problem", date(2023, 5, 21)) == [(date(2023, 5, 20), Urgency.LATE)]
    work.change(found, {"solved_on": "2023-05-21"})
    assert due(work, "problem", date(2023, 5, 21)) == []


def test_a_business_that_nobody_holds_is_named_from_the_day_after(work: Work):
    custody(work, "d", ends_on=date(2023, 5, 10))
    assert due(work, "not-held", date(2023, 5, 10)) == []
    assert due(work, "not-held", date(2023, 5, 11)) == [(date(2023, 5, 11), Urgency.DUE)]


@pytest.mark.parametrize(
    ("grade", "tier", "fits"),
    [
        ("a", "city", True),
        ("a", "county", False),
        ("b", "county", True),
        ("b", "township", False),
        ("c", "township", True),
        ("c", "county", True),
        ("c", "village", False),
        ("d", "village", True),
    ],
)
def test_a_cadre_holds_what_the_own_rank_is_for(work: Work, grade: str, tier: str, *, fits: bool):
    custody(work, grade, tier)
    assert (due(work, "tier", date(2023, 5, 1)) == []) is fits
