"""Lists of records as people look through them: narrowed, searched, in pages, with the names of what they refer to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.errors import FscoreError, InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.division import Division, Level
from fscore.model.entity import Described, about, describe, listed, readable
from fscore.model.record import Record
from fscore.model.roles import Role
from fscore.services.display import heading, hidden
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import inside_on
from fscore.storage.scope import Reach, inside
from fscore.storage.types import Text

SIZE = 20
COUNTED = 10_000
MATCHES = 20
TERMS = 5
TERM_LENGTH = 64
Wanted = Mapping[str, str]


@attrs.frozen
class Page:
    """One page of a list; ``total`` is counted up to :data:`COUNTED`, beyond that :attr:`more` says so."""

    rows: Sequence[Any]
    total: int
    more: bool
    number: int
    last: int


@attrs.frozen
class Narrowing:
    """A select with its conditions, and what of the wish could not be understood."""

    select: "sa.Select[Any]"
    problems: tuple[str, ...] = ()


def offered(work: Work) -> list[type]:
    """Return the kinds of records that the actor may see, without those whose plugin is off everywhere in scope."""
    return [cls for cls in work.system.plugins.entities.values() if is_offered(work, cls)]


def is_offered(work: Work, cls: type) -> bool:
    """Tell whether there is anything to be seen of a kind of records: the role may, and its plugin is on somewhere."""
    if not work.scope.may_read(cls):
        return False
    owner = work.scope.owners.get(cls)
    return owner is None or plugin_on(work, owner)


def plugin_on(work: Work, plugin: str) -> bool:
    """Tell whether a plugin is on in some division of the actor's scope."""
    reach, place = work.scope.reach.get(plugin, Reach()), work.scope.place
    if place is None:
        return any(on for _point, on in reach.points)
    return reach.on_at(place) or any(on and point.under(place) for point, on in reach.points)


