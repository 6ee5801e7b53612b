"""Who may inspect, patrol and order; what a record of it must say; how a problem is put right."""

from datetime import date
from typing import Any

import pytest

from fscore.errors import FscoreError, InvalidRecord, NotAllowed, NotPossible
from fscore.model.entity import faults
from fscore.model.operators import Operator, OperatorStatus
from fscore.model.rectification import Rectification, RectificationState
from fscore.model.roles import Role
from fscore.services.scoring import score_subject
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore_inspection.campaigns import Campaign
from fscore_inspection.correcting import close_down, issue, recheck, take_up
from fscore_inspection.model import Inspection, InspectionItem, Patrol, PatrolState
from fscore_inspection.papers import CorrectionOrder, PaperState, SupervisionOpinion

TWO = {"inspector": "李四", "card": "A1", "second_inspector": "王五", "second_card": "A2"}
DONE = {**TWO, "inspected_on": date(2023, 5, 4), "cards_shown": True, "result": "no_problem"}
OPINION = {
    **TWO,
    "number": "1号",
    "issued_on": date(2023, 5, 4),
    "facts": "票据不全",
    "opinions": "补齐票据",
    "due_on": date(2023, 5, 19),
}
ORDER = {
    **TWO,
    "number": "2号",
    "issued_on": date(2023, 5, 4),
    "facts": "票据不全",
    "basis": "食品安全法第五十三条",
    "corrections": "补齐票据",
    "due_on": date(2023, 5, 4),
}


def told(cls: Any, **values: object) -> list[str]:
    return [str(fault) for fault in faults(cls(division_id=1, **values))]


def inspected(**values: object) -> list[str]:
    return told(Inspection, operator_id=1, **{**DONE, **values})


def at(shop: Operator, values: dict[str, Any]) -> dict[str, Any]:
    return {"division_id": shop.division_id, "operator_id": shop.id, **values}


def test_an_inspection_by_two_inspectors_with_cards_is_in_order():
    assert inspected() == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("inspector", "检查人员"),
        ("card", "执法证号"),
        ("second_inspector", "第二名检查人员"),
        ("second_card", "第二名检查人员执法证号"),
    ],
)
def test_an_inspection_needs_two_inspectors_with_card_numbers(name: str, label: str):
    assert inspected(**{name: ""}) == [f"要有两名检查人员和各自的执法证号，缺“{label}”"]


def test_one_inspector_does_not_count_twice():
    assert inspected(second_card="A1") == ["两名检查人员不能用同一个执法证号"]
    assert inspected(second_inspector="李四") == ["两名检查人员不能是同一个人"]


def test_only_an_inspection_that_was_made_has_its_day():
    assert told(Inspection, operator_id=1, state="planned", inspected_on=date(2023, 5, 4)) == [
        "状态是“已计划”，不能填“检查日期”"
    ]


def test_a_planned_inspection_may_still_lack_inspectors_and_has_no_result():
    assert told(Inspection, operator_id=1, state="planned", planned_on=date(2023, 5, 4)) == []
    assert told(Inspection, operator_id=1, state="planned", result="no_problem") == ["状态是“已计划”，不能填“检查结果”"]


def test_cards_are_shown_before_anything_is_looked_at():
    assert inspected(cards_shown=False) == ["检查要先出示证件，请勾“已出示证件并告知权利”"]


def test_result_and_problems_of_an_inspection_agree():
    assert inspected(result="correct_by_day") == ["有问题的要写“检查发现的问题”"]
    assert inspected(problems="有鼠迹") == ["有不符合的项目或问题，“检查结果”不能是“未发现问题”"]


def test_a_published_result_has_its_day_after_the_inspection():
    assert inspected(state="published") == ["状态是“结果已公示”，就要填“公示日期”"]
    assert inspected(state="published", published_on=date(2023, 5, 3)) == ["“公示日期”不能早于“检查日期”"]


def test_an_inspection_that_was_made_is_never_planned_again():
    record = Inspection(division_id=1, operator_id=1, **DONE)
    with pytest.raises(NotPossible, match="接下来只能是：结果已公示"):
        record.state = "planned"


