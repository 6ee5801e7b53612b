"""The audit trail as a whole, for those who audit."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed
from fscore.labels import _
from fscore.model.roles import Role
from fscore.services.work import Work
from fscore.storage import audit
from fscore.storage.audit import Broken

_MAY = frozenset({Role.AUDITOR, Role.INSTALLATION})


@attrs.frozen
class Entry:
    """One row of the trail."""

    sequence: int
    at: datetime
    actor: str
    role: str
    door: str
    action: str
    entity: str
    record_id: int | None
    changes: Any
    hash: str


def check_trail(work: Work) -> tuple[int, tuple[Broken, ...]]:
    """Return how many rows the trail has, and where it does not hold.

    Raises:
        NotAllowed: unless an auditor or the installation's operator asks.
    """
    _check(work)
    return audit.verify(work.session.own_connection(), work.system.secret)


def read_trail(work: Work, last: int, entity: str | None = None, record_id: int | None = None) -> Sequence[Entry]:
    """Return the last rows of the trail, oldest first; those of one kind of record or of one record, if asked.

    Raises:
        NotAllowed: unless an auditor or the installation's operator asks.
    """
    _check(work)
    table = audit.audit
    wanted = sa.select(table).order_by(table.c.sequence.desc()).limit(last)
    if entity is not None:
        wanted = wanted.where(table.c.entity == entity)
    if record_id is not None:
        wanted = wanted.where(table.c.record_id == record_id)
    rows = work.session.own_connection().execute(wanted).mappings().all()
    return [
        Entry(
            row["sequence"],
            row["at"],
            row["actor"],
            row["role"],
            row["door"],
            row["action"],
            row["entity"],
            row["record_id"],
            json.loads(row["changes"]),
            row["hash"],
        )
        for row in reversed(rows)
    ]


def _check(work: Work) -> None:
    if work.actor.role not in _MAY:
        raise NotAllowed(_("{role}不能看审计，请找审计员"), role=work.actor.role.label)
