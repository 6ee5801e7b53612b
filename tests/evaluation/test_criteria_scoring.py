import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from fscore.errors import InvalidValue, UnknownCode, WrongUse
from fscore.evaluation.answers import Answer, answers_from
from fscore.evaluation.criteria import Absence, Bound, set_in_force
from fscore.evaluation.explanation import Evidence
from fscore.evaluation.scoring import Score, ScoreState, score
from fscore.evaluation.sources import Op
from tests.evaluation.criteria_examples import example, reasons, scored

TOWNSHIP = {
    "incident": False,
    "satisfaction": 88,
    "network": 100,
    "graded": 30,
    "ledger": {},
    "training": True,
}
FORM = {"1.1": True, "2.1": True, "3.1": 25, "4.1": {}}


def township(**changed: Any) -> Score:
    return scored("demonstration-township", {**TOWNSHIP, **changed})


def form(kind: str | None = "canteen", **changed: Any) -> Score:
    words = {"licence": "1.1", "plan": "2.1", "samples": "3.1", "dishes": "4.1"}
    return scored("canteen-form", FORM | {words[word]: value for word, value in changed.items()}, kind=kind)


def four_complete(**changed: bool) -> Score:
    answers = {"licence": True, "ledger": True, "invoices": True, "notice-board": True, **changed}
    photo = (Evidence("photo", 7, "门口"),)
    return score(
        example("four-complete"),
        [Answer(code=code, says=says, evidence=photo if code == "licence" else ()) for code, says in answers.items()],
    )


def test_a_shop_with_all_four_complete_passes():
    found = four_complete()
    assert (found.passed, found.points, found.total) == (True, 4, 4)


def test_a_shop_that_lacks_one_of_the_four_does_not_pass_and_is_told_which():
    found = four_complete(ledger=False)
    assert (found.passed, found.points) == (False, 3)
    assert reasons(found) == ["“台账齐全，按日登记”不符合"]


def test_a_yes_without_the_evidence_that_it_needs_is_no_answer():
    found = scored("four-complete", dict.fromkeys(["licence", "ledger", "invoices", "notice-board"], True))
    assert [item.code for item in found.missing] == ["licence"]
    assert (found.state, found.passed) == (ScoreState.INCOMPLETE, None)
    assert "缺少凭据：证照照片" in "\n".join(found.lines())


def test_an_unanswered_item_is_not_zero_but_leaves_the_score_open():
    answers = {code: value for code, value in TOWNSHIP.items() if code != "training"}
    found = scored("demonstration-township", answers)
    assert (found.state, found.points, found.grade, found.passed) == (ScoreState.INCOMPLETE, None, None, None)
    assert [item.code for item in found.missing] == ["training"]
    assert reasons(found) == ["还有 1 项没有依据"]


def test_an_unfinished_form_with_a_veto_has_already_failed():
    assert scored("demonstration-township", {"incident": True}).passed is False


def test_a_bonus_that_nobody_claims_is_nothing_and_not_missing():
    found = township()
    assert (found.state, found.points, found.passed) == (ScoreState.COMPLETE, 100, True)


def test_bonus_comes_on_top_of_the_total_up_to_its_cap():
    found = township(praise=16)
    assert (found.points, found.total) == (110, 100)
    assert "加分封顶：-6，最多加 10" in "\n".join(found.lines())


def test_a_key_item_below_its_floor_fails_the_set_whatever_the_total():
    found = township(network=89, praise=10)
    assert (found.points, found.passed) == (94, False)
    assert reasons(found) == ["关键项“村级联络员覆盖”未达最低比例"]


def test_a_key_item_exactly_on_its_floor_does_not_fail():
    assert township(graded=18, praise=10).passed is True


def test_a_veto_fails_the_set_and_keeps_the_points():
    found = township(satisfaction=Fraction(6999, 100))
    assert (found.points, found.passed) == (100, False)
    assert [item.code for item in found.vetoes] == ["satisfaction"]


def test_a_rate_is_compared_exactly_and_shown_cut():
    found = township(network=Fraction(99999, 1000))
    assert found.points == 92
    assert "村级联络员覆盖：20 / 28，99.9%，90%以上得 20" in "\n".join(found.lines())


def test_a_value_below_every_step_earns_nothing():
    found = township(network=59)
    assert found.points == 72
    assert "哪一档都不够" in "\n".join(found.lines())


