"""What the protection of an event refuses, and whose zero its incidents stand on."""

from collections.abc import Iterable
from datetime import date
from types import ModuleType

import pytest
import sqlalchemy as sa

import fscore_events
from fscore import Category, Manifest, hookimpl
from fscore.errors import InvalidRecord, NotAllowed, NotPossible
from fscore.evaluation.ratio import State, Unit
from fscore.model.people import Organisation
from fscore.model.period import Period, year
from fscore.model.roles import Role
from fscore.services.figures import reading
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.indicators import Count, Indicator, Reporting, indicator
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_events.model import EventProtection, EventState

CLOSED = {"state": "已总结", "incidents": 0, "summary": "平稳"}


def event(work: Work, place: str = "甲镇", **values: object) -> EventProtection:
    about = {"name": "端午节", "kind": "节日", "starts_on": "2023-06-22", "ends_on": "2023-06-22"}
    where = {"division_id": work.division(PLACES[place][0]).id, "sites": "街上", "staff": "张三"}
    return work.create(EventProtection, {**where, **about, **values})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ends_on": "2023-06-21"}, "“结束日期”不能早于“开始日期”"),
        ({"state": "前期检查完"}, "前期检查完，要填“前期检查日期”"),
        ({"checked_on": "2023-06-23"}, "“前期检查日期”不能晚于开始日期"),
        ({**CLOSED, "incidents": None}, "总结要填“事故起数”"),
        ({**CLOSED, "summary": ""}, "总结要写“工作小结”"),
        ({"incidents": 0}, "活动还没有开始，不能填“事故起数”"),
        ({"incidents": -1, "state": "值守中"}, "事故起数"),
    ],
)
def test_a_protection_that_cannot_be_is_refused(work: Work, values: dict, words: str):
    with pytest.raises(InvalidRecord, match=words):
        event(work, **values)


@pytest.mark.regime("R52")
def test_from_plan_to_summary_and_never_back(work: Work):
    found = event(work)
    with pytest.raises(NotPossible, match="前期检查完、值守中、已取消"):
        work.change(found, CLOSED)
    work.change(found, {"state": "前期检查完", "checked_on": "2023-06-20"})
    work.change(found, {"state": "值守中"})
    with pytest.raises(NotPossible):
        work.change(found, {"state": "已取消"})
    work.change(found, CLOSED)
    with pytest.raises(NotPossible, match="不能再改成"):
        work.change(found, {"state": "值守中"})
    assert found.state is EventState.CLOSED


def test_a_liaison_does_not_order_protection(system: System):
    with system.work() as work:
        own = work.division(PLACES["甲村"][0])
    with system.work(Actor("周联络", Role.LIAISON, own)) as work, pytest.raises(NotAllowed):
        event(work, "甲村")


def reports(period: Period, _rules: Rules) -> Reporting:
    """Stand in for zero-reports: one organisation for each village."""
    return Reporting(filed=sa.select(Organisation), units=units(period.last), times=1)


@indicator(id="I41", code="incidents", label="事故数", unit=Unit("起"), definition="事故。", reported=reports)
def incidents(_period: Period, _rules: Rules) -> Count:
    """Count no incident at all."""
    return Count(sa.select(Organisation).where(sa.false()))


def emergency() -> ModuleType:
    """Return a plugin that stands in for the one with incidents and zero-reports."""
    module = ModuleType("fscore_emergency", "Incidents.")

    @hookimpl
    def manifest() -> Manifest:
        return Manifest("emergency", "1", "应急", "Emergency", "代替应急模块。", Category.WARNING, ">=0")

    @hookimpl
    def register_indicators() -> Iterable[Indicator]:
        return [incidents]

    module.manifest, module.register_indicators = manifest, register_indicators  # type: ignore[attr-defined]
    return module


def test_that_nothing_happened_stands_on_zero_reports():
    system = county({"events": fscore_events, "emergency": emergency()}, today=date(2023, 12, 31))
    with system.work() as work:
        event(work, **CLOSED)
        area = work.division(COUNTY)
        assert reading(work, "I44", area, year(2023)).value.state is State.NOT_REPORTED
        for unit in work.all(units(work.today)):
            work.create(Organisation, {"division_id": unit.id, "name": "零报告"})
        found = reading(work, "I44", area, year(2023))
        assert (found.value.part, found.met) == (0, True)
        event(work, name="交流会", **CLOSED | {"incidents": 2})
        event(work, name="庙会", **CLOSED | {"incidents": 1})
        found = reading(work, "I44", area, year(2023))
        assert (found.value.part, found.met) == (3, False)
    system.engine.dispose()
