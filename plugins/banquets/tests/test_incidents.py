"""That nobody fell ill after a banquet is said only where the villages have reported it."""

from collections.abc import Iterable, Iterator
from datetime import date
from types import ModuleType

import pytest
import sqlalchemy as sa

import fscore_banquets
from fscore import Category, Manifest, hookimpl
from fscore.evaluation.ratio import State, Unit, Value
from fscore.model.people import Organisation
from fscore.model.period import Period, year
from fscore.services.figures import reading
from fscore.services.work import Work
from fscore.storage.indicators import Count, Indicator, Reporting, indicator
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.testing.fixtures import COUNTY, county
from fscore_banquets.filing import close_banquet, file_banquet


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


@pytest.fixture
def work() -> Iterator[Work]:
    system = county({"banquets": fscore_banquets, "emergency": emergency()}, today=date(2023, 12, 31))
    with system.work() as begun:
        yield begun
    system.engine.dispose()


def value(work: Work) -> Value:
    return reading(work, "I40", work.division(COUNTY), year(2023)).value


def report(work: Work) -> None:
    for unit in work.all(units(work.today)):
        work.create(Organisation, {"division_id": unit.id, "name": "零报告"})


def closed(work: Work, ill: int) -> None:
    unit = work.division("990101101200").id
    values = {"division_id": unit, "host": "张三", "kind": "婚宴", "place": "家中", "filed_on": "2023-05-01"}
    banquet = file_banquet(
        work, {**values, "state": "已受理"}, [{"held_on": "2023-05-04", "slot": "午餐", "heads": 60}]
    )
    close_banquet(work, banquet, ill=ill, on=date(2023, 5, 6))


def test_without_zero_reports_nobody_knows_that_there_was_none(work: Work):
    closed(work, ill=0)
    assert value(work).state is State.NOT_REPORTED


def test_with_complete_zero_reports_there_was_none(work: Work):
    report(work)
    closed(work, ill=0)
    assert (value(work).state, value(work).part) == (State.OK, 0)


def test_a_banquet_after_which_somebody_fell_ill_is_an_incident(work: Work):
    report(work)
    closed(work, ill=3)
    assert value(work).part == 1
