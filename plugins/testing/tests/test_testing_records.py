"""From the sample to the notice board: what each step draws after it, and who is reminded of the next one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

import fscore_testing
from fscore.errors import InvalidRecord, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.clock import CHINA
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_testing import model
from fscore_testing.rechecks import request_recheck

TODAY = date(2023, 12, 31)
DAY = date(2023, 5, 8)
TOLD = datetime(2023, 5, 8, 21, 0, tzinfo=CHINA)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"testing": fscore_testing}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def village(work: Work) -> int:
    return work.division(PLACES["甲村"][0]).id


def sample(work: Work, **values: object) -> model.Test:
    about = {"division_id": village(work), "sample_no": "1", "mode": "on_farm", "produce": "vegetable"}
    result = {"sample": "小白菜", "item": "pesticide", "sampled_on": DAY, "tested_on": DAY, "tester": "李四"}
    failed = {"state": "resulted", "reading": "53.15", "result": "positive"}
    return work.create(model.Test, {**about, **result, **failed, **values})


def below(work: Work, cls: type, test: model.Test, **values: object) -> None:
    work.create(cls, {"division_id": test.division_id, "test_id": test.id, **values})


def rerun(work: Work, test: model.Test, number: int, result: str) -> None:
    about = {"kind": "rerun", "number": number, "method": "rapid", "tested_on": DAY, "result": result}
    below(work, model.Retest, test, **about)


def dispose(work: Work, test: model.Test) -> None:
    below(work, model.Disposal, test, disposed_on=DAY, method="destroy", quantity="12.5", witness="王五")


def publish(work: Work, test: model.Test) -> None:
    below(work, model.Publication, test, place="公示栏", published_on=DAY + timedelta(days=1))


def told(work: Work, on: date = DAY) -> dict[str, tuple[date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return {one.code.removeprefix("testing."): (one.due, one.state) for one in found if one.code.startswith("testing.")}


@pytest.mark.regime("R29")
def test_a_positive_asks_for_one_step_after_the_other(work: Work):
    test = sample(work)
    assert set(told(work)) == {"seal", "run-again"}
    work.change(test, {"state": "sealed"})
    assert set(told(work)) == {"run-again", "destroy"}
    rerun(work, test, 1, "positive")
    rerun(work, test, 2, "positive")
    assert set(told(work)) == {"destroy"}
    dispose(work, test)
    assert set(told(work)) == {"publish"}
    publish(work, test)
    assert told(work) == {}
    work.change(test, {"state": "closed"})
    assert (test.destroyed_on, test.published_on) == (DAY, DAY + timedelta(days=1))


def test_sealing_is_late_the_next_day_destroying_after_three(work: Work):
    test = sample(work)
    assert told(work)["seal"] == (DAY, Urgency.DUE)
    assert told(work, DAY + timedelta(days=1))["seal"] == (DAY, Urgency.LATE)
    work.change(test, {"state": "sealed"})
    due = DAY + timedelta(days=3)
    assert told(work, due)["destroy"] == (due, Urgency.DUE)
    assert told(work, due + timedelta(days=1))["destroy"] == (due, Urgency.LATE)


def test_publishing_is_late_three_days_after_the_disposal(work: Work):
    test = sample(work, state="sealed")
    dispose(work, test)
    due = DAY + timedelta(days=3)
    assert told(work, due)["publish"] == (due, Urgency.DUE)
    assert told(work, due + timedelta(days=1))["publish"] == (due, Urgency.LATE)


def test_the_re_test_is_due_when_the_four_hours_are_over(work: Work):
    test = sample(work)
    assert told(work)["run-again"][0] == DAY
    work.change(test, {"informed_at": TOLD})
    assert told(work)["run-again"][0] == DAY + timedelta(days=1)


def test_two_runs_of_which_one_is_passed_clear_the_lot(work: Work):
    test = sample(work, state="sealed")
    rerun(work, test, 1, "negative")
    assert "run-again" in told(work)
    rerun(work, test, 2, "positive")
    assert told(work) == {}
    work.change(test, {"state": "closed"})


def test_a_value_at_the_limit_that_was_written_down_as_passed_is_told(work: Work):
    sample(work, reading="49.9", result="negative")
    sample(work, sample_no="2", reading="50.0", result="negative")
    assert told(work) == {"contradicted": (DAY, Urgency.DUE)}


def test_a_corrected_value_is_measured_again(work: Work):
    test = sample(work, reading="50.0", result="negative")
    work.change(test, {"reading": "<5.0"})
    assert test.measured is None
    assert told(work) == {}


def test_a_lot_is_not_destroyed_before_it_is_sealed_nor_published_before_it_is_destroyed(work: Work):
    test = sample(work)
    with pytest.raises(InvalidRecord, match="先封存，再处置"):
        dispose(work, test)
    work.session.rollback()
    test = sample(work, state="sealed")
    with pytest.raises(InvalidRecord, match="先处置，再公示"):
        publish(work, test)


def test_no_more_lots_are_tested_than_are_on_offer(work: Work):
    place = village(work)
    about = {"division_id": place, "market": "早市", "offered_on": DAY, "produce": "fruit", "lots": 1}
    offering = work.create(model.Offering, about)
    tie = {"mode": "market", "offering_id": offering.id, "result": "negative", "reading": "1"}
    sample(work, lot="一", **tie)
    sample(work, lot="一", sample_no="2", **tie)
    sample(work, lot="二", sample_no="4", **tie | {"result": "invalid"})
    assert offering.tested == 1
    with pytest.raises(InvalidRecord, match="“上市批次”只有 1，检测的却有 2 批"):
        sample(work, lot="二", sample_no="3", **tie)


@pytest.mark.parametrize(("minutes", "taken"), [(240, True), (241, False)])
@pytest.mark.regime("R26")
def test_the_owner_asks_within_four_hours_of_being_told(work: Work, minutes: int, taken: bool):  # noqa: FBT001
    test = sample(work, informed_at=TOLD)
    asked = TOLD + timedelta(minutes=minutes)
    if not taken:
        with pytest.raises(NotPossible, match="告知后 4 小时内"):
            request_recheck(work, test, asked)
        return
    again = request_recheck(work, test, asked)
    assert again.method is model.Method.LABORATORY
    # Asked for on the 9th, a Tuesday; seven working days later is the 18th.
    assert told(work)["recheck-report"][0] == date(2023, 5, 18)


def test_nobody_asks_for_a_re_inspection_before_being_told_or_of_what_was_passed(work: Work):
    with pytest.raises(NotPossible, match="先填“告知货主时间”"):
        request_recheck(work, sample(work), TOLD)
    passed = sample(work, sample_no="2", reading="1", result="negative", informed_at=TOLD)
    with pytest.raises(NotPossible, match="检测合格的不用复检"):
        request_recheck(work, passed, TOLD)


def test_a_liaison_counts_lots_on_offer_and_does_not_test(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        assert work.scope.may_write(model.Offering)
        assert not any(work.scope.may_write(cls) for cls in (model.Test, model.Retest, model.Disposal))
