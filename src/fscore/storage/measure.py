"""Indicators answered by the database: for an area, by any level, as lists, and as evidence."""

from collections.abc import Collection, Container, Iterable, Sequence
from datetime import date
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.evaluation.figures import evidence_digest
from fscore.evaluation.ratio import Number, State, Unit, Value
from fscore.labels import _, joined
from fscore.model.division import ChangeKind, Division, DivisionChange, Level
from fscore.model.entity import about
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Pair, PerHead, Reporting, Share, entity_of, place_of
from fscore.storage.places import ancestor_on, inside_on, moved_after
from fscore.storage.scope import Reach, inside
from fscore.storage.sessions import ScopedSession
from fscore.storage.types import Scaled

Statement = sa.Select[Any]
EVERYWHERE: Reach | None = None
NAMED = 3


@attrs.frozen
class Row:
    """The value of one division; ``division`` is None for what lies in none of the level asked for."""

    division: Division | None
    value: Value


@attrs.frozen
class Question:
    """What is asked of the database: the selects of an indicator, and the chain of reports that it stands on."""

    unit: Unit
    pair: Pair
    chain: Reporting | None = None
    against: Statement | None = None


class Measure:
    """One session's way of answering indicators for one area.

    ``reach`` is where the indicator's plugin is on, None for the core's own indicators. What lies in what is told as it
    was on the day ``on``, today without one.
    """

    def __init__(
        self, session: ScopedSession, area: Division, reach: Reach | None = EVERYWHERE, *, on: date | None = None
    ) -> None:
        self._session = session
        self._area = area
        self._reach = reach
        self._day = area.nearest_day(on or date.max)
        # Where nothing was moved since, the tree of today answers, and faster.
        self._on = self._day if moved_after(session, self._day) else None
        # What is listed stays within the actor's own place, and so is what is counted of an area that lies elsewhere.
        self._bounds = session.scope.place

    def value(self, question: Question, left_out: tuple[str, ...] = ()) -> Value:
        """Return what the indicator amounts to in the area."""
        with self._session.measuring():
            pair = question.pair
            part, whole = self._sides(pair)
            stated = not isinstance(pair, Count) or not pair.stated or self.size(pair.of) > 0
            lacking = question.chain is not None and bool(self._lacking(question.chain, None))
            silent = self._silent(pair, None).get(None, ())
            against = self.size(question.against) if question.against is not None else 0
            found = _judged(question, part, whole, stated=stated, lacking=lacking, silent=silent, against=against)
            return attrs.evolve(found, left_out=left_out)

    def by_level(self, question: Question, level: Level) -> list[Row]:
        """Return the value of each division of a level in the area, and of what lies in none of them.

        The parts and wholes of the rows add up to those of the area; divisions that are closed by then are listed as
        far as they have any.
        """
        with self._session.measuring():
            pair = question.pair
            parts, wholes = self._grouped_sides(pair, level)
            stated = self._grouped(pair.of, None, level) if isinstance(pair, Count) and pair.stated else None
            lacking = self._lacking(question.chain, level) if question.chain is not None else frozenset()
            silent = self._silent(pair, level)
            against = self._grouped(question.against, None, level) if question.against is not None else {}
            counted = {*parts, *(wholes or ())}
            named: list[tuple[Division | None, Collection[Any]]] = [
                (division, {division.id}) for division in self._divisions(level, counted)
            ]
            rest = counted - {division.id for division, _keys in named if division is not None}
            if rest:
                named.append((None, rest))
            rows = []
            for division, keys in named:
                value = _judged(
                    question,
                    sum(parts.get(key, 0) for key in keys),
                    None if wholes is None else sum(wholes.get(key, 0) for key in keys),
                    stated=stated is None or any(key in stated for key in keys),
                    lacking=not lacking.isdisjoint(keys),
                    silent=[name for key in keys for name in silent.get(key, ())],
                    against=sum(against.get(key, 0) for key in keys),
                )
                if division is None and isinstance(pair, PerHead):
                    # Whose heads are written down for what lies above the level has its records below it.
                    value = Value(question.unit, State.NO_DENOMINATOR, reason=_("总数只有上一级的，分不到这一级"))
                rows.append(Row(division, value))
            return rows

    def records(self, statement: Statement, *, limit: int | None = None, offset: int = 0) -> Sequence[Any]:
        """Return the records behind one side, in a steady order."""
        with self._session.measuring():
            cls = entity_of(statement)
            listed = self._listed(statement).order_by(place_of(statement), cls.id)  # type: ignore[attr-defined]
            return self._session.scalars(listed.limit(limit).offset(offset)).all()

    def amounts(
        self, statement: Statement, amount: Any, *, limit: int | None = None, offset: int = 0
    ) -> Sequence[Number]:
        """Return what each record of one side adds to it, in the order of :meth:`records`."""
        with self._session.measuring():
            cls = entity_of(statement)
            listed = self._listed(statement).order_by(place_of(statement), cls.id)  # type: ignore[attr-defined]
            wanted = listed.with_only_columns(sa.func.coalesce(amount, 0), maintain_column_froms=True)
            return [_plain(one, amount) for one in self._session.scalars(wanted.limit(limit).offset(offset))]

    def total(self, statement: Statement, amount: Any) -> Number:
        """Return what the records of one side add up to."""
        with self._session.measuring():
            return self._number(statement, amount)

    def size(self, statement: Statement) -> int:
        """Return how many records one side has."""
        with self._session.measuring():
            return int(self._number(statement, None))

    def evidence(self, pair: Pair) -> str:
        """Return the sha256 over the sorted entity, id and revision of the records of both sides.

        A record of both sides is there twice, so that it shows when another one comes in its place on one side.
        """
        with self._session.measuring():
            found: list[tuple[str, int, int]] = []
            for statement in sides(pair):
                cls = entity_of(statement)
                revision = getattr(cls, "revision", sa.literal(0))
                wanted = self._within(statement).with_only_columns(cls.id, revision)  # type: ignore[attr-defined]
                found += [
                    (about(cls).name, one, number) for one, number in self._session.execute(wanted.order_by(None))
                ]
            return evidence_digest(found)

    def _lacking(self, chain: Reporting, level: Level | None) -> frozenset[int | None]:
        """Return where reports are lacking: the divisions of a level, or just one None for the area."""
        place = place_of(chain.filed)
        counted = self._within(chain.filed).order_by(None).with_only_columns(place, sa.func.count()).group_by(place)
        filed: dict[int, int] = dict(self._session.execute(counted).all())
        ancestor = ancestor_on(Division, level, self._on) if level is not None else sa.null()
        wanted = self._within(chain.units).order_by(None).with_only_columns(col(Division.id), ancestor)
        return frozenset(above for unit, above in self._session.execute(wanted) if filed.get(unit, 0) < chain.times)

    def _silent(self, pair: Pair, level: Level | None) -> dict[int | None, list[str]]:
        """Return the names of the units that did not state their number, by division of a level or under one None.

        A unit that is itself what is asked for says so in its own state.
        """
        if isinstance(pair, Share) or pair.units is None:
            return {}
        statement = pair.of if isinstance(pair, Count) else pair.heads
        place = place_of(statement)
        stated = set(self._session.scalars(self._within(statement).order_by(None).with_only_columns(place).distinct()))
        ancestor = ancestor_on(Division, level, self._on) if level is not None else sa.null()
        wanted = self._within(pair.units).order_by(col(Division.code))
        found: dict[int | None, list[str]] = {}
        for unit, name, above in self._session.execute(
            wanted.with_only_columns(col(Division.id), col(Division.name), ancestor)
        ):
            if unit not in (self._area.id, above) and not self._stated(unit, stated):
                found.setdefault(above, []).append(name)
        return found

    def _stated(self, unit: int, stated: Container[int]) -> bool:
        """Tell whether a unit stated its number, or all that it came from did: they do for the year of the change."""
        if unit in stated:
            return True
        came_from = sa.select(col(DivisionChange.subject_id)).where(
            col(DivisionChange.successor_id) == unit,
            col(DivisionChange.kind).in_((ChangeKind.MERGE, ChangeKind.SPLIT)),
        )
        before = self._session.scalars(came_from).all()
        return bool(before) and all(self._stated(one, stated) for one in before)

    def _sides(self, pair: Pair) -> tuple[Number, Number | None]:
        if isinstance(pair, Count):
            return self._number(pair.of, pair.amount), None
        if isinstance(pair, PerHead):
            return self._number(pair.part, None), self._number(pair.heads, pair.amount)
        whole = self._number(pair.whole, None) * pair.times
        return (self._number(pair.part, None) if whole else 0), whole

    def _grouped_sides(self, pair: Pair, level: Level) -> tuple[dict[Any, Number], dict[Any, Number] | None]:
        if isinstance(pair, Count):
            return self._grouped(pair.of, pair.amount, level), None
        if isinstance(pair, PerHead):
            return self._grouped(pair.part, None, level), self._grouped(pair.heads, pair.amount, level)
        wholes = {key: number * pair.times for key, number in self._grouped(pair.whole, None, level).items()}
        parts: dict[Any, Number] = {}
        for key, number in self._grouped(pair.part, None, level).items():
            # What lies below the units that the whole is made of counts where they are.
            at = key if key in wholes else None
            parts[at] = parts.get(at, 0) + number
        return parts, wholes

    def _lying(self) -> "sa.ColumnElement[bool]":
        return inside(self._area) if self._on is None else inside_on(self._area, self._on)

    def _listed(self, statement: Statement) -> Statement:
        """Narrow a select to the area, and to what whoever looks may see today: what lay there then may have gone."""
        found = self._within(statement)
        return found if self._bounds is None else _narrowed(found, inside(self._bounds))

    def _within(self, statement: Statement) -> Statement:
        conditions = [self._lying()]
        if self._bounds is not None and not self._area.under(self._bounds):
            conditions.append(inside(self._bounds))
        if self._reach is not None and not self._reach.on_throughout(self._area):
            conditions.append(self._reach.expression)
        return _narrowed(statement, *conditions)

    def _number(self, statement: Statement, amount: Any) -> Number:
        counted = sa.func.count() if amount is None else sa.func.coalesce(sa.func.sum(amount), 0)
        wanted = self._within(statement).order_by(None).with_only_columns(counted, maintain_column_froms=True)
        return _plain(self._session.scalar(wanted) or 0, amount)

    def _grouped(self, statement: Statement, amount: Any, level: Level) -> dict[Any, Number]:
        counted = sa.func.count() if amount is None else sa.func.coalesce(sa.func.sum(amount), 0)
        unit = orm.aliased(Division)
        ancestor = ancestor_on(unit, level, self._on)
        wanted = (
            self._within(statement)
            .order_by(None)
            .join(unit, unit.id == place_of(statement))
            .with_only_columns(ancestor, counted, maintain_column_froms=True)
            .group_by(ancestor)
        )
        return {key: _plain(number, amount) for key, number in self._session.execute(wanted)}

    def _divisions(self, level: Level, counted: Container[Any]) -> Iterable[Division]:
        wanted = sa.select(Division).where(self._lying(), col(Division.level) == int(level))
        for division in self._session.scalars(wanted.order_by(col(Division.code))).all():
            there = division.existed_on(self._day) and (self._reach is None or self._reach.on_somewhere(division))
            if there or division.id in counted:
                yield division


