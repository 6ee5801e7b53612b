"""Indicators answered by the database: for an area, by any level, as lists, and as evidence."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.evaluation.ratio import Number, State, Value
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.entity import about
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, Pair, PerHead, Share, entity_of, place_of
from fscore.storage.rules import Rules
from fscore.storage.scope import Reach, inside
from fscore.storage.sessions import ScopedSession

Statement = sa.Select[Any]
EVERYWHERE: Reach | None = None


@attrs.frozen
class Row:
    """The value of one division; ``division`` is None for what lies in none of the level asked for."""

    division: Division | None
    value: Value


class Measure:
    """One session's way of answering indicators for one area.

    ``reach`` is where the indicator's plugin is on, None for the core's own indicators.
    """

    def __init__(self, session: ScopedSession, area: Division, rules: Rules, reach: Reach | None = EVERYWHERE) -> None:
        self._session = session
        self._area = area
        self._rules = rules
        self._reach = reach

    def value(self, indicator: Indicator, period: Period, left_out: tuple[str, ...] = ()) -> Value:
        """Return what the indicator amounts to in the area."""
        pair = indicator.formula(period, self._rules)
        if indicator.reported is not None and not self._complete(indicator, period):
            return Value(indicator.unit, State.NOT_REPORTED, reason=_("零报告没有报全"), left_out=left_out)
        part, whole = self._sides(pair)
        if isinstance(pair, PerHead) and not whole:
            return Value(indicator.unit, State.NO_DENOMINATOR, reason=_("缺总数"), left_out=left_out)
        if isinstance(pair, Count) and pair.stated and not self.size(pair.of):
            return Value(indicator.unit, State.NOTHING, reason=_("还没有登记"), left_out=left_out)
        return Value.of(indicator.unit, part, whole, left_out)

    def by_level(self, indicator: Indicator, period: Period, level: Level) -> list[Row]:
        """Return the value of each division of a level in the area, and of what lies in none of them.

        The parts and wholes of the rows add up to those of the area.
        """
        pair = indicator.formula(period, self._rules)
        parts, wholes = self._grouped_sides(pair, level)
        divisions = self._divisions(level, period)
        rest = (set(parts) | set(wholes or {})) - {division.id for division in divisions}
        named: list[tuple[Division | None, Any]] = [(division, division.id) for division in divisions]
        named += [(None, key) for key in sorted(rest, key=str)]
        rows = []
        for division, key in named:
            whole = None if wholes is None else wholes.get(key, 0)
            rows.append(Row(division, Value.of(indicator.unit, parts.get(key, 0), whole)))
        return rows

    def records(self, statement: Statement, *, limit: int | None = None, offset: int = 0) -> Sequence[Any]:
        """Return the records behind one side, in a steady order."""
        cls = entity_of(statement)
        listed = self._within(statement).order_by(place_of(statement), cls.id)  # type: ignore[attr-defined]
        return self._session.scalars(listed.limit(limit).offset(offset)).all()

    def size(self, statement: Statement) -> int:
        """Return how many records one side has."""
        return int(self._number(statement, None))

    def evidence(self, pair: Pair) -> str:
        """Return the sha256 over the sorted entity, id and revision of the records of both sides."""
        found: set[tuple[str, int, int]] = set()
        for statement in sides(pair):
            cls = entity_of(statement)
            revision = getattr(cls, "revision", sa.literal(0))
            wanted = self._within(statement).with_only_columns(cls.id, revision)  # type: ignore[attr-defined]
            found.update((about(cls).name, one, number) for one, number in self._session.execute(wanted.order_by(None)))
        lines = "".join(f"{name}:{one}:{number}\n" for name, one, number in sorted(found))
        return hashlib.sha256(lines.encode()).hexdigest()

    def _complete(self, indicator: Indicator, period: Period) -> bool:
        if indicator.reported is None:
            return True
        chain = indicator.reported(period, self._rules)
        return self._number(chain.filed, None) >= self._number(chain.units, None) * chain.times

    def _sides(self, pair: Pair) -> tuple[Number, Number | None]:
        if isinstance(pair, Count):
            return self._number(pair.of, pair.amount), None
        if isinstance(pair, PerHead):
            return self._number(pair.part, None), self._number(pair.heads, pair.amount)
        return self._number(pair.part, None), self._number(pair.whole, None)

    def _grouped_sides(self, pair: Pair, level: Level) -> tuple[dict[Any, Number], dict[Any, Number] | None]:
        if isinstance(pair, Count):
            return self._grouped(pair.of, pair.amount, level), None
        if isinstance(pair, PerHead):
            return self._grouped(pair.part, None, level), self._grouped(pair.heads, pair.amount, level)
        return self._grouped(pair.part, None, level), self._grouped(pair.whole, None, level)

    def _within(self, statement: Statement) -> Statement:
        conditions = []
        if self._session.scope.place is None or self._session.scope.place.id != self._area.id:
            conditions.append(inside(self._area))
        if self._reach is not None and not self._reach.on_throughout(self._area):
            conditions.append(self._reach.expression)
        if entity_of(statement) is Division:
            return statement.where(inside(self._area), *conditions)
        if not conditions:
            return statement
        return statement.where(place_of(statement).in_(sa.select(col(Division.id)).where(*conditions)))

    def _number(self, statement: Statement, amount: Any) -> Number:
        counted = sa.func.count() if amount is None else sa.func.coalesce(sa.func.sum(amount), 0)
        wanted = self._within(statement).order_by(None).with_only_columns(counted, maintain_column_froms=True)
        return self._session.scalar(wanted) or 0

    def _grouped(self, statement: Statement, amount: Any, level: Level) -> dict[Any, Number]:
        counted = sa.func.count() if amount is None else sa.func.coalesce(sa.func.sum(amount), 0)
        unit = orm.aliased(Division)
        ancestor = getattr(unit, level.column)
        wanted = (
            self._within(statement)
            .order_by(None)
            .join(unit, unit.id == place_of(statement))
            .with_only_columns(ancestor, counted, maintain_column_froms=True)
            .group_by(ancestor)
        )
        return dict(self._session.execute(wanted).all())

    def _divisions(self, level: Level, period: Period) -> Sequence[Division]:
        wanted = sa.select(Division).where(inside(self._area), col(Division.level) == int(level))
        if self._reach is not None and not self._reach.on_throughout(self._area):
            wanted = wanted.where(self._reach.expression)
        found = self._session.scalars(wanted.order_by(col(Division.code))).all()
        return [division for division in found if division.existed_on(period.last) or division.existed_on(period.first)]


def sides(pair: Pair) -> Iterable[Statement]:
    """Return the selects of a pair: part and whole, or the one that is counted."""
    if isinstance(pair, Share):
        return (pair.part, pair.whole)
    if isinstance(pair, PerHead):
        return (pair.part, pair.heads)
    return (pair.of,)
