"""How division files write codes, names, levels and kinds, and what is kept of each."""

import re
import unicodedata

from fscore.labels import _
from fscore.model.division import Division, DivisionKind, Level
from fscore.model.entity import describe
from fscore.model.text import forbidden

_LIMITS = {field.name: field.about.max_length or 0 for field in describe(Division)}
LONGEST_CODE = _LIMITS["code"]
LONGEST_NAME = _LIMITS["name"]

_LEVELS = {
    Level.PROVINCE: ("province", "省", "省级"),
    Level.CITY: ("city", "prefecture", "市", "地市", "地级", "市级"),
    Level.DISTRICT: ("district", "county", "区县", "县区", "县", "区", "县级"),
    Level.TOWNSHIP: ("township", "town", "street", "乡镇", "乡", "镇", "街道", "乡镇街道", "乡级"),
    Level.VILLAGE: ("village", "community", "村", "行政村", "社区", "村居", "村社区", "村级"),
    Level.GROUP: ("group", "组", "小组", "村民小组", "居民小组"),
}
LEVELS = {word: int(level) for level, words in _LEVELS.items() for word in (str(int(level)), *words)}
# Words that say more than a level; "village" in a list of levels may well mean communities too.
KIND_WORDS = {
    "community": DivisionKind.COMMUNITY,
    "社区": DivisionKind.COMMUNITY,
    "行政村": DivisionKind.VILLAGE,
    "村民小组": DivisionKind.VILLAGERS_GROUP,
    "居民小组": DivisionKind.RESIDENTS_GROUP,
}
_KINDS = {
    Level.PROVINCE: DivisionKind.PROVINCE,
    Level.CITY: DivisionKind.CITY,
    Level.DISTRICT: DivisionKind.DISTRICT,
    Level.TOWNSHIP: DivisionKind.TOWNSHIP,
}

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*", re.ASCII)
_FLOAT = re.compile(r"\d+(\.\d+)?[eE]\+?\d+|\d+\.0*", re.ASCII)
_FULL = re.compile(r"\d{12}", re.ASCII)
_COMMUNITY_NAME = re.compile(r"社区|居委会|居民委员会")
_VILLAGE_NAME = re.compile(r"村|嘎查")
_LAST_COMMUNITY, _LAST_VILLAGE = 199, 399


def wrong_code(code: str) -> str | None:
    """Return what is wrong with a code that :func:`code_of` made, or None."""
    if not code:
        return _("没有代码")
    if _FLOAT.fullmatch(code):
        return _("代码“{code}”被表格软件改成了小数。请把这一列设为文字，重新填写").format(code=code)
    if not _CODE.fullmatch(code):
        return _("代码“{code}”不对，只能用数字、字母、“-”和“_”").format(code=_shown(code))
    if len(code) > LONGEST_CODE:
        return _("代码“{code}”太长，最多 {limit} 位").format(code=_shown(code), limit=LONGEST_CODE)
    return None


def wrong_name(name: str) -> str | None:
    """Return what is wrong with a name, or None.

    A name is the official one and stays as the file has it, character for character: rare characters, those of the
    private-use area and full-width brackets included. Only what can't be seen or printed is refused.
    """
    if not name:
        return _("没有名称")
    if len(name) > LONGEST_NAME:
        return _("名称“{name}”太长，最多 {limit} 个字").format(name=_shown(name), limit=LONGEST_NAME)
    if name.isprintable() and "\ufffd" not in name:
        return None
    found = forbidden(name) or next((f"U+{ord(char):04X}" for char in name if char in "\t\n\u2028\u2029\ufeff"), None)
    if found:
        return _("名称里有不能保存的字符 {found}，请删掉").format(found=found)
    if "\ufffd" in name:
        return _("名称“{name}”里有乱码（U+FFFD），请按正式名称改好").format(name=name)
    return None


def level_of(word: str) -> int | None:
    """Return the level from 1 (province) to 6 (group) that a word or digit names, or None.

    >>> level_of("county"), level_of("社区"), level_of("４"), level_of("7")
    (3, 5, 4, None)
    """
    found = LEVELS.get(word)
    return found or LEVELS.get(unicodedata.normalize("NFKC", word).strip().lower())


def kind_of(level: int, word: str, code: str, name: str) -> DivisionKind | None:
    """Return what a unit is; None for a group that only the unit above can tell about.

    At the village level the word decides if it says so; else the last three digits of a code of 12, as the
    statistical codes are made (001 to 199 residents' committees, 200 to 399 villagers' committees, above that what is
    like one of them in development zones, farms and the like); else the name.

    >>> kind_of(5, "5", "990101101001", "甲").value, kind_of(5, "village", "990101101400", "乙村").value
    ('community', 'zone')
    """
    if level < Level.VILLAGE:
        return _KINDS[Level(level)]
    if word in KIND_WORDS:
        return KIND_WORDS[word]
    if level == Level.GROUP:
        return (
            DivisionKind.RESIDENTS_GROUP if "居民" in name else DivisionKind.VILLAGERS_GROUP if "村民" in name else None
        )
    last = int(code[-3:]) if _FULL.fullmatch(code) else 0
    if last:
        known = DivisionKind.VILLAGE if last <= _LAST_VILLAGE else DivisionKind.ZONE
        return DivisionKind.COMMUNITY if last <= _LAST_COMMUNITY else known
    if _COMMUNITY_NAME.search(name):
        return DivisionKind.COMMUNITY
    return DivisionKind.VILLAGE if _VILLAGE_NAME.search(name) else DivisionKind.ZONE


def group_kind(above: DivisionKind | None) -> DivisionKind:
    """Return what a group is by the kind of the unit above it: residents' in a community, else villagers'."""
    return DivisionKind.RESIDENTS_GROUP if above is DivisionKind.COMMUNITY else DivisionKind.VILLAGERS_GROUP


def _shown(text: str) -> str:
    kept = "".join(char if char.isprintable() else "?" for char in text)
    return kept if len(kept) <= LONGEST_CODE else kept[:LONGEST_CODE] + "…"