def test_items_are_counted_and_what_does_not_apply_is_not(work: Work, shop: Operator):
    made = work.create(
        Inspection, at(shop, {**DONE, "result": "correct_by_day", "problems": "水质", "form": "catering"})
    )
    for code, answer in (("1.1", "yes"), ("1.2", "no"), ("1.4", "absent")):
        values = {"division_id": shop.division_id, "inspection_id": made.id, "code": code, "answer": answer}
        work.create(InspectionItem, {**values, "reason": "" if answer == "yes" else "说明"})
    assert (made.items_checked, made.items_failed) == (2, 1)
    found, _subject = score_subject(work, "inspection-catering", shop.name, date(2023, 6, 1))
    assert found.passed is False
    assert "2.1" in [item.code for item in found.missing]
    before, _subject = score_subject(work, "inspection-catering", shop.name, date(2023, 5, 3))
    assert before.passed is None


def test_a_failed_item_contradicts_that_nothing_was_found(work: Work, shop: Operator):
    made = work.create(Inspection, at(shop, DONE))
    values = {
        "division_id": shop.division_id,
        "inspection_id": made.id,
        "code": "1.1",
        "answer": "no",
        "reason": "过期",
    }
    with pytest.raises(InvalidRecord, match="不能是“未发现问题”"):
        work.create(InspectionItem, values)


def test_an_item_that_does_not_fit_is_explained():
    assert told(InspectionItem, inspection_id=1, code="1.1", answer="no") == ["不符合和合理缺项都要写“说明”"]


@pytest.mark.parametrize(
    ("cls", "values"), [(Inspection, DONE), (SupervisionOpinion, OPINION), (CorrectionOrder, ORDER)]
)
def test_a_liaison_neither_inspects_nor_orders(system: System, cls: Any, values: dict[str, Any]):
    with system.work() as work:
        village = work.division("990101101200")
        shop = work.create(Operator, {"division_id": village.id, "name": "面馆", "kind": "caterer"})
        work.commit()
    refused = pytest.raises(NotAllowed, match="村级联络员不能登记或修改")
    with system.work(Actor("周联络", Role.LIAISON, village)) as work, refused:
        work.create(cls, at(shop, values))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DISTRICT])
def test_what_inspectors_did_is_written_down_by_office_or_district(system: System, role: Role):
    with system.work() as work:
        village, district = work.division("990101101200"), work.division("990101000000")
        shop = work.create(Operator, {"division_id": village.id, "name": "面馆", "kind": "caterer"})
        work.commit()
    with system.work(Actor("李四", role, district)) as work:
        assert work.create(CorrectionOrder, at(shop, ORDER)).state is PaperState.DRAFT
        assert work.create(Inspection, at(shop, DONE)).id


@pytest.mark.regime("R39")
def test_a_liaison_patrols_the_own_village_and_passes_on_what_is_wrong(system: System):
    with system.work() as work:
        village = work.division("990101101200")
        shop = work.create(Operator, {"division_id": village.id, "name": "面馆", "kind": "caterer"})
        work.commit()
    with system.work(Actor("周联络", Role.LIAISON, village)) as work:
        values = {"patrolled_on": date(2023, 5, 4), "patroller": "周联络", "state": "found", "problems": "票据不全"}
        patrol = work.create(Patrol, at(shop, values))
        work.change(patrol, {"state": "forwarded", "forwarded_on": date(2023, 5, 5)})
        assert patrol.state is PatrolState.FORWARDED
        with pytest.raises(NotAllowed, match="村级联络员不能把“巡查情况”定为“已处理”"):
            work.change(patrol, {"state": "handled", "handled": "已罚款"})


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"state": "found"}, "状态是“发现问题”，就要填“巡查发现的问题”"),
        ({"problems": "有鼠迹"}, "状态是“没有问题”，不能填“巡查发现的问题”"),
        ({"state": "forwarded", "problems": "有鼠迹"}, "上报了就要填“上报日期”"),
        ({"state": "handled", "problems": "有鼠迹"}, "状态是“已处理”，就要填“处理情况”"),
    ],
)
def test_a_patrol_says_what_it_found_and_what_came_of_it(values: dict[str, str], fault: str):
    assert told(Patrol, operator_id=1, patrolled_on="2023-05-04", patroller="周", **values) == [fault]


@pytest.mark.regime("R35")
def test_the_problem_of_a_patrol_becomes_a_rectification(work: Work, shop: Operator):
    values = {"patrolled_on": date(2023, 5, 4), "patroller": "周", "state": "found", "problems": "票据不全"}
    patrol = work.create(Patrol, at(shop, values))
    found = take_up(work, patrol, "交市场监管所")
    assert (found.state, found.problem, found.source_id) == (RectificationState.FOUND, "票据不全", patrol.id)
    assert patrol.state is PatrolState.HANDLED
    with pytest.raises(NotPossible, match="没有要处理的问题"):
        take_up(work, patrol, "再来一次")


