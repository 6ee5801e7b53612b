"""Who has no grade, whose grade gets old or does not hang, who is still to be visited; and what a switch changes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fscore.extension.declarations import Urgency
from fscore.model.operators import Licence, LicenceKind, Operator
from fscore.model.period import year
from fscore.model.switching import SwitchKind
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY
from fscore_grading.model import HygieneGrade, RiskGrade
from fscore_inspection.model import Patrol

TODAY = date(2023, 12, 31)
DAY = timedelta(days=1)


def told(work: Work, on: date = TODAY) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code.removeprefix("grading."), one.due, one.state) for one in found if "grading." in one.code]


def at(shop: Operator, **values: Any) -> dict[str, Any]:
    return {"division_id": shop.division_id, "operator_id": shop.id, **values}


def grade(work: Work, shop: Operator, on: date, **values: Any) -> HygieneGrade:
    wanted = {"state": "graded", "letter": "A"} if "reason" not in values else {"state": "graded"}
    return work.create(HygieneGrade, at(shop, graded_on=on, **{**wanted, **values}))


def test_a_caterer_without_a_grade_is_told(work: Work, shop: Operator):
    assert shop.id
    assert told(work) == [("ungraded", TODAY, Urgency.DUE)]


def test_a_new_caterer_is_not_told_for_three_months(work: Work, shop: Operator):
    licence = {"kind": LicenceKind.FOOD_LICENCE, "number": "JY19901010000001", "issued_on": date(2023, 10, 1)}
    work.add(Licence(**at(shop, **licence)))
    assert told(work, TODAY) == []
    assert told(work, date(2024, 1, 1)) == [("ungraded", date(2024, 1, 1), Urgency.DUE)]


def test_after_an_incident_nobody_is_told_for_six_months(work: Work, shop: Operator):
    grade(work, shop, date(2023, 7, 1), reason="incident")
    assert told(work, TODAY) == []
    assert told(work, date(2024, 1, 1)) == [("ungraded", date(2024, 1, 1), Urgency.DUE)]


def test_a_grade_is_told_thirty_days_before_it_is_a_year_old(work: Work, shop: Operator):
    grade(work, shop, date(2023, 1, 10), state="posted", posted_on="2023-01-12")
    due = date(2024, 1, 10)
    assert told(work, due - DAY * 31) == []
    assert told(work, due - DAY * 30) == [("old", due, Urgency.EXPIRING)]
    assert told(work, due + DAY) == [("old", due, Urgency.LATE)]


def test_a_grade_is_to_hang_on_the_wall_within_a_week(work: Work, shop: Operator):
    made = grade(work, shop, TODAY)
    assert told(work) == [("post", TODAY + DAY * 7, Urgency.DUE)]
    work.change(made, {"state": "posted", "posted_on": TODAY})
    assert told(work) == []


def risk(work: Work, shop: Operator, letter: str, **values: Any) -> RiskGrade:
    grade(work, shop, date(2023, 6, 1), state="posted", posted_on="2023-06-02")
    return work.create(RiskGrade, at(shop, graded_on=date(2023, 1, 5), risk=letter, **values))


def patrol(work: Work, shop: Operator, *days: date) -> None:
    for day in days:
        work.create(Patrol, at(shop, patrolled_on=day, patroller="周"))


def test_visits_that_a_risk_grade_asks_for_are_told_towards_the_end_of_the_year(work: Work, shop: Operator):
    risk(work, shop, "D")
    patrol(work, shop, date(2022, 12, 31), date(2023, 1, 2), date(2023, 3, 1))
    assert told(work, date(2023, 10, 1)) == []
    assert told(work, date(2023, 10, 2)) == [("visits", TODAY, Urgency.DUE)]
    patrol(work, shop, date(2023, 10, 2))
    assert told(work, date(2023, 10, 2)) == []


@pytest.mark.parametrize(("letter", "wrong"), [("A", True), ("B", True), ("C", False), ("D", False)])
def test_a_risk_grade_below_its_points_is_told(work: Work, shop: Operator, letter: str, *, wrong: bool):
    patrol(work, shop, *(date(2023, month, 1) for month in (1, 2, 3)))
    risk(work, shop, letter, static_points=Decimal(30), dynamic_points=Decimal(16))
    assert [code for code, _due, _state in told(work)] == (["misgraded"] if wrong else [])


def test_where_grading_is_off_the_rule_for_the_kind_holds_again(system: System):
    with system.work() as work:
        village = work.division("990101101200")
        shop = work.create(Operator, {"division_id": village.id, "name": "副食店", "kind": "grocery"})
        work.create(RiskGrade, at(shop, graded_on=date(2023, 1, 5), risk="D"))
        patrol(work, shop, date(2023, 2, 1))
        work.commit()

    def covered() -> object:
        with system.work(reading=True) as work:
            return reading(work, "I46", work.division(COUNTY), year(2023)).value.part

    assert covered() == 0
    turn(system, "grading", SwitchKind.DISABLE, "990101101000", starts_on=date(2023, 1, 1))
    assert covered() == 1
