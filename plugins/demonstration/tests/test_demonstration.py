"""The plugin keeps what every plugin promises, and records refuse what cannot be."""

from datetime import date

import pytest

import fscore_demonstration
from fscore.errors import InvalidValue, NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_demonstration.model import (
    AcceptanceState,
    Demonstration,
    DemonstrationState,
    DriveAcceptance,
    Evidence,
    EvidenceState,
    Hand,
    Highlight,
    Programme,
    ProgrammeState,
)

INSPECTED = {
    "state": "inspected",
    "applied_on": "2023-06-01",
    "inspected_on": "2023-07-01",
    "assessors": "市级验收组",
    "score": "95.5",
}
AWARDED = {
    "state": "awarded",
    "evaluated_on": "2023-03-01",
    "evaluator": "李四",
    "awarded_on": "2023-04-01",
    "standard": "评定办法",
}


def told(record: object) -> list[str]:
    return [str(one) for one in faults(record)]


def acceptance(**values: object) -> DriveAcceptance:
    about = {"division_id": 1, "drive_id": 1, "self_assessed_on": "2023-05-01", "self_score": "93.2"}
    return DriveAcceptance(**{**about, **values})


def demonstration(**values: object) -> Demonstration:
    about = {"division_id": 1, "name": "青山村", "kind": "village", "applied_on": "2023-02-01"}
    return Demonstration(**{**about, **values})


def programme(**values: object) -> Programme:
    about = {"division_id": 1, "name": "食品放心工程", "starts_on": "2023-01-01", "goals": "目标"}
    return Programme(**{**about, "hands": frozenset({Hand.CAMPAIGN, Hand.RIGHTS}), **values})


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_demonstration, "demonstration")


@pytest.mark.regime("R61")
def test_a_way_to_a_title_goes_step_by_step_and_a_title_is_only_reviewed():
    way = acceptance()
    with pytest.raises(NotPossible, match="接下来只能是：已申请验收"):
        way.state = AcceptanceState.TITLED
    for state in ("applied", "inspected", "titled", "reviewed"):
        way.state = state
    for state in ("self_assessed", "refused", "titled"):
        with pytest.raises(NotPossible, match="已复审"):
            way.state = state


def test_a_refused_acceptance_stays_refused():
    way = acceptance(**INSPECTED)
    way.state = AcceptanceState.REFUSED
    assert told(way) == []
    with pytest.raises(NotPossible):
        way.state = AcceptanceState.TITLED


def test_each_step_of_an_acceptance_says_what_belongs_to_it_and_nothing_of_later_ones():
    assert told(acceptance()) == []
    assert told(acceptance(applied_on="2023-06-01")) == ["状态是“已自评”，不能填“申请日期”"]
    assert told(acceptance(**INSPECTED)) == []
    bare = {"state": "inspected", "applied_on": "2023-06-01"}
    wanted = [
        "状态是“已验收”，就要填“验收日期”",
        "状态是“已验收”，就要填“验收人员”",
        "状态是“已验收”，就要填“验收得分”",
    ]
    assert told(acceptance(**bare)) == wanted


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"applied_on": "2023-04-30"}, "“申请日期”不能早于“自评日期”"),
        ({"inspected_on": "2023-05-31"}, "“验收日期”不能早于“申请日期”"),
        ({"state": "titled", "titled_on": "2023-06-30"}, "“命名日期”不能早于“验收日期”"),
        (
            {"state": "reviewed", "titled_on": "2023-08-01", "reviewed_on": "2023-07-31"},
            "“复审日期”不能早于“命名日期”",
        ),
    ],
)
def test_the_days_of_an_acceptance_follow_each_other(values: dict[str, str], fault: str):
    assert told(acceptance(**{**INSPECTED, **values})) == [fault]


