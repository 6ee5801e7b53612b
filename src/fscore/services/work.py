"""The unit of work: one actor, one door, one transaction."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from fscore.errors import Conflict, FscoreError, InvalidRecord, InvalidValue, NotAllowed, NotFound
from fscore.labels import _
from fscore.model.division import Division, DivisionChange, Level, code_of
from fscore.model.entity import about, build, describe, writable
from fscore.model.record import Door, Record
from fscore.model.roles import Role
from fscore.storage.audit import Act, Author, append
from fscore.storage.columns import col
from fscore.storage.places import ancestors
from fscore.storage.rules import Rules
from fscore.storage.scope import Scope
from fscore.storage.sessions import ScopedSession
from fscore.storage.writing import insert_many, natural_key

if TYPE_CHECKING:
    from fscore.services.system import System

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@attrs.frozen
class Actor:
    """Who acts: a name, a role, and the division that the role is held for (None: everywhere)."""

    name: str
    role: Role
    division: Division | None = None
    account_id: int | None = None

    def check_place(self) -> None:
        """Refuse somebody whose place has closed: which unit they work for now is for an administrator to say.

        Raises:
            NotAllowed: saying since when.
        """
        place = self.division
        if place is not None and place.valid_to is not None:
            raise NotAllowed(
                _("{place}已在 {day} 撤销，{person}的账号还在那里，请管理员改到接续的区划"),
                place=place.name,
                day=place.valid_to,
                person=self.name,
            )


OPERATOR_OF_INSTALLATION = Actor("安装操作员", Role.INSTALLATION)


class Work:
    """What one actor does in one transaction; nothing stays unless :meth:`commit` is called.

    ``session`` is for selects over mapped classes; it narrows them by itself.
    """

    def __init__(
        self, system: "System", actor: Actor, scope: Scope, door: Door, *, reading: bool = False, request: str = ""
    ) -> None:
        self.system = system
        self.actor = actor
        self.scope = scope
        self.today: date = system.business_day()
        self._places: dict[int, Division] = {}
        self._rules: Rules | None = None
        author = Author(actor.name, actor.role.value, door.value, request)
        self.session = ScopedSession(
            system.engine, scope, author, secret=system.secret, today=self.today, reading=reading
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()
        self.system.keep_failures()

    # Finding

    def get(self, cls: type[T], record_id: int) -> T:
        """Return the record with an id.

        Raises:
            NotFound: if there is none, or none in scope: the answer is the same.
        """
        found = self.session.scalars(sa.select(cls).where(cls.id == record_id)).first()  # type: ignore[attr-defined]
        if found is None:
            raise NotFound(_("没有这条{label}：{id}"), label=about(cls).label, entity=about(cls).name, id=record_id)
        return found

    def all(self, statement: "sa.Select[T]") -> Sequence[T]:
        """Return the records of a select."""
        return self.session.scalars(statement).all()

    def first(self, statement: "sa.Select[T]") -> T | None:
        """Return the first record of a select, or None."""
        return self.session.scalars(statement.limit(1)).first()

    def count(self, statement: "sa.Select[Any]", limit: int | None = None) -> int:
        """Return how many records a select has, counted by the database; at most ``limit`` if one is given."""
        counted = statement.order_by(None)
        if limit is not None:
            # Only the id, so that an index answers and no row is read.
            cls: Any = statement.column_descriptions[0]["entity"]
            bounded = counted.with_only_columns(cls.id, maintain_column_froms=True).limit(limit).subquery()
            return self.session.scalar(sa.select(sa.func.count()).select_from(bounded)) or 0
        return self.session.scalar(counted.with_only_columns(sa.func.count(), maintain_column_froms=True)) or 0

    def division(self, code: str) -> Division:
        """Return the division that has or once had a code, with or without the zeros at its end.

        Raises:
            NotFound: if there is none, or it is outside the actor's scope.
        """
        code = code_of(code)
        found = self.first(sa.select(Division).where(col(Division.code) == code))
        if found is None:
            former = sa.select(col(DivisionChange.subject_id)).where(col(DivisionChange.old_code) == code)
            found = self.first(sa.select(Division).where(col(Division.id).in_(former)).order_by(col(Division.id)))
        if found is None or (self.scope.place is not None and not found.under(self.scope.place)):
            raise NotFound(_("没有这个区划：{code}"), code=code)
        return found

    def place(self, division_id: int) -> Division:
        """Return the division with an id; divisions are public, so it may lie outside the actor's scope."""
        if division_id not in self._places:
            found = self.first(sa.select(Division).where(col(Division.id) == division_id))
            if found is None:
                raise NotFound(_("没有这个区划：{code}"), code=division_id)
            self._places[division_id] = found
        return self._places[division_id]

    def heir(self, division: Division, on: date) -> Division:
        """Return the unit that what is new on a day belongs to: the division, or the one that goes on with it then."""
        closed = division.valid_to is not None and division.valid_to < on
        return self.place(division.ancestor(Level(division.level)) or division.id) if closed else division

    def ancestors(self, division: Division, on: date) -> list[Division]:
        """Return what a division lay in on a day, itself included, from the top; levels that are missing are left out.

        One that closed by then lies in the unit that goes on with it.
        """
        found = ancestors(self.session, division, on)
        return [self.place(found[level]) for level in sorted(found)]

    def children(self, division: Division) -> Sequence[Division]:
        """Return the divisions right below one, in the order of their codes."""
        wanted = sa.select(Division).where(col(Division.parent_id) == division.id)
        return self.all(wanted.order_by(col(Division.code)))

    @property
    def rules(self) -> Rules:
        """The rules, read once for this unit of work."""
        if self._rules is None:
            self._rules = self.system.rules()
        return self._rules

    # Changing

    def add(self, record: R) -> R:
        """Add a new record and give it its id.

        Raises:
            InvalidRecord: with all faults of the record.
            NotFound: if its division is out of scope.
            NotAllowed: if the role may not write it.
            Conflict: if a record with the same key is there already.
        """
        self.session.add(record)
        try:
            self._flush()
        finally:
            if record in self.session.new:
                # It was refused: left in the session, it would be tried again with the next query.
                self.session.expunge(record)
        return record

    def insert(self, records: Sequence[R]) -> Sequence[R]:
        """Add many records of one class at once; they are not part of the session afterwards."""
        try:
            insert_many(self.session, records)
        except IntegrityError as fault:
            raise self._doubled(fault) from None
        return records

    def create(self, cls: type[R], values: Mapping[str, Any]) -> R:
        """Make and add a record from values as a form or a program brings them.

        Raises:
            InvalidRecord: with every fault, unknown and forbidden fields among them.
        """
        self._check_names(cls, values)
        return self.add(build(cls, values))

    def put(self, record: R) -> tuple[R, bool]:
        """Add a record unless one with its key is there; return the kept one and whether it is new."""
        key = record.key or natural_key(record)
        cls = type(record)
        if key is not None:
            same = sa.select(cls).where(col(cls.key) == key, col(cls.division_id) == record.division_id)
            found = self.first(same)
            if found is not None:
                return found, False
        return self.add(record), True

    def change(self, record: R, values: Mapping[str, Any], revision: int | None = None) -> R:
        """Change fields of a record.

        Args:
            revision: the revision that the person saw; an older one is a conflict.

        Raises:
            InvalidRecord: with every fault.
            Conflict: if somebody changed the record meanwhile.
            FscoreError: if the record as a whole refuses it; then nothing of it is kept.
        """
        cls = type(record)
        if revision is not None and revision != record.revision:
            raise self._stale(record)
        self._check_names(cls, values)
        faults = []
        known = {one.name: one for one in describe(cls)}
        with self.session.no_autoflush:
            for name, value in values.items():
                try:
                    setattr(record, name, known[name].accept(value))
                except InvalidValue as fault:
                    faults.append(fault)
                except FscoreError:
                    # A step that its state does not take: what was set before it must not stay either.
                    _restore(record)
                    raise
        if faults:
            _restore(record)
            raise InvalidRecord(faults)
        self._flush(record)
        return record

    def remove(self, record: Record, reason: str) -> None:
        """Mark a record as deleted; the reason is kept with it.

        Raises:
            InvalidRecord: if there is no reason.
            NotAllowed: if the record is not one to be written by hand.
        """
        self._check_hand(type(record))
        if not reason.strip():
            raise InvalidRecord(
                [InvalidValue(_("删除要写原因"), field="deleted_reason", label=_("删除原因"), value=reason)]
            )
        record.deleted_reason = reason
        record.deleted_at = datetime.now(UTC)
        record.key = None
        self._flush(record)

    def note(self, act: Act) -> None:
        """Write an act of its own into the audit trail: a job, a reveal, a denial."""
        append(self.session.own_connection(), self.session.author, [act])

    def commit(self) -> None:
        """Make everything last."""
        self._flush()
        self.session.commit()

    def _check_names(self, cls: type, values: Mapping[str, Any]) -> None:
        if not self.scope.may_write(cls):
            raise NotAllowed(_("{role}不能登记或修改“{label}”"), role=self.actor.role.label, label=about(cls).label)
        self._check_hand(cls)
        allowed = {one.name for one in writable(cls, self.actor.role)}
        faults = [
            InvalidValue(
                _("“{label}”没有“{field}”这一格，或不能由您填写"), field=name, label=about(cls).label, value=None
            )
            for name in values
            if name not in allowed
        ]
        if faults:
            raise InvalidRecord(faults)

    def _check_hand(self, cls: type) -> None:
        if not about(cls).by_hand:
            raise NotAllowed(_("“{label}”不能直接登记、修改或删除，要用它自己的页面或命令"), label=about(cls).label)

    def _flush(self, record: Record | None = None) -> None:
        try:
            self.session.flush()
        except FscoreError:
            if record is not None and record in self.session:
                _restore(record)
            raise
        except StaleDataError:
            self.session.rollback()
            if record is not None:
                raise self._stale(record) from None
            raise Conflict(_("这条记录刚被别人改过，请看最新的再改")) from None
        except IntegrityError as fault:
            self.session.rollback()
            raise self._doubled(fault) from None

    def _stale(self, record: Record) -> Conflict:
        return Conflict(
            _("“{label}”刚被别人改过，请看最新的再改"),
            label=about(type(record)).label,
            id=record.id,
            revision=record.revision,
        )

    def _doubled(self, fault: IntegrityError) -> Conflict:
        text = str(fault.orig).lower()
        if "unique" in text:
            return Conflict(_("这条已经登记过了，没有再记一次"))
        return Conflict(_("有别的记录还连着它，或它连着的记录不在了"))


def _restore(record: Record) -> None:
    """Give a record back what it had when it was last read or written."""
    for one in sa.inspect(record).attrs:
        before = one.history.deleted
        if before:
            set_committed_value(record, one.key, before[0])
