"""Engines and sessions: how the database is opened, and the session that narrows itself.

A :class:`ScopedSession` adds its scope to every query, checks every change against it, and refuses what would go
around it: Core tables, text, unions, bulk statements, and the bare connection. The storage layer itself marks its own
statements with :data:`OWN`.
"""

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import visitors

from fscore.errors import NotAllowed, WrongUse
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import about
from fscore.model.record import Record
from fscore.storage.audit import Author
from fscore.storage.scope import Scope

_OPTION = "fscore_own"
_MARK = object()
OWN: dict[str, Any] = {_OPTION: _MARK}
DELETED_TOO: dict[str, Any] = {"fscore_deleted": True}
BUSY_SECONDS = 20


def open_engine(url: str) -> Engine:
    """Open a database of our own: SQLite with its safe settings, or PostgreSQL.

    A database in memory would be one connection's alone; ``sqlite://`` is a file of its own that goes with the engine.
    """
    parsed = sa.make_url(url)
    # A unit of work may want a second connection while it holds one: as many threads as the pool has would all wait.
    options: dict[str, Any] = {"hide_parameters": True, "max_overflow": -1}
    passing: Path | None = None
    if parsed.get_backend_name() == "sqlite":
        options["connect_args"] = {"check_same_thread": False, "timeout": BUSY_SECONDS}
        if parsed.database in (None, "", ":memory:"):
            passing = Path(tempfile.mkdtemp(prefix="fscore-"))
            parsed = parsed.set(database=str(passing / "memory.db"))
    elif parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(parsed, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _passing_settings if passing else _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
    if passing is not None:
        weakref.finalize(engine, shutil.rmtree, passing, ignore_errors=True)
    return engine


def _sqlite_settings(connection: Any, _record: Any, durable: str = "FULL") -> None:
    connection.isolation_level = None  # transactions begin where we say, see _sqlite_begin
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", f"synchronous={durable}", "foreign_keys=ON", "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _passing_settings(connection: Any, record: Any) -> None:
    _sqlite_settings(connection, record, durable="OFF")


def _sqlite_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another has written between: take the
    # lock at the start, unless it is said that nothing will be written.
    reading = connection.get_execution_options().get("fscore_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def impatient(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that does not wait long for others: it writes what can as well be written later."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        own = raw if connection.dialect.name == "sqlite" else None
        if own is not None:
            own.cursor().execute("PRAGMA busy_timeout=200")
        try:
            with connection.begin():
                yield connection
        finally:
            if own is not None:
                own.cursor().execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


class ScopedSession(orm.Session):
    """A session of one actor; its scope is set once, by the unit of work that makes it."""

    def __init__(
        self, engine: Engine, scope: Scope, author: Author, *, secret: bytes, today: date, reading: bool = False
    ) -> None:
        bind = engine.execution_options(fscore_reading=True) if reading else engine
        super().__init__(bind, expire_on_commit=False, autoflush=True)
        self.scope = scope
        self.author = author
        self.secret = secret
        self.today = today
        self.reading = reading

    def own_connection(self) -> Connection:
        """Return the connection of the transaction, for the storage layer only."""
        return super().connection()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep what fails inside from failing the rest: PostgreSQL gives up a whole transaction at the first error."""
        if self.own_connection().dialect.name != "postgresql":
            yield
            return
        with self.begin_nested():
            yield

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Let a figure see what it rests on: that of a village is the same for its liaison and for the township.

        A course for the whole township lies in no village. Inner selects look beyond the actor's place meanwhile;
        whoever measures narrows what is listed and counted to an area that is in scope.
        """
        narrow = self.scope
        if narrow.place is None:
            yield
            return
        connection = self.own_connection()
        bound = connection.dialect.name == "postgresql"
        if bound:
            self.flush()
            _set_scope(connection, None)
        self.scope = attrs.evolve(narrow, place=None)
        try:
            yield
        except BaseException:
            self.scope = narrow  # the database's own scope went with the transaction, or with its savepoint
            raise
        self.scope = narrow
        if bound:
            _set_scope(connection, narrow.place)

    def look_around(self, statement: "sa.Select[*tuple[Any, ...]]") -> Sequence[Any]:
        """Return rows from beyond the scope, for what is published to all in a place: who answers for it, its switches.

        The scope of the database itself is opened for this one select.
        """
        connection = self.own_connection()
        bound = connection.dialect.name == "postgresql"
        if bound:
            self.flush()
            _set_scope(connection, None)
        rows = self.execute(statement, execution_options=OWN).all()
        if bound:
            _set_scope(connection, self.scope.place)
        return rows

    def connection(self, *_arguments: Any, **_options: Any) -> Connection:
        """Refuse: the bare connection goes around the scope."""
        raise WrongUse("The connection goes around the scope of the session; ask the storage layer for a function")

    def bulk_save_objects(self, *_arguments: Any, **_options: Any) -> None:
        """Refuse: nothing would be checked or audited."""
        raise WrongUse("Bulk operations go around scope and audit; use Work.insert")

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects


_UNBOUND = frozenset({"compound_select", "textclause", "textual_select", "text", "values"})


def _mapped_in(statement: Any) -> set[type]:
    """Return the classes that a statement reads; refuse what is not narrowed by the scope.

    Only a select over mapped classes is narrowed, and only the tables that it reaches through them: inner selects,
    joins and columns are looked at one by one.
    """
    found: set[type] = set()
    each: Any
    for each in visitors.iterate(statement):
        element, kind = each, each.__visit_name__
        if kind in _UNBOUND:
            raise WrongUse(
                "A {kind} is not narrowed by the session's scope; write one select over mapped classes", kind=kind
            )
        if kind == "select":
            _check_select(element)
        mapper = element._annotations.get("parentmapper")  # noqa: SLF001 - kept nowhere else
        if mapper is not None:
            found.add(mapper.class_)
        elif kind == "column" and isinstance(element.table, sa.Table):
            raise WrongUse(
                "The column '{column}' is read without its class; select the mapped class", column=str(element)
            )
    return found


def _check_select(element: Any) -> None:
    if element._propagate_attrs.get("compile_state_plugin") != "orm":  # noqa: SLF001 - kept nowhere else
        raise WrongUse("A select that names no mapped class is not narrowed by the session's scope")
    joined = [target for target, *_rest in element._setup_joins]  # noqa: SLF001 - as above
    for source in (*element._from_obj, *joined):  # noqa: SLF001 - as above
        if isinstance(source, sa.Table) and "parentmapper" not in source._annotations:  # noqa: SLF001 - as above
            raise WrongUse("The table '{table}' is joined without its class; join the mapped class", table=source.name)


@event.listens_for(ScopedSession, "do_orm_execute")
def _narrow(state: orm.ORMExecuteState) -> None:
    if state.execution_options.get(_OPTION) is _MARK:
        return
    if not state.is_select:
        raise WrongUse("Only selects run in a session; records change through the unit of work")
    session = state.session
    if not isinstance(session, ScopedSession):
        raise WrongUse("Not a session of a unit of work")
    deleted = bool(state.execution_options.get("fscore_deleted"))
    for cls in _mapped_in(state.statement):
        if not session.scope.may_read(cls):
            raise NotAllowed(
                _("{role}不能看“{label}”"),
                role=session.scope.role.label,
                label=about(cls).label,
                entity=about(cls).name,
            )
        if issubclass(cls, Record):
            criterion = session.scope.criterion(cls, deleted=deleted)
            state.statement = state.statement.options(
                orm.with_loader_criteria(cls, criterion, include_aliases=True, propagate_to_loaders=False)
            )


@event.listens_for(ScopedSession, "after_begin")
def _row_security(session: orm.Session, _transaction: Any, connection: Connection) -> None:
    # Behind the session's own scope stands the database's, where it has one: see storage.security.
    if connection.dialect.name == "postgresql" and isinstance(session, ScopedSession):
        _set_scope(connection, session.scope.place)


def _set_scope(connection: Connection, place: Division | None) -> None:
    connection.execute(
        sa.text("SELECT set_config('fscore.scope', :place, true)"), {"place": str(place.id) if place else "*"}
    )
