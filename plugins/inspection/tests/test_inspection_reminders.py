"""Who is reminded of what: two inspectors, publishing, passing on, rechecking, closing down, summing up."""

from datetime import date, timedelta
from typing import Any

import pytest

from fscore.extension.declarations import Urgency
from fscore.model.operators import Operator
from fscore.model.rectification import Rectification
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY
from fscore_inspection.campaigns import Campaign
from fscore_inspection.model import Inspection, Patrol

TODAY = date(2023, 12, 28)
DAY = timedelta(days=1)
TWO = {"inspector": "李四", "card": "A1", "second_inspector": "王五", "second_card": "A2"}


def told(work: Work, on: date = TODAY) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code.removeprefix("inspection."), one.due, one.state) for one in found if "inspection" in one.code]


def at(shop: Operator, **values: Any) -> dict[str, Any]:
    return {"division_id": shop.division_id, "operator_id": shop.id, **values}


@pytest.mark.parametrize("card", [{"inspector": "李四", "card": "A1"}, {"second_card": "A2"}, {}])
def test_an_inspection_in_three_days_that_lacks_an_inspector_is_told(work: Work, shop: Operator, card: dict[str, str]):
    work.create(Inspection, at(shop, state="planned", planned_on=TODAY + DAY * 3, **card))
    assert told(work, TODAY - DAY) == []
    assert told(work) == [("two-officers", TODAY + DAY * 3, Urgency.DUE)]


def test_an_inspection_with_two_inspectors_reminds_nobody(work: Work, shop: Operator):
    work.create(Inspection, at(shop, state="planned", planned_on=TODAY, **TWO))
    assert told(work) == []


def test_a_result_is_to_be_published_within_twenty_working_days(work: Work, shop: Operator):
    about = {**TWO, "inspected_on": date(2023, 9, 1), "cards_shown": True, "result": "no_problem"}
    made = work.create(Inspection, at(shop, **about))
    # Twenty working days, past the mid-autumn and national holidays with their make-up days.
    due = date(2023, 10, 7)
    assert told(work, due) == [("publish", due, Urgency.DUE)]
    assert told(work, due + DAY) == [("publish", due, Urgency.LATE)]
    work.change(made, {"state": "published", "published_on": due})
    assert told(work) == []


def test_what_a_patrol_found_is_to_be_passed_on_the_next_day(work: Work, shop: Operator):
    values = {"patrolled_on": TODAY, "patroller": "周", "state": "found", "problems": "票据不全"}
    patrol = work.create(Patrol, at(shop, **values))
    assert told(work) == [("forward", TODAY + DAY, Urgency.DUE)]
    work.change(patrol, {"state": "forwarded", "forwarded_on": TODAY})
    assert told(work) == []


def test_a_rectification_is_to_be_rechecked_from_three_days_before_it_is_due(work: Work, shop: Operator):
    values = {"problem": "票据不全", "found_on": date(2023, 12, 1), "due_on": TODAY, "state": "ordered"}
    found = work.create(Rectification, at(shop, **values))
    assert told(work, TODAY - DAY * 4) == []
    assert told(work, TODAY - DAY * 3) == [("recheck", TODAY, Urgency.DUE)]
    assert told(work, TODAY + DAY) == [("recheck", TODAY, Urgency.LATE)]
    work.change(found, {"state": "reported_done"})
    work.change(found, {"state": "rechecked_ok", "rechecked_on": TODAY})
    assert told(work) == []


@pytest.mark.parametrize(("failed", "codes"), [(2, ["recheck"]), (3, ["close-down", "recheck"])])
def test_whoever_fails_again_and_again_is_to_be_closed_down(work: Work, shop: Operator, failed: int, codes: list[str]):
    about = at(shop, problem="无证", found_on=date(2023, 12, 1), due_on=TODAY, state="ordered")
    work.add(Rectification(**about, rechecks_failed=failed))
    assert [code for code, _due, _state in told(work)] == codes


def test_a_campaign_is_to_be_summarised_within_fifteen_days(work: Work):
    place = work.division("990101101000").id
    days = {"starts_on": date(2023, 12, 1), "ends_on": TODAY, "targets": "小餐饮店", "name": "整治"}
    campaign = work.create(Campaign, {"division_id": place, **days, "state": "running"})
    assert told(work, TODAY - DAY * 8) == []
    assert told(work, TODAY - DAY * 7) == [("summarise", TODAY + DAY * 15, Urgency.DUE)]
    counts = {"inspected": 9, "found": 3, "fixed": 3, "summarised_on": TODAY}
    work.change(campaign, {"state": "summarised", **counts})
    assert told(work) == []