@pytest.mark.parametrize(("cls", "values"), [(SupervisionOpinion, OPINION), (CorrectionOrder, ORDER)])
def test_a_paper_that_is_issued_orders_a_rectification_by_its_day(
    work: Work, shop: Operator, cls: Any, values: dict[str, Any]
):
    paper = issue(work, cls, at(shop, values))
    ordered = work.get(Rectification, paper.rectification_id or 0)
    assert paper.state is PaperState.ISSUED
    assert (ordered.state, ordered.due_on) == (RectificationState.ORDERED, values["due_on"])


@pytest.mark.parametrize("cls", [SupervisionOpinion, CorrectionOrder])
@pytest.mark.regime("R49")
def test_a_paper_needs_two_inspectors_with_cards_whatever_its_state(cls: Any):
    values = OPINION if cls is SupervisionOpinion else ORDER
    assert told(cls, operator_id=1, **{**values, "second_card": "A1"}) == ["两名检查人员不能用同一个执法证号"]


def test_a_paper_that_was_served_was_signed_for_or_refused():
    served = {**OPINION, "state": "served", "served_on": date(2023, 5, 5)}
    assert told(SupervisionOpinion, operator_id=1, **served) == ["送达要有“签收人”，拒收的写明情况"]
    assert told(SupervisionOpinion, operator_id=1, **served, refused="店主拒签，两人见证") == []
    assert told(SupervisionOpinion, operator_id=1, **{**OPINION, "due_on": date(2023, 5, 3)}) == [
        "“整改期限”不能早于“发出日期”"
    ]


def test_a_withdrawn_paper_stays_withdrawn():
    paper = SupervisionOpinion(division_id=1, operator_id=1, **OPINION, state="withdrawn")
    with pytest.raises(NotPossible, match="不能再改成"):
        paper.state = "issued"


def test_a_failed_recheck_orders_again_and_a_good_one_closes(work: Work, shop: Operator):
    opinion = issue(work, SupervisionOpinion, at(shop, OPINION))
    found = work.get(Rectification, opinion.rectification_id or 0)
    with pytest.raises(NotPossible, match="还没有报完成"):
        recheck(work, found, passed=False, on=date(2023, 5, 20), due_on=date(2023, 6, 1))
    work.change(found, {"state": "reported_done"})
    recheck(work, found, passed=False, on=date(2023, 5, 20), due_on=date(2023, 6, 1))
    assert (found.state, found.rechecks_failed, found.due_on) == (RectificationState.ORDERED, 1, date(2023, 6, 1))
    work.change(found, {"state": "reported_done"})
    recheck(work, found, passed=True, on=date(2023, 5, 30))
    assert (found.state, found.closed_on) == (RectificationState.CLOSED, date(2023, 5, 30))


@pytest.mark.regime("R44")
def test_whoever_fails_three_times_is_closed_down_and_not_before(work: Work, shop: Operator):
    opinion = issue(work, SupervisionOpinion, at(shop, OPINION))
    found = work.get(Rectification, opinion.rectification_id or 0)
    for number in range(3):
        with pytest.raises(FscoreError, match="不能取缔"):
            close_down(work, shop, date(2023, 9, 1))
        work.change(found, {"state": "reported_done"})
        recheck(work, found, passed=False, on=date(2023, 6 + number, 1), due_on=date(2023, 6 + number, 20))
    close_down(work, shop, date(2023, 9, 1))
    assert (shop.status, shop.closed_on) == (OperatorStatus.CLOSED_DOWN, date(2023, 9, 1))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"fixed": 4}, "“已整改问题数”不能多于发现问题数"),
        ({"fixed": None}, "状态是“已总结”，就要填“已整改问题数”"),
        ({"state": "running"}, "状态是“进行中”，不能填“总结日期”"),
    ],
)
@pytest.mark.regime("R19", "R43")
def test_a_campaign_is_summarised_with_its_counts(values: dict[str, object], fault: str):
    summed = {"summarised_on": "2023-05-10", "inspected": 9, "found": 3, "fixed": 3, "state": "summarised"}
    days = {"starts_on": "2023-04-01", "ends_on": "2023-04-30", "targets": "小餐饮店", "name": "整治"}
    assert told(Campaign, **days, **summed) == []
    assert fault in told(Campaign, **days, **{**summed, **values})
