from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from fscore.errors import RefusedFile
from fscore.evaluation.criteria import Absence, AnsweredBy, Band, Bound, CriteriaSet, Group, Step
from fscore.evaluation.criteria_checks import checked, problems
from fscore.evaluation.rounding import Rounding
from fscore.evaluation.sources import Op
from tests.evaluation.criteria_examples import NAMES, example

Change = Callable[[CriteriaSet], CriteriaSet]


def at_least(value: str) -> Bound:
    return Bound(Op.GE, Decimal(value))


def below(value: str) -> Bound:
    return Bound(Op.LT, Decimal(value))


def at_most(value: str) -> Bound:
    return Bound(Op.LE, Decimal(value))


def item(code: str, /, **changes: Any) -> Change:
    """Change one item of a set."""

    def change(criteria: CriteriaSet) -> CriteriaSet:
        items = tuple(attrs.evolve(own, **changes) if own.code == code else own for own in criteria.criteria)
        return attrs.evolve(criteria, criteria=items)

    return change


def whole(**changes: Any) -> Change:
    """Change what is said of the whole set."""
    return lambda criteria: attrs.evolve(criteria, **changes)


def deduction(**changes: Any) -> Change:
    """Change the first deduction of the ledger."""

    def change(criteria: CriteriaSet) -> CriteriaSet:
        first, *others = next(own.deductions for own in criteria.criteria if own.code == "ledger")
        return item("ledger", deductions=(attrs.evolve(first, **changes), *others))(criteria)

    return change


def limit(**changes: Any) -> Change:
    """Change the only limit of the risk grade."""
    return lambda criteria: attrs.evolve(criteria, limits=(attrs.evolve(criteria.limits[0], **changes),))


def bands(*made: Band) -> Change:
    return whole(bands=made)


def messages(name: str, change: Change) -> list[str]:
    return [str(problem) for problem in problems(change(example(name)))]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_in_order(name: str):
    criteria = example(name)
    assert checked(criteria) is criteria


