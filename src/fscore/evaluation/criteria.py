"""What is scored and how: a set of criteria as a dated form states it.

A set is data. It is written by an official as TOML or Excel, checked on load (``criteria_checks``), and applied by
``scoring``. Nothing here knows a threshold.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from fscore.evaluation.rounding import Rounding
from fscore.evaluation.sources import Citation, Op
from fscore.labels import _
from fscore.model.choice import Choice

Number = Decimal | int | Fraction
ByKind = Decimal | Mapping[str, Decimal]
"""One number for every kind of subject, or one for each kind; a kind left out has none."""

KEY = "key"
BASIC = "basic"
BONUS = "bonus"


class Method(Choice):
    """How the items make the result."""

    SUM = "sum", _("各项得分相加")
    MEAN = "mean", _("各项得分取平均")
    ALL = "all", _("各项全部符合才合格")


class AnsweredBy(Choice):
    """What the person or the system that fills the form says of an item."""

    YES_NO = "yes-no", _("是否")
    POINTS = "points", _("评分")
    DEDUCTIONS = "deductions", _("扣分")
    INDICATOR = "indicator", _("数据")


class Absence(Choice):
    """What an item that reasonably does not apply does to the score."""

    REFUSED = "refused", _("不允许缺项")
    REWEIGHT = "reweight", _("缺项后其余各项折算为满分")
    REDUCE = "reduce", _("缺项后满分相应减少")
    CREDIT = "credit", _("缺项按满分计")


class Counted(Choice):
    """Which failed items a limit counts."""

    KEY_ITEMS = "failed-keys", _("不符合的关键项")
    ITEMS = "failed-items", _("不符合的项目")


@attrs.frozen
class Bound:
    """A number and how it is compared: 90以上, 不满6."""

    op: Op
    value: Decimal

    def holds(self, found: Number) -> bool:
        """Tell whether ``found`` lies on the right side."""
        return self.op.holds(Fraction(found), Fraction(self.value))

    def with_unit(self, unit: str) -> str:
        """Return the bound as documents print it: 90%以上, 不满3户."""
        value = f"{self.value:f}{unit}"
        return f"{value}{self.op.label}" if self.op in (Op.GE, Op.LE) else f"{self.op.label}{value}"

    def __str__(self) -> str:
        return self.with_unit("")


@attrs.frozen(kw_only=True)
class Deduction:
    """Points taken away each time something is found, up to a limit."""

    code: str
    label: str
    points: Decimal
    at_most: Decimal | None = None


@attrs.frozen
class Step:
    """The points that an indicator earns; of several steps the first that fits counts."""

    bound: Bound
    points: Decimal


@attrs.frozen
class Group:
    """A heading over items; ``points``, if stated, must be what its items add up to."""

    code: str
    label: str
    points: ByKind | None = None


GROUP_LABELS = {KEY: _("关键项"), BASIC: _("基本项"), BONUS: _("加分项")}


@attrs.frozen(kw_only=True)
class Criterion:
    """One item of a form.

    ``expects`` is the good answer of a yes/no item, so that "an incident happened" can be an item that expects no.
    ``target`` or ``steps`` turn the value of ``query`` into points. ``floor`` is the share of its points below which
    a key item fails. ``absence`` overrides that of the set. ``evidence`` says what has to be shown.
    """

    code: str
    label: str
    points: ByKind
    group: str = BASIC
    veto: bool = False
    key: bool = attrs.field()
    bonus: bool = attrs.field()
    floor: Decimal | None = None
    answered_by: AnsweredBy = AnsweredBy.YES_NO
    expects: bool = True
    deductions: tuple[Deduction, ...] = ()
    query: str | None = None
    target: Bound | None = None
    steps: tuple[Step, ...] = ()
    unit: str = ""
    absence: Absence | None = None
    evidence: str = ""
    evidence_required: bool = False
    citation: Citation | None = None

    @key.default
    def _key(self) -> bool:
        return self.group == KEY

    @bonus.default
    def _bonus(self) -> bool:
        return self.group == BONUS

    def points_for(self, kind: str | None) -> Decimal | None:
        """Return the item's most points for a kind of subject, None if the item is not for that kind."""
        return amount(self.points, kind)


@attrs.frozen(kw_only=True)
class Band:
    """A grade and the points it is given for; without a grade, the reason why there is none."""

    bounds: tuple[Bound, ...]
    grade: str | None = None
    names: Mapping[str, str] = attrs.field(factory=dict)
    reason: str = ""

    def holds(self, points: Decimal) -> bool:
        """Tell whether ``points`` lie in the band."""
        return all(bound.holds(points) for bound in self.bounds)

    def __str__(self) -> str:
        return "、".join(str(bound) for bound in self.bounds)


