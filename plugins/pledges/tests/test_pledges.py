"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

import pytest

import fscore_pledges
from fscore.errors import NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_pledges.model import Pledge, PledgeKind, PledgeState, Proof, ResponsibilityLetter

SIGNED = {"state": "signed", "signed_on": "2023年2月1日", "proof": "扫描件"}


def letter(**values: object) -> ResponsibilityLetter:
    return ResponsibilityLetter(division_id=1, year=2023, party_a="甲镇人民政府", party_b="甲村村民委员会", **values)


def pledge(**values: object) -> Pledge:
    return Pledge(division_id=1, kind=PledgeKind.COOP, year=2023, text_version="一", **values)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_pledges, "pledges")


def test_a_signed_letter_has_a_day_and_a_scan_or_a_signature_on_the_screen():
    assert told(letter(**SIGNED)) == []
    assert told(letter(**SIGNED | {"proof": Proof.ON_SCREEN})) == []
    assert told(letter(**SIGNED | {"proof": None})) == ["状态是“已签订”，就要填“签字凭据”"]
    assert told(letter(**SIGNED | {"signed_on": None})) == ["状态是“已签订”，就要填“签订日期”"]


def test_a_letter_that_was_only_handed_out_has_no_day_of_signing():
    assert told(letter(state="issued", signed_on="2023-02-01")) == ["状态是“已发出”，不能填“签订日期”"]


def test_a_letter_is_revoked_on_a_day_not_before_it_was_signed():
    assert told(letter(**SIGNED | {"state": "revoked"})) == ["状态是“已撤销”，就要填“撤销日期”"]
    early = SIGNED | {"state": "revoked", "revoked_on": "2023-01-31"}
    assert told(letter(**early)) == ["“撤销日期”不能早于“签订日期”"]


@pytest.mark.regime("R07")
def test_a_letter_goes_from_draft_to_handed_out_to_signed_and_no_step_is_left_out():
    paper = letter()
    with pytest.raises(NotPossible, match="接下来只能是：已发出"):
        paper.state = PledgeState.SIGNED
    paper.state = PledgeState.ISSUED
    paper.state = PledgeState.SIGNED
    paper.state = PledgeState.EXPIRED
    with pytest.raises(NotPossible, match="不能再改成"):
        paper.state = PledgeState.SIGNED


@pytest.mark.regime("R68")
def test_a_pledge_is_made_by_a_business_of_the_register_or_by_one_body_outside_it():
    assert told(pledge(party="青禾蔬菜专业合作社")) == []
    assert told(pledge(operator_id=7)) == []
    wanted = ["“经营主体”和“承诺单位”要填一个，只填一个"]
    assert told(pledge()) == wanted
    assert told(pledge(operator_id=7, party="青禾蔬菜专业合作社")) == wanted


def test_a_pledge_does_not_end_before_it_is_signed():
    assert told(pledge(party="合作社", **SIGNED, valid_to="2023-01-31")) == ["“有效期至”不能早于“签订日期”"]
