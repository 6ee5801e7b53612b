"""What happened to a record, read from the audit trail and shown as its reader may see it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from fscore.labels import _
from fscore.model.entity import about, readable
from fscore.model.record import Record
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
    """One act on a record: who did it, as what, when, by which door, and what it changed."""

    at: datetime
    actor: str
    role: str
    door: str
    action: str
    changes: tuple[Change, ...]


def happenings(work: Work, record: Record) -> Sequence[Happening]:
    """Return the acts on a record, oldest first; the record itself must have come from the same work."""
    cls = type(record)
    work.get(cls, record.id)
    fields = {one.name: one for one in readable(cls, work.actor.role)}
    found = []
    for row in audit.history(work.session.own_connection(), about(cls).name, record.id):
        changes = []
        for name, pair in json.loads(row["changes"]).items():
            one = fields.get(name)
            if one is None or not isinstance(pair, list) or len(pair) != len(("before", "after")):
                continue
            personal = one.about.personal is not None
            before, after = (None, None) if personal else pair
            changes.append(Change(name, one.about.label, before, after, personal))
        found.append(Happening(row["at"], row["actor"], row["role"], row["door"], row["action"], tuple(changes)))
    return found


def same_as_in_trail(value: Any, kept: Any) -> bool:
    """Tell whether a value is the one that the trail keeps; nothing filled in is the same in whatever form."""
    return bool((value in (None, "") and kept in (None, "")) or audit.plain(value) == kept)


ACTIONS = {"add": _("登记"), "change": _("修改"), "remove": _("删除"), "reveal": _("看过全号")}
