"""The columns of a list: what names a record first, then what its declaration lists for the role."""

from collections.abc import Sequence
from typing import Any

import attrs

from fscore.model.entity import Described, about, listed
from fscore.model.roles import Role
from fscore.services.display import heading, shown
from fscore.services.listing import sortable, titles
from fscore.services.work import Work


@attrs.frozen
class Column:
    """A column of a list; ``sort`` puts the list in its order, ``sorted`` says that it is."""

    name: str
    label: str
    number: bool = False
    sort: str | None = None
    sorted: str = ""


@attrs.frozen
class Row:
    """A record of a list with the words that name it and those in its columns."""

    record: Any
    name: str
    cells: tuple[str, ...]


def shown_fields(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields of the columns behind the first, which names the record."""
    return tuple(one for one in listed(cls, role) if one.name not in about(cls).title)


def lead(cls: type, role: Role, sort: str) -> Column:
    """Return the first column."""
    named = [one for one in listed(cls, role) if one.name in about(cls).title]
    return _column(cls, role, named[0], sort) if len(named) == 1 else Column("", about(cls).label)


def columns(cls: type, role: Role, sort: str) -> list[Column]:
    """Return the columns behind the first."""
    return [_column(cls, role, one, sort) for one in shown_fields(cls, role)]


def rows(work: Work, records: Sequence[Any], fields: Sequence[Described]) -> list[Row]:
    """Return records as rows; what they refer to is looked up for all of them at once."""
    names = titles(work, records, fields)
    return [
        Row(record, heading(record), tuple(shown(one, getattr(record, one.name), names) for one in fields))
        for record in records
    ]


def _column(cls: type, role: Role, one: Described, sort: str) -> Column:
    known = {each.name for each in sortable(cls, role)}
    direction = {one.name: "ascending", f"-{one.name}": "descending"}.get(sort, "")
    turned = f"-{one.name}" if sort == one.name else one.name
    number = bool(one.about.unit) or (one.type is int and one.ref is None)
    return Column(one.name, one.about.label, number, turned if one.name in known else None, direction)
