from decimal import Decimal
from typing import Any

import attrs
import pytest

from fscore.errors import UnknownCode
from fscore.evaluation.answers import answers_from
from fscore.evaluation.criteria import Bound, GradeLimit
from fscore.evaluation.rounding import Mode, Rounding
from fscore.evaluation.scoring import Score, score
from fscore.evaluation.sources import Op
from tests.evaluation.criteria_examples import example, reasons, scored


def hygiene(*given: Any, licence: bool = True, withheld: tuple[str, ...] = ()) -> Score:
    codes = ("staff", "premises", "purchase", "delivery")
    answers = {"licence": licence, **{code: Decimal(str(points)) for code, points in zip(codes, given, strict=True)}}
    return scored("hygiene-grade", answers, withheld=withheld)


def risk(area: int, process: str, *, incident: bool = False) -> Score:
    return scored("risk-grade", {"area": area, "process": Decimal(process), "incident": incident})


@pytest.mark.parametrize(
    ("given", "points", "grade"),
    [
        ((9, 9, 9, 9), "9.2", "优秀"),
        (("8.75", 9, 8, 9), "9.0", "优秀"),
        (("8.7", 9, 8, 9), "8.9", "良好"),
        ((7, 7, 7, "6.25"), "7.5", "良好"),
        ((7, 7, 7, "6.2"), "7.4", "一般"),
        ((6, 6, 4, 4), "6.0", "一般"),
        ((6, 6, 4, "3.7"), "5.9", None),
    ],
)
def test_the_mean_is_rounded_half_up_to_one_decimal_before_it_is_graded(
    given: tuple[Any, ...], points: str, grade: str
):
    found = hygiene(*given)
    assert (str(found.points), found.grade) == (points, grade)


def test_a_grade_brings_its_other_names():
    assert hygiene(9, 9, 9, 9).names == {"face": "大笑", "letter": "A"}


def test_a_score_below_every_grade_says_why_there_is_none():
    assert reasons(hygiene(6, 4, 4, 3)) == ["平均分不满 6.0，不评等级"]


def test_two_failed_key_items_leave_no_grade_and_one_does_not_matter():
    both = hygiene("5.9", 10, 10, 10, licence=False)
    assert (both.grade, reasons(both)) == (None, ["两个以上关键项不合格，不评等级（2 项）"])
    assert hygiene(5, 10, 10, 10).grade == "优秀"


def test_items_that_do_not_apply_leave_the_mean():
    answers = {"licence": True, "staff": 9, "premises": 8, "purchase": 8, "delivery": {"absent": "没有配送"}}
    assert scored("hygiene-grade", answers).points == Decimal("8.8")


@pytest.mark.parametrize(
    ("fact", "reason"),
    [("new-licence", "不评级：新取得许可证不满 3 个月"), ("incident", "不评级：发生食品安全事故不满 6 个月")],
)
def test_a_subject_is_not_graded_while_a_fact_withholds_it(fact: str, reason: str):
    found = hygiene(9, 9, 9, 9, withheld=(fact,))
    assert (str(found.points), found.grade, found.passed) == ("9.2", None, None)
    assert reasons(found) == [reason]


def test_a_fact_that_the_set_does_not_have_is_refused():
    with pytest.raises(UnknownCode, match="是不是“new-licence”"):
        hygiene(9, 9, 9, 9, withheld=("new-license",))


@pytest.mark.parametrize(
    ("area", "process", "grade"), [(50, "2", "A"), (51, "2", "B"), (1001, "3", "C"), (1001, "3.1", "D")]
)
def test_more_points_may_mean_a_worse_grade(area: int, process: str, grade: str):
    assert risk(area, process).grade == grade


def test_an_incident_makes_the_risk_one_grade_worse_and_never_worse_than_the_last():
    assert risk(50, "2", incident=True).grade == "B"
    assert risk(1001, "7", incident=True).grade == "D"
    assert reasons(risk(50, "2", incident=True)) == ["有违法行为或事故，风险调高一级（1 项）"]


def test_a_limit_can_cap_the_grade_but_never_lift_it():
    at_best = GradeLimit(
        code="cap",
        label="最好为 C",
        counts=example("risk-grade").limits[0].counts,
        bound=Bound(Op.GE, Decimal(1)),
        items=("incident",),
        grade="C",
    )
    criteria = attrs.evolve(example("risk-grade"), limits=(at_best,))
    grades = {}
    for process in ("1", "7"):
        answers = answers_from(criteria, {"area": 1001, "process": Decimal(process), "incident": True})
        grades[process] = score(criteria, answers).grade
    assert grades == {"1": "C", "7": "D"}


def test_a_veto_gives_the_grade_that_the_set_states_for_it():
    made = example("risk-grade")
    items = tuple(attrs.evolve(item, veto=item.code == "incident") for item in made.criteria)
    criteria = attrs.evolve(made, criteria=items, limits=(), veto_grade="D")
    found = score(criteria, answers_from(criteria, {"area": 1, "process": 0, "incident": True}))
    assert (found.grade, reasons(found)) == ("D", ["一票否决：当年有违法行为或事故"])


@pytest.mark.parametrize(
    ("mode", "value", "rounded"),
    [
        (Mode.HALF_UP, "8.95", "9.0"),
        (Mode.HALF_UP, "8.949999", "8.9"),
        (Mode.HALF_EVEN, "8.85", "8.8"),
        (Mode.HALF_EVEN, "8.95", "9.0"),
        (Mode.DOWN, "8.99", "8.9"),
        (Mode.UP, "8.91", "9.0"),
        (Mode.UP, "8.90", "8.9"),
    ],
)
def test_each_way_of_rounding_does_what_its_name_says(mode: Mode, value: str, rounded: str):
    assert str(Rounding(1, mode).apply(Decimal(value))) == rounded
