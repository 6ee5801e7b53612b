"""What a township is: its units, its profile of the year, and its operators by kind."""

import sqlalchemy as sa

from fscore.evaluation.ratio import Unit
from fscore.labels import _
from fscore.model.division import Division, DivisionKind, Level
from fscore.model.operators import OperatorKind, TownshipProfile
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, Span, indicator
from fscore.storage.register import existing, operators_open, townships
from fscore.storage.rules import Rules

_UNITS = (
    ("X01", "villages", _("行政村数"), Level.VILLAGE, DivisionKind.VILLAGE),
    ("X02", "communities", _("社区数"), Level.VILLAGE, DivisionKind.COMMUNITY),
    ("X03", "villagers-groups", _("村民小组数"), Level.GROUP, DivisionKind.VILLAGERS_GROUP),
    ("X04", "residents-groups", _("居民小组数"), Level.GROUP, DivisionKind.RESIDENTS_GROUP),
)
_STATED = (
    ("X05", "area", _("幅员面积"), _("平方公里"), "area"),
    ("X06", "farmland", _("耕地面积"), _("亩"), "farmland"),
    ("X07", "population", _("总人口"), _("人"), "population"),
)
_OPERATORS = tuple((f"X{10 + place}", kind) for place, kind in enumerate(OperatorKind))


def _units(id_: str, code: str, label: str, level: Level, kind: DivisionKind) -> Indicator:
    @indicator(
        id=id_,
        code=code,
        label=label,
        unit=Unit(_("个")),
        span=Span.MOMENT,
        definition=_("期末存在的{kind}。").format(kind=kind.label),
    )
    def count(period: Period, _rules: Rules) -> Count:
        return Count(existing(level, period.last).where(col(Division.kind) == kind))

    return count


def _stated(id_: str, code: str, label: str, unit: str, name: str) -> Indicator:
    @indicator(
        id=id_,
        code=code,
        label=label,
        unit=Unit(unit),
        span=Span.MOMENT,
        definition=_("当年镇情表里的{label}。").format(label=label),
    )
    def stated(period: Period, _rules: Rules) -> Count:
        amount = col(getattr(TownshipProfile, name))
        known = sa.select(TownshipProfile).where(col(TownshipProfile.year) == period.last.year, amount.is_not(None))
        return Count(known, amount=amount, stated=True, units=townships(period.last))

    return stated


def _operators(id_: str, kind: OperatorKind) -> Indicator:
    @indicator(
        id=id_,
        code=f"operators-{kind.code}",
        label=_("{kind}数").format(kind=kind.label),
        unit=Unit(_("家")),
        span=Span.MOMENT,
        definition=_("期末在营的{kind}。类别互不重叠。").format(kind=kind.label),
    )
    def count(period: Period, _rules: Rules) -> Count:
        return Count(operators_open(period.last, kind))

    return count


INDICATORS: tuple[Indicator, ...] = (
    *(_units(*facts) for facts in _UNITS),
    *(_stated(*facts) for facts in _STATED),
    *(_operators(*facts) for facts in _OPERATORS),
)
