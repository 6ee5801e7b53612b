"""Column types that mean the same on every database.

SQLite's STRICT tables know only INTEGER, REAL, TEXT, BLOB and ANY. These types are subclasses of SQLAlchemy's, so
that a host's own tables, with SQLAlchemy's own types, stay what they are.
"""

import operator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

from fscore.errors import WrongUse
from fscore.model.choice import Choice
from fscore.model.entity import Described


class Text(sa.String):
    """Text; on SQLite without a length, which is checked by the field itself."""


class Whole(sa.BigInteger):
    """Whole numbers of 64 bits."""


class Flag(sa.Boolean):
    """Yes or no."""


class Day(sa.Date):
    """A calendar day."""


class _Instant(sa.DateTime):
    """A point in time without zone, in UTC."""


@compiles(Text, "sqlite")
@compiles(Day, "sqlite")
@compiles(_Instant, "sqlite")
def _as_text(_type: Any, _compiler: Any, **_: Any) -> str:
    return "TEXT"


@compiles(Whole, "sqlite")
@compiles(Flag, "sqlite")
def _as_integer(_type: Any, _compiler: Any, **_: Any) -> str:
    return "INTEGER"


class Moment(TypeDecorator[datetime]):
    """A point in time: aware in Python, UTC without zone in the database."""

    impl = _Instant
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the stored moment its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


class Scaled(TypeDecorator[Decimal]):
    """A Decimal kept as a whole number of its smallest unit, so that sums are exact on every database."""

    impl = Whole
    cache_ok = True

    def __init__(self, places: int = 2) -> None:
        super().__init__()
        self.places = places

    class Comparator(TypeDecorator.Comparator[Decimal], sa.Integer.Comparator[Decimal]):
        """What a sum, a difference or a multiple of amounts is: an amount of the same scale."""

        def _adapt_expression(self, op: Any, other_comparator: Any) -> "tuple[Any, TypeEngine[Any]]":
            kept: Any = self.type
            other = other_comparator.type
            if op not in (operator.add, operator.sub, operator.mul):
                return super()._adapt_expression(op, other_comparator)
            same = isinstance(other, Scaled) and other.places == kept.places
            fits = not isinstance(other, Scaled) if op is operator.mul else same
            if not fits:
                raise WrongUse("{op} of amounts whose scales differ has no scale", op=op.__name__)
            return op, kept

    comparator_factory = Comparator

    def coerce_compared_value(self, op: Any, value: Any) -> "TypeEngine[Any]":
        """Compare with a number of the same scale; how many times something is taken has none."""
        return Whole() if op is operator.mul and isinstance(value, int) else self

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> int | None:
        """Scale up; what has more decimals is refused, since a rounded bound would judge wrongly."""
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise WrongUse("{value} has more than {places} decimals", value=value, places=self.places)
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        """Scale down."""
        return None if value is None else Decimal(value).scaleb(-self.places)


class ChoiceType(TypeDecorator[Choice]):
    """One value of a closed list, kept as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Choice]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Keep the value, refuse what the list does not have."""
        return None if value is None else str(self.kind(value).value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Choice | None:
        """Return the member."""
        return None if value is None else self.kind(value)


class ChoicesType(TypeDecorator[frozenset[Choice]]):
    """Several values of a closed list, kept as ``|a|b|`` so that any of them can be looked for."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Choice]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Keep the values in order."""
        return None if value is None else "|" + "".join(f"{text}|" for text in sorted(item.value for item in value))

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> frozenset[Choice] | None:
        """Return the members."""
        return None if value is None else frozenset(self.kind(text) for text in value.split("|") if text)


def has(column: Any, *members: Choice) -> sa.ColumnElement[bool]:
    """Return the condition that a field of several values has all of some members."""
    kept = sa.type_coerce(column, Text())
    return sa.and_(sa.true(), *(kept.contains(f"|{one.value}|", autoescape=True) for one in members))


def type_of(described: Described) -> TypeEngine[Any]:
    """Return the column type for a described field."""
    if described.many:
        return ChoicesType(described.type)
    if issubclass(described.type, Choice):
        return ChoiceType(described.type)
    if described.type is str:
        return Text(described.about.max_length or 200) if not described.about.multiline else Text()
    if described.type is Decimal:
        return Scaled(described.about.places)
    plain: dict[type, type[TypeEngine[Any]]] = {int: Whole, bool: Flag, date: Day, datetime: Moment}
    return plain[described.type]()