def test_deductions_stop_at_their_limit_and_at_the_points_of_the_item():
    assert township(ledger={"unregistered": 3, "outdated": 1}).points == Decimal("93.5")
    assert township(ledger={"unregistered": 100}).points == 90
    found = township(ledger={"unregistered": 5, "outdated": 60})
    assert found.points == 78
    assert "扣完为止：18.0" in "\n".join(found.lines())


def test_absent_items_are_made_up_for_by_the_others():
    found = form(plan={"absent": "由配送单位提供"}, samples=15)
    assert (found.points, found.total) == (Decimal("86.7"), 100)
    assert "合理缺项折算：21.7，65 ÷ 75 × 100，保留 1 位小数，四舍五入" in "\n".join(found.lines())


def test_an_absent_item_may_count_as_full():
    assert form(dishes={"absent": "使用集中消毒餐具"}).points == 100


def test_an_absent_item_may_lower_the_total_instead():
    criteria = attrs.evolve(example("canteen-form"), absence=Absence.REDUCE)
    found = score(criteria, answers_from(criteria, {**FORM, "2.1": {"absent": "没有"}}), kind="canteen")
    assert (found.points, found.total) == (75, 75)


def test_a_form_from_which_everything_is_absent_has_nothing_to_measure():
    absent = {"absent": "停业"}
    found = scored("hygiene-grade", dict.fromkeys(["licence", "staff", "premises", "purchase", "delivery"], absent))
    assert (found.state, found.points, found.grade) == (ScoreState.NOTHING, None, None)


def test_items_without_points_for_a_kind_are_not_asked_of_it():
    found = scored("canteen-form", {"1.1": True, "3.1": 35, "4.1": {}}, kind="small")
    assert (found.state, found.points) == (ScoreState.COMPLETE, 100)


def test_an_item_that_is_not_for_this_kind_may_not_be_answered():
    with pytest.raises(InvalidValue, match="“有事故处置方案”不适用于“小型餐饮”"):
        form("small", samples=35)


def test_a_set_by_kind_needs_the_kind_and_knows_its_own():
    with pytest.raises(InvalidValue, match="要写明类型：large、small、canteen"):
        form(None)
    with pytest.raises(UnknownCode, match="是不是“canteen”"):
        form("canten")


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([Answer.yes("trainnig")], "没有代码为“trainnig”的项目，是不是“training”？"),
        ([Answer.yes("xyz")], "没有代码为“xyz”的项目"),
        ([Answer.counted("ledger", {"unregisterd": 1})], "没有代码为“unregisterd”的扣分情形，是不是“unregistered”？"),
    ],
)
def test_unknown_codes_are_refused_with_the_nearest_one(answers: list[Answer], message: str):
    with pytest.raises(UnknownCode, match=message):
        score(example("demonstration-township"), answers)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([Answer.yes("training"), Answer.yes("training")], "“按季度培训”答了两次"),
        ([Answer.given("graded", 31)], "得分要在 0 到 30 之间，现在是 31"),
        ([Answer.given("graded", -1)], "得分要在 0 到 30 之间，现在是 -1"),
        ([Answer.given("graded", Decimal("NaN"))], "太大或不是数"),
        ([Answer.given("graded", Decimal("0.1234567"))], "小数位太多"),
        ([Answer.given("graded", 1.5)], "要写得分，现在是 1.5"),  # type: ignore[arg-type]
        ([Answer.given("training", 20)], "要答“是”或“否”"),
        ([Answer.yes("graded")], "要写得分"),
        ([Answer.yes("ledger")], "要写各扣分情形的次数"),
        ([Answer.yes("network")], "要用数据 liaison-coverage 的数值"),
        ([Answer.counted("ledger", {"unregistered": -1})], "要写次数"),
        ([Answer.counted("ledger", {"unregistered": True})], "要写次数"),
        ([Answer.absent("training", "忙")], "不允许缺项"),
    ],
)
def test_answers_that_an_item_does_not_take_are_refused_by_name(answers: list[Answer], message: str):
    with pytest.raises(InvalidValue, match=message) as refused:
        score(example("demonstration-township"), answers)
    assert refused.value.data["field"] == answers[0].code
    assert refused.value.data["label"]


def test_an_absence_needs_a_reason():
    with pytest.raises(InvalidValue, match="要写明理由"):
        form(plan={"absent": " "})