TOWNSHIP_FAULTS = [
    (whole(total=Decimal(99)), "指标：各项分值加起来是 100，总分写的是 99，请改其中一处"),
    (item("training", points=Decimal(19)), "指标：各项分值加起来是 99，总分写的是 100，请改其中一处"),
    (item("training", code="ledger"), "项目：代码“ledger”用了 2 次，每个代码只能用一次"),
    (item("training", code="ledger"), "第 6 项“按季度培训”（ledger）：代码和第 5 项“监管台账”（ledger）一样，请改一个"),
    (item("training", code="培训"), "项目：代码“培训”只能用小写英文字母、数字和连字符，例如 notice-board"),
    (item("training", label=""), "第 6 项“”（training）：没有名称，请写 label"),
    (whole(label=""), "指标：没有名称，请写 label"),
    (whole(superseded=date(2023, 1, 1)), "指标：停用日期（superseded）要晚于起用日期（effective）"),
    (whole(verified_on=None), "指标：已核对（verified）要和核对日期（verified_on）一起写"),
    (whole(citation=None), "指标：写了已核对，却没有写依据（citation）"),
    (whole(absence=Absence.REWEIGHT), "指标：平均或折算出来的分数要取舍，请写保留几位小数（rounding）"),
    (whole(rounding=Rounding(9)), "指标：保留的小数位数要在 0 到 4 之间"),
    (whole(key_floor=Decimal("1.1")), "指标：关键项最低比例（key_floor）要大于 0、不大于 1，例如 0.6"),
    (whole(passes=None), "指标：有否决项，却没有写合格条件（pass）或否决后的等级（veto_grade）"),
    (whole(passes=at_least("111")), "指标：合格条件（pass）的分数要在 0 到 110 之间"),
    (whole(bonus_at_most=Decimal(0)), "指标：加分最多（bonus_at_most）要大于 0"),
    (whole(veto_grade="差"), "等级：否决后的等级“差”不在等级里"),
    (
        whole(groups=(Group("basic", "基本项", Decimal(40)),)),
        "分组“基本项”：各项分值加起来是 42，分组写的是 40，请改其中一处",
    ),
    (whole(groups=(Group("own", "其他"),)), "分组“其他”：没有项目属于这个分组，请删去或改项目的分组"),
    (
        item("graded", floor=Decimal(2)),
        "第 4 项“餐饮单位分级”（graded）：最低比例（floor）要大于 0、不大于 1，例如 0.6",
    ),
    (item("training", floor=Decimal("0.6")), "第 6 项“按季度培训”（training）：只有关键项才写最低比例（floor）"),
    (item("graded", key=False), "第 4 项“餐饮单位分级”（graded）：放在关键项分组里，就要是关键项（key）"),
    (item("praise", veto=True), "第 7 项“获得上级表扬”（praise）：加分项不能同时是关键项或否决项"),
    (item("praise", bonus=False), "第 7 项“获得上级表扬”（praise）：放在加分项分组里，就要是加分项（bonus）"),
    (
        item("incident", veto=False),
        "第 1 项“发生过一般以上食品安全事故”（incident）：分值是 0，又不是否决项，也不用于等级限制，请写分值",
    ),
    (
        item("incident", answered_by=AnsweredBy.POINTS, expects=True),
        "（incident）：否决项要用“是否”，或写明目标值（target），或是有最低比例的关键项",
    ),
    (item("graded", expects=False), "第 4 项“餐饮单位分级”（graded）：只有“是否”项目才写好的答案（expects）"),
    (
        item("graded", evidence="", evidence_required=True),
        "第 4 项“餐饮单位分级”（graded）：要求有凭据，却没有写什么凭据（evidence）",
    ),
    (item("graded", points=Decimal("29.00001")), "分值 29.00001 要是 0 或更大的数，整数最多 6 位，小数最多 4 位"),
    (item("graded", points=Decimal(-30)), "分值 -30 要是 0 或更大的数"),
    (item("graded", points={"large": Decimal(30)}), "分值里的对象类型“large”没有在 kinds 里写明"),
    (deduction(at_most=Decimal(1)), "扣分情形“每漏登一户”最多扣 1，却每次扣 2，最多扣的分不能更少"),
    (deduction(at_most=Decimal(23)), "扣分情形“每漏登一户”扣 23，超过本项分值 22"),
    (deduction(points=Decimal(0)), "扣分情形“每漏登一户”每次扣的分要大于 0"),
    (deduction(code="outdated"), "代码“outdated”用了 2 次"),
    (item("ledger", deductions=()), "用“扣分”作答的项目要写扣分情形（deductions），别的项目不写"),
    (item("network", query=None), "用“数据”作答的项目要写数据代码（query）"),
    (item("network", target=at_least("90")), "用“数据”作答的项目要写目标值（target）或档次（steps），只写其中一种"),
    (item("network", steps=(Step(at_least("90"), Decimal(20)),)), "哪一档都得不到满分 28，请改档次或分值"),
    (item("network", steps=(Step(at_least("90"), Decimal(29)),)), "档次“90以上”的得分要在 0 到 28 之间，现在是 29"),
    (
        item("network", steps=(Step(at_least("60"), Decimal(12)), Step(at_least("90"), Decimal(28)))),
        "档次“90以上”没有数值能到，请把要求高的档次写在前面",
    ),
    (item("training", query="trainings"), "只有用“数据”作答的项目才写数据代码（query）"),
]


@pytest.mark.parametrize(("change", "message"), TOWNSHIP_FAULTS)
def test_each_fault_of_a_set_is_named_with_what_to_write(change: Change, message: str):
    assert any(message in found for found in messages("demonstration-township", change))


