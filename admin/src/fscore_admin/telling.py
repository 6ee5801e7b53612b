"""What else is told on the page of a record: what refers to it, and what happened to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs
from flask import url_for

from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import Described, about, readable
from fscore.model.roles import Role
from fscore.services import listing
from fscore.services.display import from_trail
from fscore.services.history import Change, Happening
from fscore.services.trail import ACTS
from fscore.services.work import Work
from fscore_admin.access import may_open


@attrs.frozen
class Related:
    """The records of one kind that refer to a record: how many, where their list is, and where one more is entered."""

    label: str
    count: int
    address: str
    new: str | None


@attrs.frozen
class Step:
    """One field in the words of a page, before and after."""

    name: str
    label: str
    before: str
    after: str


@attrs.frozen
class Told:
    """One act in the words of a page."""

    at: datetime
    actor: str
    role: str
    act: str
    steps: tuple[Step, ...]


def related(work: Work, record: Any, unseen: Sequence[type] = ()) -> list[Related]:
    """Return what refers to a record, kind by kind; divisions are referred to by everything, so of them nothing."""
    if isinstance(record, Division):
        return []
    found = []
    for cls, one in listing.referring(work, type(record)):
        if cls in unseen:
            continue
        count = work.count(listing.narrowed(work, cls, {one.name: str(record.id)}).select, listing.COUNTED)
        arguments: dict[str, Any] = {one.name: record.id}
        name = about(cls).name
        new = None
        if may_open(f"{name}.create_view"):
            new = url_for(f"{name}.create_view", division_id=record.division_id, **arguments)
        if count or new:
            found.append(Related(about(cls).label, count, url_for(f"{name}.index_view", **arguments), new))
    return found


def told(work: Work, acts: Sequence[Happening], record: Any) -> list[Told]:
    """Return acts in the words of a page; personal data are not shown, only that they changed."""
    known = {one.name: one for one in readable(type(record), work.actor.role)}
    return [
        Told(act.at, act.actor, _role(act.role), ACTS.get(act.action, act.action), _steps(act.changes, known))
        for act in acts
    ]


def _role(value: str) -> str:
    role = Role.named(value)
    return value if role is None else role.label


def _steps(changes: Sequence[Change], known: Mapping[str, Described]) -> tuple[Step, ...]:
    return tuple(_step(change, known[change.field]) for change in changes)


def _step(change: Change, one: Described) -> Step:
    if change.personal:
        return Step(change.field, change.label, _("（不显示）"), _("（不显示）"))
    return Step(change.field, change.label, from_trail(one, change.before), from_trail(one, change.after))
