"""What scores come to, when there is no grade and why, who may grade, and what points make of a risk."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from fscore.errors import InvalidRecord, NotAllowed, NotPossible
from fscore.evaluation.answers import answers_from
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.scoring import Score, score
from fscore.exchange.criteria_files import shipped_criteria
from fscore.model.entity import faults
from fscore.model.operators import Licence, LicenceKind, Operator
from fscore.model.roles import Role
from fscore.services.findings import record_findings
from fscore.services.scoring import score_subject, subject_of
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.columns import col
from fscore_grading.grades import grade_hygiene, grade_risk, grade_year, risk_of
from fscore_grading.hygiene import hygiene_set, judge
from fscore_grading.model import GradeState, HygieneGrade, HygieneItem, HygieneScore, Letter, NoGrade, Risk, RiskGrade

DAY = date(2023, 5, 4)
KEYS = {"licence", "staff-health", "purchase", "processing", "disinfection", "additives"}


def the_set(code: str) -> CriteriaSet:
    return next(one for one in shipped_criteria("fscore_grading") if one.code == code)


def points(**changed: str) -> dict[str, Decimal]:
    """Nine for each item, with some changed."""
    return {item.code: Decimal(changed.get(item.value, "9")) for item in HygieneItem}


def at(shop: Operator, **values: Any) -> dict[str, Any]:
    return {"division_id": shop.division_id, "operator_id": shop.id, "graded_on": DAY, **values}


def told(cls: Any, **values: object) -> list[str]:
    return [str(fault) for fault in faults(cls(division_id=1, operator_id=1, graded_on=DAY, **values))]


def test_the_items_of_the_form_are_those_of_the_set():
    criteria = hygiene_set(DAY)
    assert criteria is not None
    assert [item.code for item in HygieneItem] == [one.code for one in criteria.criteria]
    assert {one.code for one in criteria.criteria if one.key} == KEYS


@pytest.mark.parametrize(
    ("found", "average", "letter"),
    [
        (["9", "8.9"], "9.0", "A"),  # 8.95 is rounded up before it is graded
        (["8.9", "8.9", "9"], "8.9", "B"),
        (["7.5", "7.4"], "7.5", "B"),  # 7.45
        (["7.4", "7.4", "7.5"], "7.4", "C"),
        (["6.0", "5.9"], "6.0", "C"),  # 5.95
        (["5.9", "5.9", "6"], "5.9", None),
        (["10"], "10.0", "A"),
        (["0"], "0.0", None),
    ],
)
@pytest.mark.regime("R50")
def test_the_mean_is_rounded_to_one_decimal_before_it_is_graded(found: list[str], average: str, letter: str | None):
    plain = [item.code for item in HygieneItem if item.code not in KEYS]
    judged = judge(DAY, dict(zip(plain, map(Decimal, found), strict=False)))
    assert judged is not None
    assert (judged.average, judged.letter) == (Decimal(average), letter)


@pytest.mark.parametrize(
    ("changed", "letter", "failed"),
    [
        ({"licence": "6"}, "B", 0),
        ({"licence": "5.9"}, "B", 1),
        ({"licence": "5.9", "purchase": "5.9"}, None, 2),
        ({"premises": "0", "storage": "0"}, "B", 0),
    ],
)
def test_two_failed_key_items_leave_no_grade_whatever_the_mean(
    changed: dict[str, str], letter: str | None, failed: int
):
    judged = judge(DAY, points(**changed))
    assert judged is not None
    assert (judged.letter, judged.key_failures) == (letter, failed)


@pytest.mark.parametrize("changed", [{}, {"licence": "5.9"}, {"licence": "0", "additives": "0"}, {"testing": "1.3"}])
def test_the_grade_is_the_one_that_the_engine_gives(changed: dict[str, str]):
    criteria, found = the_set("hygiene-grade"), points(**changed)
    scored, judged = score(criteria, answers_from(criteria, found)), judge(DAY, found)
    assert judged is not None
    assert (scored.points, scored.names.get("letter")) == (judged.average, judged.letter)


def test_scores_make_the_grade_and_take_the_place_of_the_last(work: Work, shop: Operator):
    first = grade_hygiene(work, at(shop, graded_on=date(2023, 1, 4)), {"licence": "8"})
    second = grade_hygiene(work, at(shop), dict.fromkeys(HygieneItem, "9.5"))
    assert (first.letter, first.state) == (Letter.B, GradeState.SUPERSEDED)
    assert (second.letter, second.face, second.average) == (Letter.A, "大笑", Decimal("9.5"))
    found, _subject = score_subject(work, "hygiene-grade", shop.name, DAY)
    assert (found.points, found.names["face"]) == (Decimal("9.5"), "大笑")
    earlier, _subject = score_subject(work, "hygiene-grade", shop.name, date(2023, 2, 1))
    assert earlier.points == Decimal("8.0")


def test_a_score_changed_later_changes_the_grade(work: Work, shop: Operator):
    grade = grade_hygiene(work, at(shop), {"premises": "9", "storage": "9"})
    one = work.first(sa.select(HygieneScore).where(col(HygieneScore.item) == HygieneItem.STORAGE))
    assert one is not None
    work.change(one, {"points": "2"})
    assert (grade.average, grade.letter, grade.reason) == (Decimal("5.5"), None, NoGrade.LOW)


def test_failed_key_items_are_the_reason_for_no_grade(work: Work, shop: Operator):
    grade = grade_hygiene(
        work, at(shop), {"licence": "1", "purchase": "1", "premises": "10", "storage": "10", "testing": "10"}
    )
    assert (grade.letter, grade.reason) == (None, NoGrade.KEYS)


@pytest.mark.parametrize("reason", ["new", "incident"])
def test_what_is_withheld_stays_so_whatever_the_scores(work: Work, shop: Operator, reason: str):
    grade = grade_hygiene(work, at(shop, reason=reason), {"premises": "10"})
    assert (grade.letter, grade.reason, grade.average) == (None, NoGrade.of(reason), Decimal(10))


@pytest.mark.parametrize(
    ("on", "withheld"), [(date(2023, 12, 31), ["不评级：新取得许可证不满 3 个月"]), (date(2024, 1, 1), [])]
)
def test_a_shop_whose_first_licence_is_less_than_three_months_old_is_not_graded(
    work: Work, shop: Operator, on: date, withheld: list[str]
):
    licence = {"kind": LicenceKind.FOOD_LICENCE, "number": "JY19901010000001", "issued_on": date(2023, 10, 1)}
    work.add(Licence(division_id=shop.division_id, operator_id=shop.id, **licence))
    grade_hygiene(work, at(shop, graded_on=date(2023, 12, 1)), {"premises": "9.5"})
    found, _subject = score_subject(work, "hygiene-grade", shop.name, on)
    assert (found.points, [str(one) for one in found.reasons]) == (Decimal("9.5"), withheld)
    assert found.grade == (None if withheld else "优秀")


def test_after_an_incident_there_is_no_grade_until_the_next_judgement(work: Work, shop: Operator):
    grade_hygiene(work, at(shop, reason="incident"), {"premises": "10"})
    found, _subject = score_subject(work, "hygiene-grade", shop.name, date(2023, 12, 1))
    assert (found.grade, [str(one) for one in found.reasons]) == (None, ["不评级：发生食品安全事故不满 6 个月"])
    grade_hygiene(work, at(shop, graded_on=date(2023, 12, 2)), {"premises": "9"})
    assert score_subject(work, "hygiene-grade", shop.name, date(2023, 12, 2))[0].grade == "优秀"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"state": "graded"}, "评定了就要填“等级”或不评级的原因，只填一个"),
        ({"state": "graded", "letter": "A", "reason": "new"}, "评定了就要填“等级”或不评级的原因，只填一个"),
        ({"state": "posted", "letter": "A"}, "张贴公示要有等级和“张贴日期”"),
        ({"state": "graded", "letter": "A", "average": "8.9"}, "“等级”和平均分、关键项对不上"),
        ({"state": "graded", "letter": "A", "average": "9.0", "key_failures": 2}, "“等级”和平均分、关键项对不上"),
        ({"state": "posted", "letter": "A", "posted_on": "2023-05-03"}, "“张贴日期”不能早于“评定日期”"),
    ],
)
def test_a_grade_that_contradicts_itself_is_refused(values: dict[str, Any], fault: str):
    assert told(HygieneGrade, **values) == [fault]


def test_a_grade_from_paper_needs_no_scores():
    assert told(HygieneGrade, state="posted", letter="B", average="8.9", posted_on="2023-05-10") == []


def test_a_superseded_grade_stays_so():
    grade = HygieneGrade(division_id=1, operator_id=1, graded_on=DAY, state="superseded", letter="A")
    with pytest.raises(NotPossible, match="不能再改成"):
        grade.state = GradeState.POSTED


@pytest.mark.parametrize(("cls", "values"), [(HygieneGrade, {}), (RiskGrade, {"risk": "A"})])
def test_a_liaison_grades_nobody(system: System, cls: Any, values: dict[str, str]):
    with system.work() as work:
        village = work.division("990101101200")
        shop = work.create(Operator, {"division_id": village.id, "name": "面馆", "kind": "caterer"})
        work.commit()
    refused = pytest.raises(NotAllowed, match="村级联络员不能登记或修改")
    with system.work(Actor("周联络", Role.LIAISON, village)) as work, refused:
        work.create(cls, at(shop, **values))


def test_the_grade_of_the_year_is_the_mean_of_its_visits(work: Work, shop: Operator):
    grade_hygiene(work, at(shop, graded_on=date(2022, 12, 31)), {"premises": "1"})
    for day, found in ((date(2023, 1, 1), "9"), (date(2023, 6, 1), "8.9")):
        grade_hygiene(work, at(shop, graded_on=day), {"premises": found})
    annual = grade_year(work, shop, date(2023, 12, 31))
    assert (annual.average, annual.letter) == (Decimal("9.0"), Letter.A)


def test_without_a_scored_visit_there_is_no_grade_of_the_year(work: Work, shop: Operator):
    with pytest.raises(NotPossible, match="评不出年度等级"):
        grade_year(work, shop, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("found", "risk"),
    [("0", "A"), ("30", "A"), ("30.1", "B"), ("45", "B"), ("45.1", "C"), ("60", "C"), ("60.1", "D"), ("100", "D")],
)
def test_points_make_the_risk_grade_and_a_bound_belongs_to_the_lower(work: Work, found: str, risk: str):
    assert risk_of(work.rules, Decimal(found), DAY) is Risk.of(risk)


def test_a_violation_raises_the_risk_by_one_grade_and_d_stays_d(work: Work, shop: Operator):
    values = {"static_points": "20", "dynamic_points": "10"}
    assert grade_risk(work, at(shop, **values)).risk is Risk.A
    raised = at(shop, graded_on=date(2023, 6, 1), raised_because="有违法行为", **values)
    assert grade_risk(work, raised).risk is Risk.B
    assert risk_of(work.rules, Decimal(99), DAY, raised=True) is Risk.D


def test_a_risk_grade_by_points_needs_both_kinds(work: Work, shop: Operator):
    with pytest.raises(NotPossible, match="两个分值"):
        grade_risk(work, at(shop, static_points="20"))
    with pytest.raises(InvalidRecord, match="一起填"):
        work.create(RiskGrade, at(shop, static_points="20", risk="A"))


@pytest.mark.parametrize(
    ("found", "total"),
    [
        ({}, "0"),
        ({"area": 50, "suppliers": 50}, "2"),
        ({"area": 51, "suppliers": 51}, "3.5"),
        ({"area": 200, "prepackaged-ambient": 500, "bulk-cold": 50}, "2.7"),
        ({"area": 1000, "prepackaged-cold": 301, "bulk-ambient": 100}, "4"),
        ({"made-on-site": 10, "decorated-cakes": 1, "local-salt": 2}, "6.8"),
        ({"made-on-site": 11, "meat": 1, "imported-produce": 1, "special": 3, "counters": 1}, "21"),
    ],
)
def test_the_static_risk_of_a_seller_adds_up_by_its_steps(found: Mapping[str, int], total: str):
    criteria = the_set("risk-static-seller")
    answers = answers_from(criteria, {one.code: found.get(one.code, 0) for one in criteria.criteria})
    assert score(criteria, answers).points == Decimal(total)


def test_the_static_risk_of_a_shop_comes_from_the_register_and_from_what_was_counted(work: Work, shop: Operator):
    work.change(shop, {"floor_area": "201"})
    found, _subject = score_subject(work, "risk-static-seller", shop.name, DAY)
    assert (found.points, len(found.missing)) == (None, 12)
    case = subject_of(work, "risk-static-seller", shop.name, DAY).case
    counted = {one.code: 0 for one in case.criteria.criteria if one.code != "area"} | {"meat": 2, "suppliers": 51}
    record_findings(work, case, answers_from(case.criteria, counted))
    # 2 for the area, 4 for meat, 2 for the suppliers
    assert score_subject(work, "risk-static-seller", shop.name, DAY)[0].points == 8


@pytest.mark.parametrize("kind", ["large", "small", "central", "canteen"])
def test_each_type_of_caterer_can_reach_a_hundred_points(kind: str):
    criteria = the_set("catering-hundred")
    mine = [one for one in criteria.criteria if one.points_for(kind) is not None]
    full = {one.code: one.points_for(kind) if one.answered_by.value == "points" else True for one in mine}
    assert score(criteria, answers_from(criteria, full), kind=kind).points == 100


def reached(wanted: str, kind: str = "small") -> Score:
    """Return the score of a form on which so many of the hundred points were earned."""
    criteria, left = the_set("catering-hundred"), Decimal(wanted)
    given: dict[str, Any] = {}
    for one in sorted(criteria.criteria, key=lambda one: one.answered_by.value == "points"):
        of = one.points_for(kind)
        if of is None:
            continue
        whole = one.answered_by.value != "points"
        given[one.code] = of <= left if whole else min(of, left)
        left -= (of if of <= left else 0) if whole else min(of, left)
    assert left == 0
    return score(criteria, answers_from(criteria, given), kind=kind)


@pytest.mark.parametrize(
    ("points", "letter"),
    [("100", "A"), ("90", "A"), ("89.9", "B"), ("75", "B"), ("74.9", "C"), ("60", "C"), ("59.9", None)],
)
def test_the_form_of_a_hundred_points_has_the_same_cuts_tenfold(points: str, letter: str | None):
    found = reached(points)
    assert (found.points, found.names.get("letter")) == (Decimal(points), letter)


def test_what_reasonably_does_not_apply_is_made_up_for_by_the_rest():
    criteria = the_set("catering-hundred")
    mine = [one for one in criteria.criteria if one.points_for("small") is not None]
    given: dict[str, Any] = {
        one.code: one.points_for("small") if one.answered_by.value == "points" else True for one in mine
    }
    given |= {"7.3": {"absent": "没有专间"}, "4.4": False}
    # 97 points are left of which 91 were earned.
    assert score(criteria, answers_from(criteria, given), kind="small").points == Decimal("93.8")
