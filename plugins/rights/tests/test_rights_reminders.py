"""Who is reminded of what: a day to pass on, seven to accept, forty-five or fifteen to close, five to tell."""

from datetime import date

import pytest

from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Urgency
from fscore.services.reminders import reminders
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, PLACES
from fscore_rights.model import Complaint, Hotline, Tipoff

RECEIVED = date(2023, 9, 28)


def due(work: Work, code: str, on: date) -> list[tuple[date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.due, one.state) for one in found if one.code == f"rights.{code}"]


def card(work: Work, **values: object) -> Complaint:
    unit = work.division(PLACES["甲村"][0])
    about = {"kind": "投诉", "received_on": RECEIVED, "subject": "买到过期糕点", "channel": "电话"}
    return work.create(Complaint, {"division_id": unit.id, **about, **values})


def test_a_card_is_to_be_passed_on_by_the_next_working_day(work: Work):
    found = card(work)
    assert due(work, "transfer", RECEIVED) == [(date(2023, 10, 7), Urgency.DUE)]
    assert due(work, "transfer", date(2023, 10, 8)) == [(date(2023, 10, 7), Urgency.LATE)]
    work.change(found, {"transferred_on": "2023-10-07", "transferred_to": "市场监管所"})
    assert due(work, "transfer", date(2023, 10, 8)) == []


def test_a_complaint_is_to_be_accepted_or_not_within_seven_working_days(work: Work):
    found = card(work)
    by = limit(RECEIVED, 7)
    assert due(work, "accept", by) == [(by, Urgency.DUE)]
    assert due(work, "accept", date(2023, 11, 1)) == [(by, Urgency.LATE)]
    work.change(found, {"state": "已受理", "accepted_on": "2023-10-07"})
    assert due(work, "accept", by) == []


def test_a_tip_off_is_not_accepted_but_looked_into(work: Work):
    card(work, kind="举报")
    assert due(work, "accept", RECEIVED) == []


@pytest.mark.parametrize(("kind", "code", "days"), [("投诉", "close-complaint", 45), ("举报", "close-tipoff", 15)])
def test_a_limit_is_shown_five_working_days_ahead(work: Work, kind: str, code: str, days: int):
    found = card(work, kind=kind)
    by, shown, before = limit(RECEIVED, days), limit(RECEIVED, days - 5), limit(RECEIVED, days - 6)
    assert due(work, code, before) == []
    assert due(work, code, shown) == [(by, Urgency.EXPIRING)]
    assert due(work, code, limit(by, 1)) == [(by, Urgency.LATE)]
    work.change(found, {"state": "不予受理", "closed_on": "2023-10-07"})
    assert due(work, code, shown) == []


def test_more_time_moves_the_limit_to_thirty_working_days(work: Work):
    found = card(work, kind="举报")
    work.create(Tipoff, {"division_id": found.division_id, "complaint_id": found.id, "extended_on": "2023-10-12"})
    by = limit(RECEIVED, 30)
    assert due(work, "close-tipoff", by) == []
    assert due(work, "close-extended", by) == [(by, Urgency.EXPIRING)]


def test_whoever_gave_a_name_is_to_be_told_within_five_working_days(work: Work):
    decided = {"decision": "立案", "decided_on": "2023-10-12"}
    for anonymous in (True, False):
        found = card(work, kind="举报", anonymous=anonymous, subject=f"举报{anonymous}")
        kept = work.create(Tipoff, {"division_id": found.division_id, "complaint_id": found.id, **decided})
    assert due(work, "inform", date(2023, 10, 13)) == [(date(2023, 10, 19), Urgency.DUE)]
    work.change(kept, {"informed_on": "2023-10-19"})
    assert due(work, "inform", date(2023, 10, 20)) == []


def test_a_township_without_a_published_number_is_named(work: Work):
    on = date(2023, 5, 1)
    assert len(due(work, "hotline", on)) == 2
    township = work.division(PLACES["甲镇"][0])
    number = {"number": "12315", "scope": "食品", "published_on": on}
    kept = work.create(Hotline, {"division_id": township.id, **number})
    assert len(due(work, "hotline", on)) == 1
    work.change(kept, {"withdrawn_on": "2023-06-01"})
    assert [len(due(work, "hotline", day)) for day in (date(2023, 5, 31), date(2023, 6, 1))] == [1, 2]
