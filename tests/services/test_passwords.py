"""What a good password is, and how it is kept."""

import pytest

from fscore.errors import InvalidValue
from fscore.model.roles import Role
from fscore.services.passwords import check_password, hash_password, shortest, verify_password

GOOD = ["竹林里的第三条小溪", "correct horse battery", "Kv8-tunnel", "🐟🐟 fish on a bicycle", "p" + "x7Qm2" * 25]
ABOUT = ("chenxl", "陈晓岚", "青禾镇")
COMMON = [
    "password",
    "Password2023!",
    "P@ssw0rd123",
    "12345678",
    "87654321",
    "20230101",
    "11111111",
    "aaaaaaaaaa",
    "abcdefgh",
    "qwertyuiop",
    "QWERTY123456",
    "admin12345",
    "woaini1314",
    "shipinanquan",
    "fscore2023",
    "qinghezhen123",
    "chenxl2023",
    "陈晓岚123456",
    "青禾镇2023!!",
    "５２０１３１４１３１４",
    "abababab",
    "hijklmnop",
    "9-chenxl-9",
    "L3tM31n2024",
    "15400000001",
    "990101199001011234",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_password_that_is_long_and_not_common_is_good(text: str):
    check_password(text, Role.OFFICER, ABOUT)


@pytest.mark.parametrize("text", COMMON)
def test_what_anybody_would_try_first_is_refused(text: str):
    with pytest.raises(InvalidValue, match="太常见") as refused:
        check_password(text, Role.OFFICER, ABOUT)
    assert text not in str(refused.value)
    assert refused.value.data["value"] is None


@pytest.mark.parametrize(
    ("role", "least"),
    [(Role.OFFICER, 8), (Role.LIAISON, 8), (Role.SYSADMIN, 15), (Role.AUDITOR, 15), (Role.SECURITY, 15)],
)
def test_whoever_runs_grants_or_audits_needs_a_longer_one(role: Role, least: int):
    text = "k7-Tz.w4Lq_m9Xr"
    assert shortest(role) == least
    check_password(text[:least], role)
    with pytest.raises(InvalidValue, match=f"至少 {least} 个字，现在 {least - 1} 个"):
        check_password(text[: least - 1], role)


def test_a_password_may_have_128_signs_and_no_more():
    text = "k7-Tz.w4" * 16
    check_password(text, Role.OFFICER)
    with pytest.raises(InvalidValue, match="最多 128"):
        check_password(text + "x", Role.OFFICER)


def test_nothing_of_a_long_password_is_cut_off():
    text = "k7-Tz.w4" * 16
    kept = hash_password(text)
    assert verify_password(text, kept)
    assert not verify_password(text[:-1], kept)
    assert not verify_password(text[:-1] + "x", kept)
    assert not verify_password(text + "x", kept)


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own():
    first, second = hash_password("竹林里的小溪"), hash_password("竹林里的小溪")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert verify_password("竹林里的小溪", first)
    assert not verify_password("竹林里的小河", first)


def test_the_width_of_a_digit_does_not_matter():
    assert verify_password("竹林 ７９２", hash_password("竹林 792"))


def test_without_a_password_none_is_right():
    assert not verify_password("", None)
    assert not verify_password("anything", None)
