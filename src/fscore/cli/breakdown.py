"""What --by asks for: a level, the units right below a division, or one indicator by the next level."""

import attrs
import sqlalchemy as sa

from fscore.cli.faults import Usage
from fscore.errors import NotFound, UnknownCode
from fscore.exchange.divisions import code_of
from fscore.labels import _, joined
from fscore.model.division import Division, Level
from fscore.model.period import Period
from fscore.services.figures import Line, Reading, breakdown, find_indicator
from fscore.services.work import Work
from fscore.storage.columns import col

_WORDS = {
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "区县": Level.DISTRICT,
    "乡镇": Level.TOWNSHIP,
    "村": Level.VILLAGE,
    "社区": Level.VILLAGE,
    "组": Level.GROUP,
} | {level.word: level for level in Level}


@attrs.frozen
class Breakdown:
    """The divisions that an indicator is divided into: those of ``level`` in ``area``; None for every indicator."""

    area: Division
    level: Level
    indicator: str | None = None

    @classmethod
    def asked(cls, work: Work, area: Division, by: str | None) -> "Breakdown | None":
        """Return what --by asks for.

        Raises:
            Usage: if it is no level, no division in the area and no indicator.
        """
        if by is None:
            return None
        if by in _WORDS:
            return cls(area, _WORDS[by])
        try:
            _plugin, indicator = find_indicator(work, by)
            return cls(area, _below(work, area), indicator.id)
        except UnknownCode:
            pass
        try:
            inner = work.division(code_of(by))
        except NotFound:
            words = joined(level.word for level in Level)
            raise Usage(_("--by 要写层级（{words}）、区划代码或指标编号，没有 {text}"), words=words, text=by) from None
        if not inner.under(area):
            raise Usage(_("{inner}不在{area}里面"), inner=inner.name, area=area.name)
        return cls(inner, _below(work, inner))

    def speaks_of(self, one: Reading) -> bool:
        """Tell whether an indicator is asked for."""
        return self.indicator is None or one.indicator.id == self.indicator

    def lines(self, work: Work, one: Reading, period: Period) -> list[Line]:
        """Return an indicator division by division."""
        return breakdown(work, one.indicator.code, self.area, period, self.level)


def _below(work: Work, area: Division) -> Level:
    """Return the highest level that an area has units of right below it; levels may be missing."""
    wanted = sa.select(sa.func.min(col(Division.level))).where(col(Division.parent_id) == area.id)
    found = work.session.scalar(wanted)
    if found is None:
        raise Usage(_("{area}下面没有更小的区划了"), area=area.name)
    return Level(found)
