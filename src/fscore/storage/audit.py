"""The audit trail: who changed what, in the same transaction, each row chained to the one before.

A chain alone does not show that its end was cut off or that it was written anew: checkpoints signed with the
installation's secret do, once they are kept elsewhere.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.model.choice import Choice
from fscore.storage.tables import mappers
from fscore.storage.types import Moment, Text, Whole

START = "0" * 64

audit = sa.Table(
    "audit",
    mappers.metadata,
    sa.Column("sequence", Whole, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", Text, nullable=False),
    sa.Column("role", Text, nullable=False),
    sa.Column("door", Text, nullable=False),
    sa.Column("request", Text, nullable=False),
    sa.Column("action", Text, nullable=False),
    sa.Column("entity", Text, nullable=False),
    sa.Column("record_id", Whole, nullable=True),
    sa.Column("division_id", Whole, nullable=True),
    sa.Column("changes", Text, nullable=False),
    sa.Column("hash", Text, nullable=False),
    sa.Index("ix_audit_entity_record_id", "entity", "record_id"),
    sqlite_strict=True,
)
checkpoint = sa.Table(
    "audit_checkpoint",
    mappers.metadata,
    sa.Column("sequence", Whole, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("hash", Text, nullable=False),
    sa.Column("signature", Text, nullable=False),
    sqlite_strict=True,
)


@attrs.frozen
class Act:
    """One thing that was done; ``changes`` maps a field to its value before and after."""

    action: str
    entity: str
    record_id: int | None = None
    division_id: int | None = None
    changes: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Author:
    """Who did it, as what, and by which door; ``request`` ties the acts of one request together."""

    name: str
    role: str
    door: str
    request: str = ""


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    return value


def keyed(secret: bytes, value: Any) -> str:
    """Return what stands for a personal value in the trail: the same for the same value, and not to be read back."""
    return "hmac:" + hmac.new(secret, str(plain(value)).encode(), hashlib.sha256).hexdigest()[:32]


def _digest(previous: str, row: Mapping[str, Any]) -> str:
    content = {name: plain(row[name]) for name in sorted(row) if name != "hash"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def append(connection: Connection, author: Author, acts: Sequence[Act], at: datetime | None = None) -> None:
    """Write acts behind the last row of the chain; whoever writes holds the chain's end until the commit."""
    if not acts:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(64757)"))
    last = connection.execute(
        sa.select(audit.c.sequence, audit.c.hash).order_by(audit.c.sequence.desc()).limit(1)
    ).first()
    sequence, previous = (last.sequence, last.hash) if last else (0, START)
    moment = at or datetime.now(UTC)
    rows = []
    for act in acts:
        sequence += 1
        row = {
            "sequence": sequence,
            "at": moment,
            "actor": author.name,
            "role": author.role,
            "door": author.door,
            "request": author.request,
            "action": act.action,
            "entity": act.entity,
            "record_id": act.record_id,
            "division_id": act.division_id,
            "changes": json.dumps(act.changes, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        }
        previous = row["hash"] = _digest(previous, row)
        rows.append(row)
    connection.execute(audit.insert(), rows)


def sign(connection: Connection, secret: bytes) -> str | None:
    """Write a signed checkpoint over the end of the chain and return its signature; None over an empty chain."""
    last = connection.execute(
        sa.select(audit.c.sequence, audit.c.hash).order_by(audit.c.sequence.desc()).limit(1)
    ).first()
    if last is None:
        return None
    signature = _signature(secret, last.sequence, last.hash)
    known = connection.execute(sa.select(checkpoint.c.sequence).where(checkpoint.c.sequence == last.sequence)).first()
    if known is None:
        values = {"sequence": last.sequence, "at": datetime.now(UTC), "hash": last.hash, "signature": signature}
        connection.execute(checkpoint.insert(), values)
    return signature


def _signature(secret: bytes, sequence: int, digest: str) -> str:
    return hmac.new(secret, f"{sequence}:{digest}".encode(), hashlib.sha256).hexdigest()


@attrs.frozen
class Broken:
    """A place where the trail does not hold."""

    sequence: int
    reason: str


def verify(connection: Connection, secret: bytes) -> tuple[int, tuple[Broken, ...]]:
    """Walk the whole chain; return how many rows there are, and where it does not hold."""
    broken: list[Broken] = []
    previous, expected, count = START, 1, 0
    hashes: dict[int, str] = {}
    marks = {row.sequence: row for row in connection.execute(sa.select(checkpoint))}
    wanted = sa.select(audit).order_by(audit.c.sequence)
    rows = connection.execute(wanted, execution_options={"yield_per": 5000})
    for row in rows.mappings():
        count += 1
        if row["sequence"] != expected:
            broken.append(Broken(row["sequence"], "missing"))
        if _digest(previous, dict(row)) != row["hash"]:
            broken.append(Broken(row["sequence"], "changed"))
        previous, expected = row["hash"], row["sequence"] + 1
        if row["sequence"] in marks:
            hashes[row["sequence"]] = row["hash"]
    for sequence, mark in sorted(marks.items()):
        if hashes.get(sequence) != mark.hash or mark.signature != _signature(secret, sequence, mark.hash):
            broken.append(Broken(sequence, "checkpoint"))
    return count, tuple(broken)


def history(connection: Connection, entity: str, record_id: int) -> Iterable[Mapping[str, Any]]:
    """Return the acts on one record, oldest first."""
    wanted = sa.select(audit).where(audit.c.entity == entity, audit.c.record_id == record_id)
    return [dict(row) for row in connection.execute(wanted.order_by(audit.c.sequence)).mappings()]