def _narrowed(statement: Statement, *conditions: "sa.ColumnElement[bool]") -> Statement:
    """Narrow a select to records that lie in divisions which meet all conditions."""
    if entity_of(statement) is Division:
        return statement.where(*conditions)
    return statement.where(place_of(statement).in_(sa.select(col(Division.id)).where(*conditions)))


def _judged(
    question: Question,
    part: Number,
    whole: Number | None,
    *,
    stated: bool,
    lacking: bool,
    silent: Sequence[str],
    against: Number = 0,
) -> Value:
    """Return what numbers that were counted amount to: missing is not zero."""
    unit = question.unit
    if lacking:
        return Value(unit, State.NOT_REPORTED, reason=_("零报告没有报全，或者报了的事故没有登记"))
    if against > part:
        return Value(
            unit, State.NOT_REPORTED, reason=_("事故登记里有 {count} 起，这里没有都记上").format(count=against)
        )
    if silent:
        state = State.NO_DENOMINATOR if isinstance(question.pair, PerHead) else State.NOT_REPORTED
        return Value(unit, state, reason=_unstated(silent))
    if isinstance(question.pair, PerHead) and not whole:
        return Value(unit, State.NO_DENOMINATOR, reason=_("缺总数"))
    if not stated:
        return Value(unit, State.NOTHING, 0, reason=_("还没有登记"))
    return Value.of(unit, part, whole)


def _unstated(names: Sequence[str]) -> str:
    more = _("等") if len(names) > NAMED else ""
    return _("{names}{more}没有登记（{count} 个）").format(names=joined(names[:NAMED]), more=more, count=len(names))


def _plain(number: Number, amount: Any) -> Number:
    # PostgreSQL adds whole numbers up to a Decimal.
    exact = amount is not None and isinstance(amount.type, Scaled)
    return number if exact else int(number)


def amounts_of(pair: Pair) -> Iterable[Any]:
    """Return what a record of each side in :func:`sides` adds to it: None where it counts as one."""
    if isinstance(pair, Share):
        return (None, sa.literal(pair.times) if pair.times != 1 else None)
    if isinstance(pair, PerHead):
        return (None, pair.amount)
    return (pair.amount,)


def sides(pair: Pair) -> Iterable[Statement]:
    """Return the selects of a pair: part and whole, or the one that is counted."""
    if isinstance(pair, Share):
        return (pair.part, pair.whole)
    if isinstance(pair, PerHead):
        return (pair.part, pair.heads)
    return (pair.of,)
