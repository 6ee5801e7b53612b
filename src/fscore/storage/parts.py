"""Wholes and parts: what a record draws from the records that belong to it follows every change of these.

A whole is a class with a method ``gather``; its parts are the records that refer to it by ``Ref(…, part=True)``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from fscore.model.entity import Described, describe
from fscore.model.record import Record
from fscore.storage.columns import col
from fscore.storage.sessions import OWN, ScopedSession
from fscore.storage.tables import mappers

PIECE = 500


def gather(session: ScopedSession) -> None:
    """Let every whole that is about to be written, itself or in one of its parts, draw from its parts again."""
    changed = [one for one in (*session.new, *session.dirty) if isinstance(one, Record)]
    wholes: dict[int, Record] = {id(one): one for one in changed if hasattr(one, "gather")}
    asked: dict[type[Record], set[int]] = defaultdict(set)
    for part in changed:
        for tie in _ties(type(part)):
            history = sa.inspect(part).attrs[tie.name].history
            asked[_target(tie)].update(one for one in history.sum() if one is not None)
    for cls, ids in asked.items():
        wholes |= {id(one): one for one in _fetched(session, cls, "id", ids)}
    by_class: dict[type[Record], list[Record]] = defaultdict(list)
    for whole in wholes.values():
        by_class[type(whole)].append(whole)
    for cls, group in by_class.items():
        _draw(session, cls, group, changed)


def gather_new(records: Iterable[Record]) -> None:
    """Let records that are written in bulk draw what needs no parts; theirs come behind them, see :func:`gather_of`."""
    for one in records:
        if hasattr(one, "gather"):
            one.gather(())


def gather_of(session: ScopedSession, cls: type[Record], parts: Sequence[Record]) -> None:
    """Let the wholes of parts that were written in bulk draw from them, and write what changes by it."""
    for tie in _ties(cls):
        ids = {getattr(part, tie.name) for part in parts} - {None}
        wholes = list(_fetched(session, _target(tie), "id", ids))
        _draw(session, _target(tie), wholes, ())
    session.flush()


def _draw(session: ScopedSession, cls: type[Record], wholes: Sequence[Record], changed: Iterable[Record]) -> None:
    known = {whole.id: whole for whole in wholes if sa.inspect(whole).has_identity}
    parts: dict[int, dict[int, Record]] = defaultdict(dict)
    for part_cls, tie in _tied_to(cls):
        pending = [one for one in changed if type(one) is part_cls]
        for part in (*_fetched(session, part_cls, tie.name, known), *pending):
            whole_id = getattr(part, tie.name)
            if part.deleted_at is None and whole_id in known:
                parts[whole_id][id(part)] = part
    for whole in wholes:
        own = parts[whole.id] if sa.inspect(whole).has_identity else {}
        whole.gather(tuple(own.values()))  # type: ignore[attr-defined]  # what makes its class a whole


def _fetched(session: ScopedSession, cls: type[Record], name: str, ids: Iterable[int]) -> Iterator[Record]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), PIECE):
        found = sa.select(cls).where(
            col(getattr(cls, name)).in_(wanted[start : start + PIECE]), col(cls.deleted_at).is_(None)
        )
        with session.no_autoflush:
            yield from session.scalars(found, execution_options=OWN)


def _target(tie: Described) -> type[Record]:
    target: Any = tie.ref
    found: type[Record] = target
    return found


def _ties(cls: type) -> list[Described]:
    """Return the fields by which a class is part of another one that draws from it."""
    return [one for one in describe(cls) if one.part and hasattr(one.ref, "gather")]


def _tied_to(cls: type) -> Iterator[tuple[type[Record], Described]]:
    for mapper in mappers.mappers:
        for tie in _ties(mapper.class_):
            if tie.ref is cls:
                yield mapper.class_, tie
