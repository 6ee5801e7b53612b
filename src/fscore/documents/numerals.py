"""Which characters of a text are numbers: digits of every kind, and Chinese numerals where they count something.

A single Chinese numeral is ordinary wording (一是, 四个关口, 统一, 万一) and is left to the author. Two or more are a
number if they read as one (二〇二三, 二百三十), and so is any 百分之…, 一半, 三成, 八点五 or 十余起.
What official texts call by a number (二十大) is a name.
The decision and its limits: docs/decisions/0020-digits-of-a-document.md.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

import attrs

# Stands in a paragraph's text where a figure's content control stands.
CONTROL = "\ufffc"

# Stands for a numeral that is no decimal digit: ①, Ⅳ, ½.
_OTHER = "\ue000"
_TENS = "十百千万亿拾佰仟萬億廿卅"
_ONES = "一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_ZEROS = "〇零"
_CHINESE = f"[{_ZEROS}{_ONES}{_TENS}]"

_ARABIC = rf"[-−]?[0-9{_OTHER}]+(?:[.,][0-9]+)*[%‰]?[{_TENS}]*"
# What touches a control changes the number that is read: a minus or 近 before it, 万 or % or a decimal point behind it.
_BEFORE = "[-−.]|(?:(?<![最附临])近|约|逾|超过?|不足|不到) ?"
_TOUCHING = rf"(?:{_BEFORE}){CONTROL}[.%‰余多{_TENS}]*|{CONTROL}[.%‰余多{_TENS}]+"
_SHARE = (
    f"{_CHINESE}+分之{_CHINESE}+|一半|半数|过半|大半|[二三四五六七八九]成(?![立为员])"
    f"|[{_ONES}]点[{_ZEROS}{_ONES}]+"  # 八点五
    "|[几数好][十百千万]+|十几|[上近][百千万]+"  # 几百家, 上百场
    "|[十百千万]+[余多](?=[个名人家户次件起份场批处条元亩种])"  # 十余起
)
_NUMBER = re.compile(rf"{_ARABIC}|{_TOUCHING}|(?P<share>{_SHARE})|{_CHINESE}{{2,}}")

_READS_AS_NUMBER = re.compile(
    rf"(?:[十拾廿卅]|[{_ONES}][{_TENS}])(?:[{_ZEROS}]|[{_ONES}]?[{_TENS}])*[{_ONES}]?"  # 三十, 二百三十, 十二
    rf"|(?=.*[{_ZEROS}])(?=.*[{_ONES}])[{_ZEROS}{_ONES}]{{2,}}"  # 二〇二三
)
_NAMES = re.compile(
    r"[一二三]?十[一二三四五六七八九]?(?:大(?=精神|报告|以来|召开|部署|[”\"'》。，、])|届|个?五(?=规划|时期))"
)
_UNITS = re.compile(r"(?<=m)[²³]")


@attrs.frozen
class Numeral:
    """A number in a text: how it is written, a few words around it for the reader, and where it stands."""

    text: str
    context: str = attrs.field(default="", eq=False)
    start: int = attrs.field(default=0, eq=False)
    end: int = attrs.field(default=0, eq=False)


def numerals(text: str) -> Iterator[Numeral]:
    """Return the numbers of ``text`` in their order.

    >>> [found.text for found in numerals("2023年共２次，占95.1%，统一部署四项工作，惠及二百三十户")]
    ['2023', '2', '95.1%', '二百三十']
    """
    plain = _aligned(text)
    names = [found.span() for found in _NAMES.finditer(plain)]
    for found in _NUMBER.finditer(plain):
        start, end = found.span()
        word = found.group()
        if any(first < end and start < last for first, last in names):
            continue
        chinese = word[0] in _ZEROS + _ONES + _TENS and found["share"] is None
        if chinese and not _READS_AS_NUMBER.fullmatch(word):
            continue
        around = text[max(0, start - 8) : end + 8].replace(CONTROL, "▢")
        yield Numeral(unicodedata.normalize("NFKC", text[start:end]), around, start, end)


def _aligned(text: str) -> str:
    """Return ``text`` character by character with one kind of digit, so that places in both are the same."""
    return "".join(map(_digit, _UNITS.sub("·", text)))


def _digit(char: str) -> str:
    if char.isascii() or char in _ZEROS:
        return char
    if char in "％．－，":
        return {"％": "%", "．": ".", "－": "-", "，": "，"}[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return _OTHER if unicodedata.category(char).startswith("N") else char


def digit_digest(found: Iterable[str]) -> str:
    """Return the sha256 over numbers in their order."""
    return hashlib.sha256("\n".join(found).encode()).hexdigest()
