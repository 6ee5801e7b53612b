"""Identifiers as the law writes them: what is wrong with one, and what is doubtful.

Check digits come from python-stdnum; what it lacks stands here: letters in the first places of a credit code, the
check digit of the organisation inside it (GB 11714), identity numbers without a table of regions, licence numbers.
"""

import re
from datetime import date

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_10

from fscore.labels import _

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_ID_CARD = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)
_ID_LENGTH = 18
_MOBILE = 11
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|[2-9]\d{6,7}|1\d{4}", re.ASCII)
_LICENCE = re.compile(r"(JY|YB|SC)(\d{14})", re.ASCII)


def phone_fault(text: str) -> str | None:
    """Return what is wrong with a telephone number, or None; a mobile has 11 digits."""
    if _PHONE.fullmatch(text):
        return None
    if text.isascii() and text.isdigit() and text.startswith("1"):
        if len(text) < _MOBILE:
            return _("少 {count} 位，手机号要 11 位").format(count=_MOBILE - len(text))
        if len(text) > _MOBILE:
            return _("多 {count} 位，手机号要 11 位").format(count=len(text) - _MOBILE)
    return _("要写手机号，或区号加电话号码")


def credit_code_fault(text: str) -> str | None:
    """Return what is wrong with a unified social credit code (GB 32100), or None; both check digits must be right."""
    if not _CREDIT_CODE.fullmatch(text):
        return _("统一社会信用代码是 18 位数字和大写字母，没有 I、O、S、V、Z")
    if uscc.calc_check_digit(text[:-1]) != text[-1] or _organisation_digit(text[8:16]) != text[16]:
        return _("校验码对不上，请再看一遍执照")
    return None


def _organisation_digit(text: str) -> str:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(weight * _ALPHABET.index(char) for weight, char in zip(weights, text, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def id_card_fault(text: str) -> str | None:
    """Return what is wrong with an identity number (GB 11643), or None.

    Regions are no gate: numbers keep those of places that were abolished long ago.
    """
    if len(text) != _ID_LENGTH or not _ID_CARD.fullmatch(text):
        return _("身份证号是 18 位，最后一位可以是 X")
    born = birth_date(text)
    if born is None or not date(1900, 1, 1) <= born <= date.today():  # noqa: DTZ011 - a day too many or too few is no matter here
        return _("第 7 到 14 位不是出生日期")
    if ric.calc_check_digit(text) != text[-1]:
        return _("校验码对不上，请对照证件再看一遍")
    return None


def birth_date(id_card: str) -> date | None:
    """Return the day of birth that an identity number says, or None if there is no such day."""
    try:
        return date(int(id_card[6:10]), int(id_card[10:12]), int(id_card[12:14]))
    except ValueError:
        return None


def licence_number_doubt(text: str) -> str | None:
    """Return why a food licence number looks wrong, or None; old cards exist, so it is only a warning."""
    found = _LICENCE.fullmatch(text)
    if found is None:
        return _("一般是 JY、YB 或 SC 加 14 位数字，请再看一眼")
    try:
        mod_11_10.validate(found.group(2))
    except ValidationError:
        return _("最后一位校验码对不上，请再看一眼")
    return None
