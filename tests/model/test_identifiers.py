"""Identifiers: what is refused, with which words, and what is only doubted."""

import pytest

from fscore.model.entity import field
from fscore.model.identifiers import credit_code_fault, id_card_fault, licence_number_doubt, phone_fault
from fscore.model.operators import Licence, Operator


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91110000802100433B", "51100000500019541K", "1134082855783407XL"]
)
def test_true_credit_codes_are_taken(code: str) -> None:
    """Both check digits of a credit code are computed, the organisation's with X as well."""
    assert credit_code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91350200M000000510", "校验码对不上"),
        ("91350100M000100Y44", "校验码对不上"),
        ("91350100M000100Y4", "18 位"),
        ("91350100I000100Y43", "没有 I、O"),
        ("９1350100M000100Y43", "18 位"),
    ],
)
def test_wrong_credit_codes_are_refused_with_the_reason(code: str, reason: str) -> None:
    """A slip in one place is told from a wrong length or letter."""
    assert reason in (credit_code_fault(code) or "")


@pytest.mark.parametrize("number", ["321083197812162119", "33010219200403064X", "830000200209060065"])
def test_identity_numbers_are_taken_whatever_their_region(number: str) -> None:
    """Abolished regions and those of Hong Kong, Macao and Taiwan residents are no reason to refuse."""
    assert id_card_fault(number) is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("360198910283844", "18 位"),
        ("321083197813162119", "出生日期"),
        ("440524188001010014", "出生日期"),
        ("321083200807112119", "校验码"),
    ],
)
def test_wrong_identity_numbers_are_refused_with_the_reason(number: str, reason: str) -> None:
    """Length, a real day of birth, and the check digit are each named."""
    assert reason in (id_card_fault(number) or "")


def test_licence_numbers_are_only_doubted() -> None:
    """An old card is no fault; a check digit that does not fit is worth a second look."""
    assert licence_number_doubt("JY13301080111719") is None
    assert "校验码" in (licence_number_doubt("JY24401060000042") or "")
    assert "14 位数字" in (licence_number_doubt("镇卫食字第 5 号") or "")


@pytest.mark.parametrize("number", ["15400000001", "0826-1234567", "028-12345678-801", "8234567", "12315"])
def test_telephone_numbers_of_every_kind_are_taken(number: str) -> None:
    """Mobiles, numbers with area code and extension, local numbers and hotlines."""
    assert phone_fault(number) is None


@pytest.mark.parametrize(
    ("number", "reason"), [("1540000000", "少 1 位"), ("154000000012", "多 1 位"), ("电话", "区号")]
)
def test_wrong_telephone_numbers_are_refused_with_the_reason(number: str, reason: str) -> None:
    """How many digits are missing is said, as nobody counts eleven at a glance."""
    assert reason in (phone_fault(number) or "")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("credit_code", "９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43"),
        ("credit_code", " 91350100m000100y43　", "91350100M000100Y43"),
        ("phone", "１５４０００００００１", "15400000001"),
        ("phone", "０８２６－１２３４５６７", "0826-1234567"),
        ("number", "ｊｙ13301080111719", "JY13301080111719"),
    ],
)
def test_full_width_and_small_letters_are_taken_and_kept_one_way(name: str, typed: str, kept: str) -> None:
    """So that the same business is not registered twice for the way in which its code was typed."""
    assert field(Licence if name == "number" else Operator, name).accept(typed) == kept
