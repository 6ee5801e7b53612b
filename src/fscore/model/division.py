"""Divisions (行政区划): the tree from province to group, and its codes.

Each division holds the id of its ancestor at every level, its own included, so that "under" is one comparison,
"by township" is one grouping, and a level that is missing (东莞 has no districts) is simply empty. One that closed
holds the unit that goes on with what was its own; where it lay before, :class:`FormerPlace` says.
"""

import unicodedata
from datetime import date
from enum import IntEnum
from typing import Annotated

import attrs

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import About, Ref, entity
from fscore.model.roles import NOBODY, Role

CODE_LENGTH = 12
"""How many digits a code has; shorter ones name the same unit without the zeros at their end."""


def code_of(text: str) -> str:
    """Return a code as it is kept: without space, in ASCII, short ones of digits alone padded with zeros on the right.

    >>> code_of("11"), code_of(" １１０１ "), code_of("KFQ-1"), code_of("51160200100101")
    ('110000000000', '110100000000', 'KFQ-1', '51160200100101')
    """
    if not text.isascii() or not text.isalnum():
        text = unicodedata.normalize("NFKC", text).strip()
    return text.ljust(CODE_LENGTH, "0") if text.isascii() and text.isdigit() else text


class Level(IntEnum):
    """The levels of the tree, from the top; a child's number is greater than its parent's."""

    PROVINCE = 1
    CITY = 2
    DISTRICT = 3
    TOWNSHIP = 4
    VILLAGE = 5
    GROUP = 6

    @property
    def word(self) -> str:
        """The level as commands and files write it."""
        return self.name.lower()

    @property
    def column(self) -> str:
        """The field of :class:`Division` with the ancestor at this level."""
        return f"{self.word}_id"

    @property
    def label(self) -> str:
        """The level as people call it."""
        return _LABELS[self]


_LABELS = {
    Level.PROVINCE: _("省级"),
    Level.CITY: _("市级"),
    Level.DISTRICT: _("区县"),
    Level.TOWNSHIP: _("乡镇"),
    Level.VILLAGE: _("村（社区）"),
    Level.GROUP: _("组"),
}


class DivisionKind(Choice):
    """What a division is, where its level alone does not say."""

    PROVINCE = "province", _("省（自治区、直辖市）")
    CITY = "city", _("市（州、盟）")
    DISTRICT = "district", _("区（县、市）")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("行政村")
    COMMUNITY = "community", _("社区")
    ZONE = "zone", _("开发区等")
    VILLAGERS_GROUP = "villagers_group", _("村民小组")
    RESIDENTS_GROUP = "residents_group", _("居民小组")


_KINDS = {
    Level.VILLAGE: (DivisionKind.VILLAGE, DivisionKind.COMMUNITY, DivisionKind.ZONE),
    Level.GROUP: (DivisionKind.VILLAGERS_GROUP, DivisionKind.RESIDENTS_GROUP),
}


def kinds_at(level: int) -> tuple[DivisionKind, ...]:
    """Return what a division of a level may be.

    >>> [kind.value for kind in kinds_at(Level.GROUP)]
    ['villagers_group', 'residents_group']
    """
    return _KINDS.get(Level(level)) or (DivisionKind.of(Level(level).word),)


# Everybody may know what divisions there are: those who grant, run and audit as well, whose pages name them.
@entity(
    table="division",
    label=_("行政区划"),
    title=("name",),
    key=("code",),
    read=frozenset(Role),
    write=NOBODY,
    regimes=("R04",),
)
class Division:
    """One unit of the tree; what happened to it later is in :class:`DivisionChange`."""

    id: Annotated[int, About(_("编号"), write=NOBODY, listed=False)] = attrs.field(init=False)
    code: Annotated[str, About(_("区划代码"), max_length=24, searchable=True)]
    name: Annotated[str, About(_("名称"), max_length=100, searchable=True)]
    level: Annotated[int, About(_("层级"), at_least=1, at_most=6, listed=False)]
    kind: Annotated[DivisionKind, About(_("类型"), filtered=True)]
    parent_id: Annotated[int | None, About(_("上级"), listed=False)] = None
    province_id: Annotated[int | None, About(_("所在省级"), listed=False)] = None
    city_id: Annotated[int | None, About(_("所在市级"), listed=False)] = None
    district_id: Annotated[int | None, About(_("所在区县"), listed=False)] = None
    township_id: Annotated[int | None, About(_("所在乡镇"), listed=False)] = None
    village_id: Annotated[int | None, About(_("所在村（社区）"), listed=False)] = None
    group_id: Annotated[int | None, About(_("所在组"), listed=False)] = None
    valid_from: Annotated[date | None, About(_("设立日期"))] = None
    valid_to: Annotated[date | None, About(_("撤销日期"))] = None

    def ancestor(self, level: Level) -> int | None:
        """Return the id of the ancestor at ``level`` (itself included), or None where the level is missing."""
        found: int | None = getattr(self, level.column)
        return found

    def under(self, other: "Division") -> bool:
        """Tell whether this division is ``other`` or lies in it today; what closed lies in the unit that goes on."""
        return self.id == other.id or self.ancestor(Level(other.level)) == other.id

    def nearest_day(self, day: date) -> date:
        """Return the day of its own time that lies nearest to ``day``: that day, or its first or its last one."""
        if self.valid_to is not None and self.valid_to < day:
            return self.valid_to
        return self.valid_from if self.valid_from is not None and day < self.valid_from else day

    def existed_on(self, day: date) -> bool:
        """Tell whether the division existed on ``day``; both its first and its last day count."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class ChangeKind(Choice):
    """What can happen to a division."""

    RENAME = "rename", _("更名")
    RECODE = "recode", _("换代码")
    SPLIT = "split", _("分设")
    MERGE = "merge", _("合并")


@entity(table="division_change", label=_("区划变更"), title=("kind", "old_name"), dated="on", write=NOBODY)
class DivisionChange:
    """What happened to a division on a day: its name or code before, or the unit that follows it."""

    id: Annotated[int, About(_("编号"), write=NOBODY, listed=False)] = attrs.field(init=False)
    kind: Annotated[ChangeKind, About(_("变更"), filtered=True)]
    on: Annotated[date, About(_("生效日期"))]
    subject_id: Annotated[int, About(_("变更的区划")), Ref(Division)]
    old_code: Annotated[str, About(_("原代码"), max_length=24, indexed=True)]
    old_name: Annotated[str, About(_("原名称"), max_length=100)]
    successor_id: Annotated[int | None, About(_("接续的区划")), Ref(Division)] = None


@entity(table="division_former", label=_("原隶属"), title=("level",), dated="until", write=NOBODY)
class FormerPlace:
    """In what a division lay at one level until a change: behind the day ``after``, up to the day ``until``."""

    id: Annotated[int, About(_("编号"), write=NOBODY, listed=False)] = attrs.field(init=False)
    subject_id: Annotated[int, About(_("区划")), Ref(Division)]
    level: Annotated[int, About(_("层级"), at_least=1, at_most=6)]
    ancestor_id: Annotated[int | None, About(_("当时所在的区划")), Ref(Division)] = None
    after: Annotated[date | None, About(_("在这一天以后"))] = None
    until: Annotated[date, About(_("到这一天为止"), indexed=True)]

    def held_on(self, day: date) -> bool:
        """Tell whether it tells of a day."""
        return day <= self.until and (self.after is None or self.after < day)