OTHER_FAULTS = [
    ("canteen-form", whole(total=Decimal(90)), "指标：“小型餐饮”的各项分值加起来是 100，总分写的是 90，请改其中一处"),
    ("canteen-form", whole(total={"large": Decimal(100)}), "指标：“单位食堂”的总分（total）要大于 0"),
    (
        "canteen-form",
        item("2.1", points={"other": Decimal(1)}),
        "第 2 项“有事故处置方案”（2.1）：对哪一类对象都没有分值，请写 points",
    ),
    (
        "canteen-form",
        item("3.1", answered_by=AnsweredBy.INDICATOR, query="rate", steps=(Step(at_least("1"), Decimal(35)),)),
        "第 3 项“留样符合要求”（3.1）：写了档次（steps）的项目，各类对象的分值要相同，不然请按类型分成几项",
    ),
    ("hygiene-grade", whole(rounding=None), "指标：平均或折算出来的分数要取舍，请写保留几位小数（rounding）"),
    (
        "hygiene-grade",
        whole(absence=Absence.REDUCE),
        "计分方法是“各项得分取平均”时，缺项处理（absence）不能是“缺项后满分相应减少”",
    ),
    ("hygiene-grade", item("staff", points=Decimal(5)), "取平均时，每项分值都要等于总分 10，现在是 5"),
    ("hygiene-grade", item("staff", bonus=True, key=False), "指标：只有各项得分相加时才能有加分项"),
    ("hygiene-grade", whole(bonus_at_most=Decimal(1)), "指标：写了加分最多（bonus_at_most），却没有加分项"),
    ("four-complete", whole(passes=at_least("4")), "指标：各项全部符合才合格，不必再写合格条件（pass）"),
    (
        "four-complete",
        item("ledger", answered_by=AnsweredBy.POINTS),
        "各项全部符合才合格时，项目要用“是否”或写明目标值（target）",
    ),
    ("four-complete", whole(key_floor=Decimal("0.6")), "指标：写了关键项最低比例（key_floor），却没有关键项"),
    ("four-complete", whole(criteria=(), total=Decimal(1)), "指标：一个项目也没有，至少写一项"),
    ("risk-grade", limit(items=("accident",)), "等级限制“有违法行为或事故，风险调高一级”：没有代码为“accident”的项目"),
    ("risk-grade", limit(grade="E", down=0), "等级限制“有违法行为或事故，风险调高一级”：等级“E”不在等级里"),
    ("risk-grade", limit(grade="D"), "降几级（down）要大于 0，并且不和等级（grade）一起写"),
    ("risk-grade", whole(bands=()), "没有等级（bands），限制不起作用"),
]


@pytest.mark.parametrize(("name", "change", "message"), OTHER_FAULTS)
def test_each_fault_of_other_kinds_of_sets_is_named(name: str, change: Change, message: str):
    assert any(message in found for found in messages(name, change))


BAND_FAULTS = [
    (
        bands(Band(bounds=(at_least("9"),), grade="A"), Band(bounds=(at_most("8"),), grade="B")),
        "等级：得分 8.1 不在任何等级里，请补上",
    ),
    (
        bands(Band(bounds=(at_least("9"),), grade="A"), Band(bounds=(at_least("1"),), grade="B")),
        "等级：得分 0.0 不在任何等级里，请补上",
    ),
    (
        bands(Band(bounds=(at_most("9.5"),), grade="A")),
        "等级：得分 9.6 不在任何等级里，请补上",
    ),
    (
        bands(
            Band(bounds=(at_least("9"),), grade="A"),
            Band(bounds=(at_least("5"), at_most("9")), grade="B"),
            Band(bounds=(below("5"),), grade="C"),
        ),
        "等级：得分 9.0 同时在第 1 个和第 2 个等级里，请改一处的界限",
    ),
    (
        bands(Band(bounds=(at_least("0"),), grade="A"), Band(bounds=(at_least("9"),), grade="B")),
        "等级：第 2 个等级“B”（9以上）没有得分能到，请从好到差排列",
    ),
    (bands(Band(bounds=(at_least("0"),))), "等级：第 1 个等级要么写等级（grade），要么写不评级的理由（reason）"),
    (bands(Band(bounds=(), grade="A")), "等级：第 1 个等级没有写分数范围"),
    (
        bands(Band(bounds=(at_least("5"),), grade="A"), Band(bounds=(below("5"),), grade="A")),
        "等级：等级“A”写了两次",
    ),
    (bands(), "等级：写了不评级情形（withheld），却没有等级（bands）"),
]


@pytest.mark.parametrize(("change", "message"), BAND_FAULTS)
def test_each_fault_of_the_grades_is_named(change: Change, message: str):
    assert message in messages("hygiene-grade", change)


def test_bands_that_meet_only_after_rounding_need_the_rounding():
    closed = (
        Band(bounds=(at_least("5"), at_most("10")), grade="A"),
        Band(bounds=(at_most("4.9"),), grade="B"),
    )
    made = attrs.evolve(example("risk-grade"), bands=closed, limits=())
    made = item("incident", veto=True)(attrs.evolve(made, veto_grade="B"))
    assert problems(attrs.evolve(made, rounding=Rounding(1))) == ()
    assert [str(found) for found in problems(made)] == ["等级：得分 4.95 不在任何等级里，请补上"]
    assert [str(found) for found in problems(attrs.evolve(made, rounding=Rounding(2)))] == [
        "等级：得分 4.91 不在任何等级里，请补上"
    ]


def test_all_faults_are_told_at_once():
    made = whole(label="", total=Decimal(9), key_floor=Decimal(3))(example("demonstration-township"))
    with pytest.raises(RefusedFile) as refused:
        checked(made)
    assert len(refused.value.problems) == 4
