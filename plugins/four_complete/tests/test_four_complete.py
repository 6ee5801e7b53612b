"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

import pytest

import fscore_four_complete
from fscore.errors import NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_four_complete.model import DemoShopEvaluation, EvaluationState

FOUR = {"licence": True, "ledger": True, "invoices": True, "notice_board": True, "evidence": "四张"}
AWARDED = FOUR | {"state": "awarded", "evaluated_on": "2023-02-01", "evaluator": "李四", "awarded_on": "2023-03-01"}


def evaluation(**values: object) -> DemoShopEvaluation:
    return DemoShopEvaluation(**{"division_id": 1, "operator_id": 1, "applied_on": "2023-01-01", **values})


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_four_complete, "four_complete")


@pytest.mark.regime("R42")
def test_an_award_needs_all_four():
    assert told(evaluation(**AWARDED)) == []
    assert told(evaluation(**AWARDED | {"ledger": False})) == ["四项没有都齐全，不能授牌"]


def test_what_was_found_complete_rests_on_evidence():
    assert told(evaluation(licence=True)) == ["评定为齐全的，要写“照片和凭据”"]


def test_an_evaluation_says_when_and_by_whom():
    assert told(evaluation(state="evaluated")) == ["状态是“已评定”，就要填“评定日期”", "状态是“已评定”，就要填“评定人”"]


def test_a_review_gives_no_award_of_its_own():
    assert told(evaluation(**AWARDED, occasion="review")) == ["复核不另行授牌；要撤牌，请改原来的申报评定"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"evaluated_on": "2022-12-31"}, "“评定日期”不能早于“申报日期”"),
        ({"awarded_on": "2023-01-31"}, "“授牌日期”不能早于“评定日期”"),
        ({"state": "revoked", "revoked_on": "2023-02-28"}, "“撤牌日期”不能早于“授牌日期”"),
    ],
)
def test_the_days_of_an_evaluation_follow_each_other(changes: dict[str, str], fault: str):
    assert told(evaluation(**AWARDED | changes)) == [fault]


def test_nobody_is_given_the_award_without_an_evaluation():
    applied = evaluation()
    with pytest.raises(NotPossible, match="接下来只能是：已评定"):
        applied.state = EvaluationState.AWARDED