@attrs.frozen(kw_only=True)
class GradeLimit:
    """What many failed items do to the grade.

    ``items`` narrows what is counted. With ``grade`` the grade is no better than that, with ``down`` it is so many
    bands lower, with neither there is no grade.
    """

    code: str
    label: str
    counts: Counted
    bound: Bound
    items: tuple[str, ...] = ()
    grade: str | None = None
    down: int = 0


@attrs.frozen
class Withheld:
    """A fact for which a subject is not graded at all, such as a new licence; the caller says when it holds."""

    code: str
    label: str


@attrs.frozen(kw_only=True)
class CriteriaSet:
    """A form for scoring: its items, its rounding, its grades, where it is from and when it holds.

    ``superseded`` is the first day on which the set no longer holds. Bands stand from best to worst and are read from
    the top. ``passes`` is the bound that the points must meet; with the method ``all`` none is needed. ``digest`` names
    the text of a set that an office loaded; a shipped one has none.
    """

    code: str
    label: str
    effective: date
    criteria: tuple[Criterion, ...]
    total: ByKind
    version: str = attrs.field()
    superseded: date | None = None
    region: str | None = None
    method: Method = Method.SUM
    unit: str = "分"
    rounding: Rounding | None = None
    absence: Absence = Absence.REFUSED
    key_floor: Decimal | None = None
    passes: Bound | None = None
    bonus_at_most: Decimal | None = None
    veto_grade: str | None = None
    kinds: Mapping[str, str] = attrs.field(factory=dict)
    groups: tuple[Group, ...] = ()
    bands: tuple[Band, ...] = ()
    limits: tuple[GradeLimit, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    citation: Citation | None = None
    verified: bool = False
    verified_on: date | None = None
    digest: str = ""

    @version.default
    def _version(self) -> str:
        return self.effective.isoformat()

    def in_force(self, day: date) -> bool:
        """Tell whether the set holds on ``day``."""
        return self.effective <= day and (self.superseded is None or day < self.superseded)

    def absence_of(self, criterion: Criterion) -> Absence:
        """Return what ``criterion`` does if it reasonably does not apply; a veto can be left out only if it says so."""
        if criterion.absence is None and criterion.veto:
            return Absence.REFUSED
        return criterion.absence or self.absence

    def floor_of(self, criterion: Criterion) -> Decimal | None:
        """Return the share of its points that a key item must reach, None if it need not."""
        if not criterion.key:
            return None
        return self.key_floor if criterion.floor is None else criterion.floor

    def group_label(self, code: str) -> str:
        """Return the heading of a group."""
        stated = next((group.label for group in self.groups if group.code == code), None)
        return stated or GROUP_LABELS.get(code, code)

    def bonus_for(self, kind: str | None) -> Decimal:
        """Return the most that bonus items can add for a kind of subject."""
        offered = sum((item.points_for(kind) or Decimal(0) for item in self.criteria if item.bonus), Decimal(0))
        return offered if self.bonus_at_most is None else min(offered, self.bonus_at_most)

    def best_for(self, kind: str | None) -> Decimal:
        """Return the highest score there can be for a kind of subject."""
        best = (amount(self.total, kind) or Decimal(0)) + self.bonus_for(kind)
        return self.rounding.apply(best) if self.rounding else best


def amount(points: ByKind, kind: str | None) -> Decimal | None:
    """Return the number that stands for ``kind``."""
    if isinstance(points, Decimal):
        return points
    return points.get(kind) if kind is not None else None


def set_in_force(sets: Iterable[CriteriaSet], code: str, on: date, region: Iterable[str] = ()) -> CriteriaSet | None:
    """Return the set ``code`` that holds on a day: of the nearest region, and there the latest.

    Of two of the same place and day, one that was loaded comes before one that is shipped.

    Args:
        region: the codes of the division and its ancestors, nearest first.
    """
    live = [each for each in sets if each.code == code and each.in_force(on)]
    for place in (*region, None):
        here = [each for each in live if each.region == place]
        if here:
            return max(here, key=lambda each: (each.effective, bool(each.digest)))
    return None


def plain(value: Any) -> str:
    """Return a number as forms print it: no exponent, the digits it was given.

    >>> plain(Decimal("1E+2"))
    '100'
    """
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
