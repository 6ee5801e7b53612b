"""The plugin keeps what every plugin promises; what the office writes by hand goes its course."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_annual
from fscore.errors import NotPossible
from fscore.extension.declarations import Outline
from fscore.model.period import year
from fscore.services.work import Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import PLACES, county
from fscore_annual.model import SUBJECTS, AnnualSummary, Focus, Priority, PriorityState, Problem, SummaryState
from fscore_annual.report import SECTIONS

TODAY = date(2023, 12, 31)


@pytest.fixture
def work() -> Iterator[Work]:
    system = county({"annual": fscore_annual}, today=TODAY)
    with system.work() as begun:
        yield begun
    system.engine.dispose()


def said(work: Work, place: Outline, number: int) -> list[tuple[str, str, tuple[str, ...]]]:
    (section,) = [one for one in SECTIONS if one.place is place]
    area = work.division(PLACES["甲镇"][0])
    return [(one.heading, one.text, one.speaks_of) for one in section.said(work, area, year(number))]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_annual, "annual")


def test_a_summary_goes_from_draft_to_issue_and_then_stays():
    summary = AnnualSummary(division_id=1, year=2023, drafted_on=date(2024, 1, 5))
    with pytest.raises(NotPossible, match="领导已审"):
        summary.state = SummaryState.ISSUED
    for state in (SummaryState.REVIEWED, SummaryState.DRAFT, SummaryState.REVIEWED, SummaryState.ISSUED):
        summary.state = state
    with pytest.raises(NotPossible, match="不能再改"):
        summary.state = SummaryState.DRAFT


@pytest.mark.regime("R64")
def test_a_problem_stands_in_the_summary_of_its_year_and_names_the_module_it_is_about(work: Work):
    unit = work.division(PLACES["甲镇"][0]).id
    work.create(Problem, {"division_id": unit, "year": 2023, "text": "人手少", "category": "任务重、人手少"})
    values = {"division_id": unit, "year": 2023, "text": "聚餐分散", "category": "风险隐患", "module": "banquets"}
    work.create(Problem, values)
    lead, *written, _by_figures, missed = said(work, Outline.PROBLEMS, 2023)
    assert lead[1].startswith("回顾一年来的工作")
    assert written == [
        ("任务重、人手少", "人手少", ()),
        ("风险隐患仍然存在", "聚餐分散", ("banquets",)),
    ]
    assert missed[0] == "部分工作没有达到年度目标"
    assert "三级监管网络覆盖率{I01}" in missed[1]
    assert [heading for heading, _text, _about in said(work, Outline.PROBLEMS, 2022)] == ["", missed[0], missed[0]]


def test_problems_are_met_by_their_measures_and_missed_targets_by_a_list(work: Work):
    unit = work.division(PLACES["甲镇"][0]).id
    values = {"division_id": unit, "year": 2023, "text": "摊点多", "category": "风险隐患", "measures": "先查重点户。"}
    work.create(Problem, values)
    lead, measure, to_do = said(work, Outline.PRIORITIES, 2023)
    assert lead[1].startswith("下一步，{township}")
    assert measure == ("针对问题改进工作", "先查重点户。", ())
    assert to_do[1].startswith("把没有达到年度目标的工作逐项列出清单")


@pytest.mark.regime("R65")
def test_a_priority_is_a_next_step_and_speaks_of_the_module_that_it_is_about(work: Work):
    unit = work.division(PLACES["甲镇"][0]).id
    values = {"division_id": unit, "year": 2023, "focus": "农村集体聚餐备案", "tasks": "一席一备案。"}
    priority = work.create(Priority, values)
    values = {"division_id": unit, "year": 2023, "focus": "校园食品安全整治", "tasks": "开学前看食堂。"}
    work.create(Priority, values)
    assert said(work, Outline.PRIORITIES, 2023)[2:] == [
        ("校园食品安全整治", "开学前看食堂。", ("campus",)),
        ("农村集体聚餐备案", "一席一备案。", ("banquets",)),
    ]
    work.change(priority, {"state": "已完成"})
    with pytest.raises(NotPossible):
        priority.state = PriorityState.PLANNED


def test_each_of_the_eight_priorities_says_which_modules_it_is_about():
    assert len(Focus) == 8
    assert set(SUBJECTS) == set(Focus)
