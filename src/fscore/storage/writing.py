"""What happens when changes are written: they are checked against the scope, stamped, and audited.

Listeners on the session, so that no door can forget them: a form, an import and a program all pass here.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from fscore.errors import InvalidRecord, InvalidValue, NotAllowed, NotFound, WrongUse
from fscore.labels import _
from fscore.model.attachment import Attachment
from fscore.model.division import Division, Level
from fscore.model.entity import Described, about, describe, faults
from fscore.model.record import Door, Record
from fscore.storage.audit import Act, append, keyed, plain
from fscore.storage.columns import col
from fscore.storage.parts import gather, gather_new, gather_of
from fscore.storage.sessions import OWN, ScopedSession
from fscore.storage.tables import table_of

_STAMPS = frozenset({"recorded_by", "recorded_at", "door", "revision", "id"})
CHUNK = 10_000


def natural_key(record: Record) -> str | None:
    """Return what makes a record the same as another of its division, from the fields that its entity names."""
    fields = about(type(record)).key
    return "|".join(str(plain(getattr(record, name))) for name in fields) if fields else None


def record_faults(record: Any, today: date) -> list[InvalidValue]:
    """Return what is wrong with a record as a whole, days after ``today`` that may not be there included."""
    found = list(faults(record))
    for described in describe(type(record)):
        value = getattr(record, described.name)
        if described.about.past and isinstance(value, date) and value > today:
            template = _("“{label}”不能晚于今天（{today}）")
            found.append(
                InvalidValue(
                    template, field=described.name, label=described.about.label, value=value, today=today.isoformat()
                )
            )
    return found


class Places:
    """The divisions that changes touch, each fetched once."""

    def __init__(self, session: ScopedSession) -> None:
        self._session = session
        self._known: dict[int, Division | None] = {}

    def fetch(self, division_id: int) -> Division | None:
        """Return a division by id, or None."""
        if division_id not in self._known:
            wanted = sa.select(Division).where(col(Division.id) == division_id)
            with self._session.no_autoflush:
                self._known[division_id] = self._session.scalars(wanted, execution_options=OWN).first()
        return self._known[division_id]


def check_place(session: ScopedSession, places: Places, cls: type, division_id: int | None) -> None:
    """Refuse a place that is out of scope in the same words as one that does not exist."""
    division = places.fetch(division_id) if division_id is not None else None
    if division is None or not session.scope.holds(division, cls):
        raise NotFound(_("没有这个村（社区）：{division}"), division=division_id, entity=about(cls).name)
    level = about(cls).level
    if level is not None and division.level != level:
        template = _("“{label}”只在{level}登记，{place}不是")
        facts = {"label": about(cls).label, "level": Level(level).label, "place": division.name}
        raise InvalidRecord([InvalidValue(template, field="division_id", value=division_id, **facts)])


def check_open(session: ScopedSession, places: Places, record: Record) -> None:
    """Refuse to write something new into a unit that closed before the day of the record, or at all if it has none.

    What continues a record that lies there goes on there: the visits of a shop, the files of a letter. Kinds that
    have acts of their own are checked by these.
    """
    cls = type(record)
    place = places.fetch(record.division_id)
    if place is None or place.valid_to is None or not about(cls).by_hand or cls is Attachment:
        return
    day = about(cls).dated
    dated = getattr(record, day) if day is not None else None
    if (dated is not None and dated <= place.valid_to) or _continues(session, record):
        return
    heir = places.fetch(place.ancestor(Level(place.level)) or place.id) or place
    facts = {"place": place.name, "day": place.valid_to.isoformat(), "heir": heir.name, "code": heir.code}
    template = _("{place}已在 {day} 撤销，请登记到{heir}")
    label = about(cls).label
    raise InvalidRecord([InvalidValue(template, field="division_id", label=label, value=place.code, **facts)])


def _continues(session: ScopedSession, record: Record) -> bool:
    """Tell whether a record refers to one that lies in the same division."""
    for one in describe(type(record)):
        target: Any = one.ref
        number = getattr(record, one.name) if target is not None else None
        if number is None or not issubclass(target, Record):
            continue
        same = sa.select(target).where(col(target.id) == number, col(target.division_id) == record.division_id)
        with session.no_autoflush:
            if session.scalars(same, execution_options=OWN).first() is not None:
                return True
    return False


def check_role(session: ScopedSession, cls: type) -> None:
    """Refuse whoever may not write records of ``cls``."""
    if session.reading:
        raise WrongUse("This unit of work only reads; open one that writes")
    if not session.scope.may_write(cls):
        raise NotAllowed(_("{role}不能登记或修改“{label}”"), role=session.scope.role.label, label=about(cls).label)


def flows(cls: type) -> list[Described]:
    """Return the fields of a class that hold states."""
    return [one for one in describe(cls) if one.about.flow is not None]


_guarded_fields: dict[type, tuple[Described, ...]] = {}


def _guarded(cls: type) -> tuple[Described, ...]:
    """Return the fields of a class that not everybody who writes it may fill in, and those with states."""
    if cls not in _guarded_fields:
        kept = (one for one in describe(cls) if one.about.write or one.about.flow is not None)
        _guarded_fields[cls] = tuple(kept)
    return _guarded_fields[cls]


def _filled(record: Record) -> frozenset[str]:
    """Return the fields of a new record that are not for everybody and hold more than they begin with."""
    values = ((one, getattr(record, one.name)) for one in _guarded(type(record)))
    return frozenset(one.name for one, value in values if value not in (None, "", frozenset(), one.default))


def _set(record: Record) -> frozenset[str]:
    """Return the fields of a record that were changed."""
    attributes = sa.inspect(record).attrs
    return frozenset(one.name for one in describe(type(record)) if attributes[one.name].history.added)


def check_fields(session: ScopedSession, record: Record, names: Collection[str]) -> None:
    """Refuse what is for others to fill in, by whatever way it came; what only rules set, they set."""
    role = session.scope.role
    for one in describe(type(record)):
        if one.name in names and one.about.write and role not in one.about.write:
            raise NotAllowed(_("{role}不能填写“{label}”"), role=role.label, label=one.about.label, field=one.name)


def check_states(session: ScopedSession, record: Record, names: Collection[str], *, new: bool) -> None:
    """Refuse a state that is for others to set: who files does not accept."""
    role = session.scope.role
    for one in flows(type(record)):
        state, flow = getattr(record, one.name), one.about.flow
        if one.name not in names or flow is None or state is None:
            continue
        if not (flow.begins(role, state, one.default) if new else flow.allows(role, state)):
            raise NotAllowed(
                _("{role}不能把“{label}”定为“{state}”"),
                role=role.label,
                label=one.about.label,
                state=state.label,
                field=one.name,
            )


def stamp(session: ScopedSession, record: Record, at: datetime) -> None:
    """Write on a new record who brought it, when, and by which door."""
    record.recorded_by = session.author.name
    record.recorded_at = at
    record.door = Door.of(session.author.door)
    if record.key is None:
        record.key = natural_key(record)


@event.listens_for(ScopedSession, "before_flush")
def _check(session: ScopedSession, _context: Any, _instances: Any) -> None:
    if session.deleted:
        raise WrongUse("Records are never deleted; use Work.remove with a reason")
    gather(session)
    changed = [instance for instance in session.dirty if session.is_modified(instance)]
    if not session.new and not changed:
        return
    places = Places(session)
    moment = datetime.now(UTC)
    for instance in (*session.new, *changed):
        cls = type(instance)
        if not isinstance(instance, Record):
            raise WrongUse("{cls} is not a record and does not change through a session", cls=cls.__name__)
        check_role(session, cls)
        check_place(session, places, cls, instance.division_id)
        former = sa.inspect(instance).attrs.division_id.history.deleted
        if former and former[0] is not None and former[0] != instance.division_id:
            check_place(session, places, cls, former[0])
        new = instance in session.new
        if new or former:
            check_open(session, places, instance)
        names = _filled(instance) if new else _set(instance)
        check_fields(session, instance, names)
        check_states(session, instance, names, new=new)
        if instance.deleted_at is None:
            wrong = record_faults(instance, session.today)
            if wrong:
                raise InvalidRecord(wrong)
    for instance in session.new:
        stamp(session, instance, moment)


def _audited(described: Described, value: Any, secret: bytes) -> Any:
    personal = described.about.personal is not None
    return keyed(secret, value) if personal and value not in (None, "") else plain(value)


def _made(record: Record, secret: bytes) -> dict[str, Any]:
    fields = (one for one in describe(type(record)) if one.name not in _STAMPS)
    return {
        one.name: [None, _audited(one, getattr(record, one.name), secret)]
        for one in fields
        if getattr(record, one.name) not in (None, "")
    }


def _changed(record: Record, secret: bytes) -> dict[str, Any]:
    changes = {}
    state = sa.inspect(record)
    for one in describe(type(record)):
        history = state.attrs[one.name].history
        if one.name not in _STAMPS and history.has_changes():
            old = history.deleted[0] if history.deleted else None
            changes[one.name] = [_audited(one, old, secret), _audited(one, getattr(record, one.name), secret)]
    return changes


def _order(record: Any) -> tuple[str, int]:
    return about(type(record)).name, record.id


@event.listens_for(ScopedSession, "after_flush")
def _audit(session: ScopedSession, _context: Any) -> None:
    acts = []
    # Sets of the session have no order of their own, and the trail is to be the same for the same work.
    for record in sorted(session.new, key=_order):
        changes = _made(record, session.secret)
        acts.append(Act("add", about(type(record)).name, record.id, record.division_id, changes))
    for record in sorted(session.dirty, key=_order):
        changes = _changed(record, session.secret)
        if changes:
            action = "remove" if "deleted_at" in changes else "change"
            acts.append(Act(action, about(type(record)).name, record.id, record.division_id, changes))
    append(session.own_connection(), session.author, acts)


def insert_many(session: ScopedSession, records: Sequence[Record]) -> None:
    """Write many new records of one class by plain inserts: checked, stamped and audited like any other.

    The ids are taken in one piece, so records know theirs when this returns.

    Raises:
        InvalidRecord, NotAllowed, NotFound: for the first record that can't be written; nothing is written then.
    """
    if not records:
        return
    cls = type(records[0])
    check_role(session, cls)
    places = Places(session)
    for division_id in {record.division_id for record in records}:
        check_place(session, places, cls, division_id)
    moment = datetime.now(UTC)
    session.flush()
    connection = session.own_connection()
    number = _first_free(session, cls, len(records))
    gather_new(records)
    for record in records:
        check_open(session, places, record)
        names = _filled(record)
        check_fields(session, record, names)
        check_states(session, record, names, new=True)
        wrong = record_faults(record, session.today)
        if wrong:
            raise InvalidRecord(wrong)
        stamp(session, record, moment)
        object.__setattr__(record, "id", number)
        object.__setattr__(record, "revision", 1)
        number += 1
    columns = [one.name for one in describe(cls)]
    table = table_of(cls)
    for chunk in _chunks(records):
        connection.execute(table.insert(), [{name: getattr(record, name) for name in columns} for record in chunk])
        acts = [
            Act("add", about(cls).name, record.id, record.division_id, _made(record, session.secret))
            for record in chunk
        ]
        append(connection, session.author, acts, moment)
        gather_of(session, cls, chunk)


def _first_free(session: ScopedSession, cls: type, count: int) -> int:
    connection = session.own_connection()
    table = table_of(cls)
    if connection.dialect.name == "postgresql":
        # Lock out other writers of ids, then move the sequence past the whole piece.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(64758)"))
        name = f"{table.name}_id_seq"
        first = int(connection.execute(sa.text("SELECT nextval(:name)"), {"name": name}).scalar_one())
        connection.execute(sa.text("SELECT setval(:name, :last)"), {"name": name, "last": first + count - 1})
        return first
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))).scalar_one()) + 1


def _chunks(records: Sequence[Record]) -> Iterable[Sequence[Record]]:
    for start in range(0, len(records), CHUNK):
        yield records[start : start + CHUNK]