def filters(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that a list can be narrowed by; personal data are never among them."""
    day = about(cls).dated
    return tuple(
        one
        for one in readable(cls, role)
        if (one.about.filtered or one.name == day or one.ref is not None) and one.about.personal is None
    )


def searched(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that a search looks into; of personal data only what lists show in full.

    A search in what is masked would tell, hit by hit, what stands there.
    """
    return tuple(one for one in readable(cls, role) if one.about.searchable and not hidden(one))


def sortable(cls: type, role: Role) -> tuple[Described, ...]:
    """Return the fields that a list can be put in the order of."""
    return tuple(one for one in listed(cls, role) if one.about.personal is None and one.ref is None and not one.many)


def terms(text: str) -> tuple[str, ...]:
    """Return what is looked for: at most five words of at most 64 characters.

    >>> terms("石桥  饭店")
    ('石桥', '饭店')
    """
    return tuple(word[:TERM_LENGTH] for word in text.split()[:TERMS])


def escaped(term: str) -> str:
    r"""Return a word as a LIKE pattern that finds it anywhere, its own wildcards taken literally.

    >>> escaped("50%")
    '%50\\%%'
    """
    plain = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def containing(cls: type, role: Role, text: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that each word of ``text`` stands in one of the searched fields."""
    fields = searched(cls, role)
    if not fields:
        return [sa.false()] if terms(text) else []
    return [
        sa.or_(*(getattr(cls, one.name).like(escaped(term), escape="\\") for one in fields)) for term in terms(text)
    ]


def narrowed(work: Work, cls: type, wanted: Wanted, text: str = "") -> Narrowing:
    """Return the select of the records that ``wanted`` and the searched ``text`` leave.

    Args:
        wanted: values by field name as people write them; a day's ``…-from`` and ``…-to`` are its first and last.
    """
    statement: sa.Select[Any] = sa.select(cls).where(*containing(cls, work.actor.role, text))
    problems: list[str] = []
    for one in filters(cls, work.actor.role):
        try:
            statement = statement.where(*_conditions(work, cls, one, wanted))
        except FscoreError as fault:
            problems.append(str(fault))
    return Narrowing(statement, tuple(problems))


def _conditions(work: Work, cls: type, one: Described, wanted: Wanted) -> Iterable[sa.ColumnElement[bool]]:
    column = getattr(cls, one.name)
    if one.type is date:
        for suffix, compare in (("from", column.__ge__), ("to", column.__le__)):
            text = wanted.get(f"{one.name}-{suffix}", "")
            if text:
                yield compare(one.accept(text))
        return
    text = wanted.get(one.name, "")
    if not text:
        return
    if one.ref is Division:
        place = work.division(text)
        # A unit that closed stands for what lay in it on its last day; the session keeps to what is in scope.
        yield column.in_(sa.select(col(Division.id)).where(inside_on(place, None)))
    elif one.many and issubclass(one.type, Choice):
        for member in one.accept(text):
            yield sa.type_coerce(column, Text()).contains(f"|{member.value}|", autoescape=True)
    else:
        yield column == one.accept(text)


def ordered(work: Work, cls: type, statement: "sa.Select[Any]", sort: str = "") -> "sa.Select[Any]":
    """Return a select in the order of a field (``-name`` for the other way round), newest first without one."""
    known = {one.name for one in sortable(cls, work.actor.role)}
    name = sort.removeprefix("-")
    identity = _id(cls)
    if name in known:
        column = getattr(cls, name)
        return statement.order_by(column.desc() if sort.startswith("-") else column.asc(), identity.desc())
    if cls is Division:
        return statement.order_by(col(Division.code))
    if work.scope.place is None:
        return statement.order_by(identity.desc())
    # Within a place the records are found by division and then put in order. By the bare id, a database may walk the
    # whole table backwards instead, looking for the few of this place.
    by_id = (identity + 0).desc()
    day = about(cls).dated
    return statement.order_by(getattr(cls, day).desc(), by_id) if day else statement.order_by(by_id)


def _id(cls: Any) -> Any:
    return cls.id


def page(work: Work, cls: type, statement: "sa.Select[Any]", *, sort: str = "", number: int = 1) -> Page:
    """Return one page of a select; pages beyond the counted end are the last one."""
    if cls is Division:
        statement = within(work, statement)
    found = work.count(statement, COUNTED + 1)
    total = min(found, COUNTED)
    last = max(1, -(-total // SIZE))
    number = min(max(1, number), last)
    # The page is cut from the index, and only its own rows are then fetched: a row of a large table costs a read each.
    cut = ordered(work, cls, statement, sort).limit(SIZE).offset((number - 1) * SIZE)
    chosen: sa.Select[Any] = sa.select(cls).where(_id(cls).in_(cut.with_only_columns(_id(cls))))
    return Page(work.all(ordered(work, cls, chosen, sort)), total, found > COUNTED, number, last)


def within(work: Work, statement: "sa.Select[Any]") -> "sa.Select[Any]":
    """Narrow a select of divisions to the actor's own; a session leaves divisions open, as records refer to them."""
    return statement if work.scope.place is None else statement.where(inside(work.scope.place))


def found(work: Work, cls: type, text: str, limit: int = MATCHES) -> Sequence[Any]:
    """Return a few records whose title or searched fields have every word of ``text``, for choosing one of them."""
    statement: sa.Select[Any] = sa.select(cls)
    if terms(text):
        names = [one for one in about(cls).title if _text(cls, one)]
        conditions = [
            sa.or_(
                *(getattr(cls, name).like(escaped(term), escape="\\") for name in names),
                *containing(cls, work.actor.role, term),
            )
            for term in terms(text)
        ]
        statement = statement.where(*conditions)
    if cls is Division:
        statement = within(work, statement.where(col(Division.level) <= int(Level.VILLAGE)))
        return work.all(statement.order_by(col(Division.code)).limit(min(limit, MATCHES)))
    return work.all(ordered(work, cls, statement).limit(min(limit, MATCHES)))


def _text(cls: type, name: str) -> bool:
    return any(one.name == name and one.type is str and not hidden(one) for one in describe(cls))


def places(work: Work, limit: int, level: int | None = None) -> Sequence[Division] | None:
    """Return the divisions down to villages in which the actor may record something; None if they exceed ``limit``.

    Args:
        level: the only level that is wanted.
    """
    here = col(Division.level)
    wanted = within(work, sa.select(Division)).where(here <= int(Level.VILLAGE) if level is None else here == level)
    rows = work.all(wanted.order_by(col(Division.code)).limit(limit + 1))
    if not rows and work.scope.place is not None:
        return (work.scope.place,)
    living = tuple(one for one in rows if one.existed_on(work.today))
    return living if len(rows) <= limit else None


def townships(work: Work) -> tuple[Division, ...]:
    """Return the townships that the actor may look at."""
    wanted = within(work, sa.select(Division)).where(col(Division.level) == int(Level.TOWNSHIP))
    return tuple(one for one in work.all(wanted.order_by(col(Division.code))) if one.existed_on(work.today))


def topmost(work: Work) -> Division | None:
    """Return the first division that has none above it."""
    return work.first(sa.select(Division).where(col(Division.parent_id).is_(None)).order_by(col(Division.code)))


def titles(work: Work, rows: Iterable[Any], fields: Iterable[Described]) -> dict[tuple[type, int], str]:
    """Return the titles of what the records of one page refer to, one select for each kind."""
    wanted: dict[type, set[int]] = {}
    rows = list(rows)
    for one in fields:
        if one.ref is None:
            continue
        ids = {getattr(row, one.name) for row in rows} - {None}
        wanted.setdefault(one.ref, set()).update(ids)
    names: dict[tuple[type, int], str] = {}
    for cls, ids in wanted.items():
        if ids and work.scope.may_read(cls):
            records: Sequence[Any] = work.all(sa.select(cls).where(_id(cls).in_(ids)))
            names |= {(cls, record.id): heading(record) for record in records}
    return names


def resolved(work: Work, one: Described, text: str) -> int:
    """Return the id of the one record that a person means by ``text``: its id after a #, or its title.

    Raises:
        InvalidValue: if none or several have the title, naming a few that come near.
    """
    target = one.ref
    if target is None:
        return int(one.accept(text))
    number = text.rpartition("#")[2]
    if number.isascii() and number.isdigit() and len(number) < len(str(2**63)):
        wanted: sa.Select[Any] = sa.select(target).where(_id(target) == int(number))
        match = work.first(within(work, wanted) if target is Division else wanted)
        if match is not None:
            return int(match.id)
        raise _unfound(one, text, ())
    near = found(work, target, text)
    same = [record for record in near if heading(record) == text]
    if len(same) == 1:
        return int(same[0].id)
    raise _unfound(one, text, near)


def _unfound(one: Described, text: str, near: Sequence[Any]) -> InvalidValue:
    names = joined(f"{heading(record)}#{record.id}" for record in near[:5])
    template = _("“{label}”要选一个，是不是：{near}") if near else _("“{label}”没有“{value}”，请再找")
    return InvalidValue(template, field=one.name, label=one.about.label, value=text, near=names)


def referring(work: Work, target: type) -> list[tuple[type, Described]]:
    """Return the kinds of records that refer to records of ``target``, each with the field that does."""
    return [
        (cls, one)
        for cls in offered(work)
        if issubclass(cls, Record)
        for one in readable(cls, work.actor.role)
        if one.ref is target
    ]