def test_a_veto_rules_the_title_out():
    titled = {**INSPECTED, "state": "titled", "titled_on": "2023-08-01"}
    assert told(acceptance(**titled)) == []
    assert told(acceptance(**titled, vetoes="发生事故")) == ["有“否决情形”的，不能命名"]
    assert told(acceptance(**INSPECTED, vetoes="发生事故")) == []


@pytest.mark.regime("R62")
def test_an_award_rests_on_an_evaluation_and_a_standard():
    assert told(demonstration(**AWARDED)) == []
    assert told(demonstration(**{**AWARDED, "standard": ""})) == ["授牌要写“评定标准”"]
    with pytest.raises(NotPossible, match="接下来只能是：已评定"):
        demonstration().state = DemonstrationState.AWARDED
    revoked = demonstration(**{**AWARDED, "state": "revoked", "revoked_on": "2023-09-01"})
    assert told(revoked) == []
    with pytest.raises(NotPossible):
        revoked.state = DemonstrationState.AWARDED


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"evaluated_on": "2023-01-31"}, "“评定日期”不能早于“申报日期”"),
        ({"awarded_on": "2023-02-28"}, "“授牌日期”不能早于“评定日期”"),
        ({"expires_on": "2023-03-31"}, "“有效期至”不能早于“授牌日期”"),
        ({"state": "revoked", "revoked_on": "2023-03-31"}, "“撤牌日期”不能早于“授牌日期”"),
    ],
)
def test_the_days_of_an_award_follow_each_other(values: dict[str, str], fault: str):
    assert told(demonstration(**{**AWARDED, **values})) == [fault]


@pytest.mark.regime("R63")
def test_a_zone_says_how_far_it_goes():
    assert told(demonstration(kind="zone")) == ["示范区要写“范围”"]
    assert told(demonstration(kind="zone", extent="场镇主街")) == []


def test_evidence_that_was_checked_says_by_whom_and_a_false_one_stays_false():
    about = {"division_id": 1, "drive_id": 1, "criterion": "plan", "name": "方案", "kind": "document"}
    paper = Evidence(**about, dated_on="2023-02-01")
    assert told(paper) == []
    paper.state = EvidenceState.REFUTED
    assert told(paper) == ["状态是“核查不实”，就要填“核查人”"]
    with pytest.raises(NotPossible):
        paper.state = EvidenceState.VERIFIED
    with pytest.raises(InvalidValue, match="指标项目"):
        Evidence(**{**about, "criterion": "方案"}, dated_on="2023-02-01")


@pytest.mark.parametrize("hands", [frozenset(), frozenset({Hand.CAMPAIGN}), frozenset({Hand.WARNING, Hand.RIGHTS})])
@pytest.mark.regime("R69")
def test_a_programme_needs_both_hands(hands: frozenset[Hand]):
    assert told(programme()) == []
    assert told(programme(hands=hands)) == ["“抓手”要有专项整治，还要有至少一种机制"]


def test_a_programme_that_was_evaluated_says_when_and_what_came_of_it():
    done = programme(state=ProgrammeState.EVALUATED)
    assert told(done) == ["状态是“已评估”，就要填“评估日期”", "状态是“已评估”，就要填“评估结果”"]
    with pytest.raises(NotPossible):
        done.state = ProgrammeState.RUNNING


@pytest.mark.regime("R65")
def test_a_highlight_is_built_before_it_is_spread():
    about = {"division_id": 1, "name": "快检点", "text": "做法", "planned_on": date(2023, 2, 1)}
    highlight = Highlight(**about)
    with pytest.raises(NotPossible):
        highlight.state = "spread"
    highlight.state = "built"
    assert told(highlight) == ["状态是“已建成”，就要填“建成日期”"]
    assert told(Highlight(**about, state="built", built_on="2023-01-31")) == ["“建成日期”不能早于“提出日期”"]
    assert told(Highlight(**about, state="spread", built_on="2023-05-01")) == ["状态是“已推广”，就要填“推广范围”"]
