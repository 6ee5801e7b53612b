"""Rules as query expressions: each record is judged by the rule of its day and its place."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.errors import NotInForce, WrongUse
from fscore.evaluation.sources import DAYS, MONTH_OF_YEAR, MONTHS, WORKDAYS, Rule, RuleBook
from fscore.evaluation.workdays import limit
from fscore.labels import _
from fscore.model.division import Division, FormerPlace, Level
from fscore.model.period import chinese_date, month, months_after
from fscore.storage.columns import col
from fscore.storage.places import lay_in
from fscore.storage.scope import inside


@attrs.frozen
class Subject:
    """What a number is judged for: the columns with its id and its division, and the day."""

    id: Any
    division: Any
    on: date


Conditions = tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]


@attrs.frozen
class Requirement:
    """What a record of its own requires of a subject, instead of the rule for its kind.

    ``instead_of`` is what is asked for, such as ``inspection.visits``. ``judge`` returns two conditions: that there is
    something on record for the subject on the day, and that the number found satisfies it.
    """

    instead_of: str
    judge: "Callable[[Subject, Any, Rules], Conditions]"


Reckoning = Callable[[date, int], date]

_LIMITS: Mapping[str, Reckoning] = {
    DAYS: lambda since, count: since + timedelta(days=count),
    WORKDAYS: limit,
    MONTHS: months_after,
    MONTH_OF_YEAR: lambda since, number: month(since.year, number).last,
}
_SPANS: Mapping[str, Reckoning] = {
    DAYS: lambda on, count: on - timedelta(days=count),
    MONTHS: lambda on, count: months_after(on, -count),
}


class Rules:
    """A book of rules together with the divisions that its regional versions speak of.

    ``requirements`` are those of the usable plugins; each is true to the switches by itself, as it asks its records.
    ``here`` is the division that is meant where none is named, None for everywhere. ``moved`` tells in
    what units lay before, by their ids: a version for a region holds for what lay there on the day.
    """

    def __init__(
        self,
        book: RuleBook,
        regions: Mapping[str, Division],
        requirements: Iterable[Requirement] = (),
        here: Division | None = None,
        moved: "Mapping[int, Collection[FormerPlace]]" = MappingProxyType({}),
    ) -> None:
        self.book = book
        self._moved = moved
        self._regions = regions
        self._requirements = tuple(requirements)
        self._here = here

    def near(self, division: Division) -> "Rules":
        """Return the same rules as they hold in a division, for whoever asks without naming one."""
        return Rules(self.book, self._regions, self._requirements, division, self._moved)

    def find(self, code: str, on: date, division: Division | None = None) -> Rule | None:
        """Return the version in force on a day in a division (None: where these rules are near to, or everywhere)."""
        return self.book.find(code, on, self._around(division or self._here, on))

    def value(self, code: str, on: date, division: Division | None = None) -> Rule:
        """Return the version in force.

        Raises:
            NotInForce: if none is.
        """
        found = self.find(code, on, division)
        if found is None:
            raise NotInForce(_("规则 {code} 在 {on} 没有施行中的"), code=code, on=chinese_date(on))
        return found

    def number(self, code: str, on: date, division: Division | None = None) -> int:
        """Return the number that the version in force sets, such as so many months; it is a whole one.

        Raises:
            NotInForce: if none is.
        """
        return int(self.value(code, on, division).value)

    def days(self, code: str, on: date, division: Division | None = None) -> timedelta:
        """Return the version in force as a span of whole days.

        Raises:
            NotInForce: if none is.
        """
        return timedelta(days=self.number(code, on, division))

    def deadline(self, code: str, since: date, division: Division | None = None, *, today: date | None = None) -> date:
        """Return the last day of a limit that begins after ``since``, by the version in force on that day.

        The unit of the rule decides: days, working days, months, or the end of a month of that year. What began before
        there was any version is reckoned by the one of ``today``.

        Raises:
            NotInForce: if none is.
            WrongUse: if the rule is no limit in time.
        """
        rule = self.find(code, since, division) or self.value(code, today or since, division)
        return _reckoned(_LIMITS, rule)(since, int(rule.value))

    def back(self, code: str, on: date, division: Division | None = None) -> date:
        """Return the day from which a limit ends on ``on``, by the version in force then: as far back as it is long.

        Raises:
            NotInForce: if none is.
            WrongUse: if the rule is no span of time.
        """
        rule = self.value(code, on, division)
        return _reckoned(_SPANS, rule)(on, int(rule.value))

    def within(self, code: str, day: date, on: date) -> sa.ColumnElement[bool]:
        """Return the condition that ``day`` is no more than the days of a rule ahead; of a day behind it holds too."""
        return sa.true() if day <= on + self.days(code, on) else sa.false()

    def met(self, code: str, column: Any, *, on: Any, division: Any = None) -> sa.ColumnElement[bool]:
        """Return the condition that ``column`` satisfies the rule of the day ``on`` and the place ``division``.

        ``on`` is a day, or a field with one; then the place is where the record of that field lies, unless it is named.
        All versions of the rule become one OR, so the database still counts. A record for whose day and place no
        version is in force does not satisfy it.

        Raises:
            WrongUse: if no place is named, and ``on`` is no field.
        """
        if division is None:
            division = _beside(on, code)
        versions = self.book.versions(code)
        terms = []
        for place, rule in enumerate(versions):
            later = [other for other in versions[place + 1 :] if other.region == rule.region]
            nearer = self._nearer(rule)
            before = [sa.and_(_in_force(other, on), *self._inside(other, division, on)) for other in nearer]
            before += [_in_force(other, on) for other in later]
            here = (_in_force(rule, on), *self._inside(rule, division, on), *map(sa.not_, before))
            terms.append(sa.and_(*here, rule.op.expression(column, rule.value)))
        return sa.or_(*terms)

    def met_by(
        self, codes: Mapping[Any, str], kind: Any, column: Any, *, on: Any, division: Any = None
    ) -> sa.ColumnElement[bool]:
        """Return the condition that ``column`` satisfies the rule for what ``kind`` says, of the codes by kind.

        A record of a kind without a code does not satisfy it.
        """
        terms = (sa.and_(kind == one, self.met(code, column, on=on, division=division)) for one, code in codes.items())
        return sa.or_(sa.false(), *terms)

    def judged(
        self, asked: str, subject: Subject, found: Any, by_kind: sa.ColumnElement[bool]
    ) -> sa.ColumnElement[bool]:
        """Return the condition that ``found`` is what is required of a subject.

        Args:
            asked: what plugins may know nearer, such as ``inspection.visits``.
            subject: what is judged.
            found: the number that is judged, an expression.
            by_kind: the condition for subjects that nothing nearer is on record for.
        """
        condition = by_kind
        for one in self._requirements:
            if one.instead_of == asked:
                known, met = one.judge(subject, found, self)
                condition = sa.or_(sa.and_(known, met), sa.and_(sa.not_(known), condition))
        return condition

    def _inside(self, rule: Rule, division: Any, on: Any) -> list[sa.ColumnElement[bool]]:
        if rule.region is None:
            return []
        place = self._regions.get(rule.region)
        if place is None:
            return [sa.false()]
        if self._moved:
            return [lay_in(division, place, on)]
        return [division.in_(sa.select(col(Division.id)).where(inside(place)))]

    def _nearer(self, rule: Rule) -> list[Rule]:
        """Return the versions for smaller regions than the one of ``rule``, which come before it where they hold."""
        wider = self._level(rule)
        return [other for other in self.book.versions(rule.code) if self._level(other) > wider]

    def _level(self, rule: Rule) -> int:
        place = self._regions.get(rule.region or "")
        return 0 if place is None else place.level

    def _around(self, division: Division | None, on: date) -> list[str]:
        if division is None:
            return []
        around = [place for place in self._regions.values() if self._lay_in(division, place, on)]
        return [place.code for place in sorted(around, key=lambda place: -Level(place.level))]

    def _lay_in(self, division: Division, place: Division, on: date) -> bool:
        former = (one for one in self._moved.get(division.id, ()) if one.level == place.level and one.held_on(on))
        then = next(former, None)
        return division.under(place) if then is None else then.ancestor_id == place.id


def _reckoned(by_unit: Mapping[str, Reckoning], rule: Rule) -> Reckoning:
    if rule.unit not in by_unit:
        raise WrongUse("The rule '{code}' counts '{unit}', which is no limit in time", code=rule.code, unit=rule.unit)
    return by_unit[rule.unit]


def _beside(day: Any, code: str) -> Any:
    """Return the column with the division of the records that a field with a day is of."""
    if not isinstance(day, orm.InstrumentedAttribute):
        raise WrongUse(
            "Say in which division= the rule '{code}' is asked for on a day that no record states", code=code
        )
    return day.class_.division_id


def _in_force(rule: Rule, on: Any) -> sa.ColumnElement[bool]:
    days = [on >= rule.effective]
    if rule.superseded is not None:
        days.append(on < rule.superseded)
    return sa.and_(*days)
