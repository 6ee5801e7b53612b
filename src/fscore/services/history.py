"""What happened to a record, read from the audit trail and shown as its reader may see it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from fscore.labels import _
from fscore.model.entity import about, describe, readable
from fscore.model.record import Record
from fscore.model.roles import NOBODY
from fscore.services.work import Work
from fscore.storage import audit


@attrs.frozen
class Change:
    """One field before and after; personal data have neither, as the trail keeps only their digests."""

    field: str
    label: str
    before: Any
    after: Any
    personal: bool


@attrs.frozen
class Happening:
    """One act on a record: who did it, as what, when, by which door, and what it changed.

    It is ``drawn`` if it changed only what nobody writes, but what the record draws from its parts.
    """

    at: datetime
    actor: str
    role: str
    door: str
    action: str
    changes: tuple[Change, ...]
    request: str = ""
    drawn: bool = False


VERSIONS = frozenset({"add", "change", "remove"})
"""The acts that make a new revision of a record; to look at one does not."""


def happenings(work: Work, record: Record) -> Sequence[Happening]:
    """Return the acts on a record, oldest first; the record itself must have come from the same work."""
    cls = type(record)
    work.get(cls, record.id)
    fields = {one.name: one for one in readable(cls, work.actor.role)}
    unwritten = {one.name for one in describe(cls) if one.about.write == NOBODY}
    found = []
    for row in audit.history(work.session.own_connection(), about(cls).name, record.id):
        changes = []
        changed = json.loads(row["changes"])
        for name, pair in changed.items():
            one = fields.get(name)
            if one is None or not isinstance(pair, list) or len(pair) != len(("before", "after")):
                continue
            personal = one.about.personal is not None
            before, after = (None, None) if personal else pair
            changes.append(Change(name, one.about.label, before, after, personal))
        told = (row["at"], row["actor"], row["role"], row["door"], row["action"], tuple(changes), row["request"])
        found.append(Happening(*told, drawn=unwritten.issuperset(changed)))
    return found


def since(acts: Sequence[Happening], revision: int | None) -> Sequence[Happening]:
    """Return the acts behind a revision of the record; the last one where nobody knows which it was."""
    versions = [act for act in acts if act.action in VERSIONS]
    return versions[revision:] if revision is not None and revision < len(versions) else versions[-1:]


def as_seen(acts: Sequence[Happening]) -> Sequence[Happening]:
    """Return acts as their actor knows them: what a record draws from its parts while it is entered is no change."""
    found: list[Happening] = []
    for act in acts:
        first = found[-1] if found else None
        at_once = first is not None and first.action == "add" and act.drawn and first.request == act.request
        if not (at_once and act.action == "change"):
            found.append(act)
    return found


def same_as_in_trail(value: Any, kept: Any) -> bool:
    """Tell whether a value is the one that the trail keeps; nothing filled in is the same in whatever form."""
    return bool((value in (None, "") and kept in (None, "")) or audit.plain(value) == kept)


ACTIONS = {"add": _("登记"), "change": _("修改"), "remove": _("删除"), "reveal": _("看过全号")}
