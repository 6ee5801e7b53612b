"""Sets of criteria that an office loaded: each version as the text that was checked, with its day and its place.

A row is never changed but for being withdrawn. ``holds`` is what two standing rows can't share: place, code and day.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import attrs
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.model.division import Division, Level
from fscore.storage.audit import Act, Author
from fscore.storage.tables import mappers, table_of
from fscore.storage.types import Day, Moment, Text, Whole

criteria_set = sa.Table(
    "criteria_set",
    mappers.metadata,
    sa.Column("id", Whole, primary_key=True, autoincrement=True),
    sa.Column("division_id", Whole, sa.ForeignKey("division.id", ondelete="RESTRICT"), nullable=True),
    sa.Column("holds", Text, nullable=True),
    sa.Column("code", Text, nullable=False),
    sa.Column("version", Text, nullable=False),
    sa.Column("label", Text, nullable=False),
    sa.Column("effective", Day, nullable=False),
    sa.Column("superseded", Day, nullable=True),
    sa.Column("text", Text, nullable=False),
    sa.Column("sha256", Text, nullable=False),
    sa.Column("file", Text, nullable=False),
    sa.Column("reason", Text, nullable=False),
    sa.Column("loaded_by", Text, nullable=False),
    sa.Column("loaded_at", Moment, nullable=False),
    sa.Column("door", Text, nullable=False),
    sa.Column("withdrawn_at", Moment, nullable=True),
    sa.Column("withdrawn_by", Text, nullable=False),
    sa.Column("withdrawn_reason", Text, nullable=False),
    sa.UniqueConstraint("holds"),
    sa.Index(None, "code"),
    sa.Index(None, "division_id"),
    sqlite_strict=True,
)


@attrs.frozen(kw_only=True)
class LoadedSet:
    """One version of a set as it was loaded; ``division_id`` None holds for the whole installation."""

    division_id: int | None
    code: str
    version: str
    label: str
    effective: date
    superseded: date | None
    text: str
    sha256: str
    file: str
    reason: str
    id: int = 0
    loaded_by: str = ""
    loaded_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    @property
    def holds(self) -> str:
        """Return what no other standing version may have: place, code and day."""
        return f"{self.division_id or '*'}|{self.code}|{self.effective.isoformat()}"


_FIELDS = [one.name for one in attrs.fields(LoadedSet)]


def read_sets(
    connection: Connection,
    *,
    around: Sequence[Division] | None = None,
    code: str | None = None,
    withdrawn: bool = False,
) -> Sequence[LoadedSet]:
    """Return versions in the order in which they were loaded.

    Args:
        around: only those of these divisions, and those for the whole installation.
        code: only those of one set.
        withdrawn: those that were withdrawn too.
    """
    columns = criteria_set.c
    wanted = sa.select(*(columns[name] for name in _FIELDS)).order_by(columns.id)
    if around is not None:
        own = columns.division_id.in_([one.id for one in around])
        wanted = wanted.where(sa.or_(columns.division_id.is_(None), own))
    if code is not None:
        wanted = wanted.where(columns.code == code)
    if not withdrawn:
        wanted = wanted.where(columns.withdrawn_at.is_(None))
    return [LoadedSet(**row._mapping) for row in connection.execute(wanted)]  # noqa: SLF001 - the way to a row's names


def places_below(connection: Connection, place: Division, ids: Iterable[int]) -> set[int]:
    """Return those of some divisions that lie in the subtree of one."""
    division = table_of(Division)
    inside = division.c[Level(place.level).column] == place.id
    return set(connection.scalars(sa.select(division.c.id).where(inside, division.c.id.in_(list(ids)))))


def add_set(connection: Connection, made: LoadedSet, author: Author) -> int:
    """Write a new version and return its number."""
    values = attrs.asdict(made) | {"holds": made.holds, "door": author.door, "loaded_by": author.name}
    values["loaded_at"] = datetime.now(UTC)
    del values["id"]
    return int(connection.execute(criteria_set.insert().returning(criteria_set.c.id), values).scalar_one())


def loading_of(made: LoadedSet, number: int) -> Act:
    """Return the act that brought a version in, for the audit trail."""
    facts = {"code": made.code, "version": made.version, "effective": made.effective.isoformat()}
    facts |= {"label": made.label, "sha256": made.sha256, "file": made.file, "reason": made.reason}
    told = {name: [None, value] for name, value in facts.items() if value}
    return Act("load", "criteria_set", number, made.division_id, told)


def withdraw_set(connection: Connection, set_id: int, author: Author, reason: str) -> None:
    """Let a version hold no more, as if it had never been loaded; it stays on record."""
    changed = criteria_set.update().where(criteria_set.c.id == set_id)
    values = {"withdrawn_at": datetime.now(UTC), "withdrawn_by": author.name, "withdrawn_reason": reason}
    connection.execute(changed.values(**values, holds=None))