def test_plain_values_of_another_sort_are_refused():
    with pytest.raises(InvalidValue, match="要写得分，现在是 满分"):
        answers_from(example("demonstration-township"), {"graded": "满分"})


def test_plain_words_answer_yes_and_no():
    criteria = example("demonstration-township")
    assert answers_from(criteria, {"training": "是", "incident": "否"}) == (
        Answer.yes("training"),
        Answer.no("incident"),
    )


def test_a_set_is_not_applied_to_a_day_on_which_it_does_not_hold():
    criteria = example("demonstration-township")
    with pytest.raises(WrongUse):
        score(criteria, [], on=date(2022, 12, 31))
    with pytest.raises(WrongUse):
        score(criteria, [], on=date(2026, 1, 1))
    assert score(criteria, [], on=date(2025, 12, 31)).on == date(2025, 12, 31)


def test_the_set_of_a_day_is_the_nearest_and_latest_one():
    old = example("four-complete")
    new = attrs.evolve(old, effective=date(2024, 1, 1), version="2024")
    local = attrs.evolve(old, region="990101000000", version="local")
    sets = [new, local, old]
    assert set_in_force(sets, "four-complete", date(2023, 6, 1)) == old
    assert set_in_force(sets, "four-complete", date(2024, 6, 1)) == new
    assert set_in_force(sets, "four-complete", date(2024, 6, 1), ["990101101000", "990101000000"]) == local
    assert set_in_force(sets, "four-complete", date(2022, 6, 1)) is None
    assert set_in_force(sets, "other", date(2024, 6, 1)) is None


def test_the_json_of_a_score_has_the_promised_keys_and_is_plain_data():
    photo = Evidence("photo", 12, "台账照片")
    criteria = example("demonstration-township")
    answers = [
        *answers_from(criteria, {**TOWNSHIP, "training": False}),
        Answer.given("praise", Decimal("1.5"), evidence=[photo]),
    ]
    found = score(criteria, answers, subject="990101101000", on=date(2023, 12, 31)).to_json()
    assert json.loads(json.dumps(found)) == found
    head = {
        key: found[key] for key in ("set", "version", "subject", "on", "points", "total", "grade", "passed", "vetoes")
    }
    assert head == {
        "set": "demonstration-township",
        "version": "2023-01-01",
        "subject": "990101101000",
        "on": "2023-12-31",
        "points": "81.5",
        "total": 100,
        "grade": None,
        "passed": False,
        "vetoes": [],
    }
    tree = found["explanation"]
    assert tree["rule"]["citation"]["title"] == "示例：示范乡镇评价细则"
    assert tree["rule"]["verified"] is True
    leaves = {child["code"]: child for group in tree["children"] for child in group["children"]}
    assert leaves["praise"]["evidence"] == [{"entity": "photo", "id": 12, "text": "台账照片"}]
    assert leaves["training"]["rule"]["citation"]["article"] == "第三条"
    assert (leaves["training"]["failed"], leaves["training"]["points"], leaves["training"]["of"]) == (True, 0, 20)


def test_lines_say_that_a_rule_was_not_compared_with_the_official_text():
    assert "（未与正式文本核对）" in four_complete().lines()[1]
    assert "未与正式文本核对" not in "\n".join(township().lines())


def test_lines_name_the_evidence():
    assert "    凭据：photo 7：门口" in four_complete().lines()


def test_a_veto_cannot_be_left_out_unless_it_says_so_itself():
    made = attrs.evolve(example("demonstration-township"), absence=Absence.CREDIT)
    answers = {**TOWNSHIP, "incident": {"absent": "没有统计"}}
    with pytest.raises(InvalidValue, match="“发生过一般以上食品安全事故”不允许缺项"):
        score(made, answers_from(made, answers))
    allowed = tuple(
        attrs.evolve(item, absence=Absence.CREDIT) if item.code == "incident" else item for item in made.criteria
    )
    assert score(attrs.evolve(made, criteria=allowed), answers_from(made, answers)).passed is True


def test_a_subject_that_is_not_graded_neither_passes_nor_fails():
    made = attrs.evolve(example("hygiene-grade"), passes=Bound(Op.GE, Decimal(6)))
    for points in (10, 0):
        answers = answers_from(
            made, {"licence": True, **dict.fromkeys(["staff", "premises", "purchase", "delivery"], points)}
        )
        assert score(made, answers, withheld=["incident"]).passed is None
        assert score(made, answers).passed is (points == 10)
