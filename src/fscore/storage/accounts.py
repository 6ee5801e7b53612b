"""Sign-in: passwords, sessions, one-time codes and failed tries; nothing of it is seen by pages, exports or imports.

Ids and codes are kept as digests, so that a copy of the database opens no session. Times are given by the caller.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import attrs
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from fscore.model.accounts import Account
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.storage.columns import col
from fscore.storage.scope import inside
from fscore.storage.sessions import BUSY_SECONDS, OWN, ScopedSession
from fscore.storage.tables import mappers, table_of
from fscore.storage.types import Moment, Text, Whole

login = sa.Table(
    "account_login",
    mappers.metadata,
    sa.Column("account_id", Whole, sa.ForeignKey("account.id", ondelete="RESTRICT"), primary_key=True),
    sa.Column("login", Text, nullable=False),
    sa.Column("password", Text, nullable=True),
    sa.Column("epoch", Whole, nullable=False),
    sa.UniqueConstraint("login"),
    sqlite_strict=True,
)
web_session = sa.Table(
    "web_session",
    mappers.metadata,
    sa.Column("digest", Text, primary_key=True),
    sa.Column("account_id", Whole, sa.ForeignKey("account.id", ondelete="RESTRICT"), nullable=False),
    sa.Column("epoch", Whole, nullable=False),
    sa.Column("revision", Whole, nullable=False),
    sa.Column("began_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("confined_to", Text, nullable=True),
    sa.Index("ix_web_session_account_id", "account_id"),
    sqlite_strict=True,
)
one_time_code = sa.Table(
    "one_time_code",
    mappers.metadata,
    sa.Column("digest", Text, primary_key=True),
    sa.Column("account_id", Whole, sa.ForeignKey("account.id", ondelete="RESTRICT"), nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment, nullable=True),
    sa.Index("ix_one_time_code_account_id", "account_id"),
    sqlite_strict=True,
)
throttle = sa.Table(
    "sign_in_throttle",
    mappers.metadata,
    sa.Column("subject", Text, primary_key=True),
    sa.Column("failures", Whole, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("rounds", Whole, nullable=False),
    sa.Column("locked_until", Moment, nullable=True),
    sqlite_strict=True,
)
_account = table_of(Account)
_TOUCH_MILLISECONDS = 200


@attrs.frozen
class Known:
    """An account as sign-in and sessions see it, with its division read along."""

    id: int
    login: str
    name: str
    role: Role
    disabled: bool
    revision: int
    division_id: int
    epoch: int
    password: str | None


@attrs.frozen
class Opened:
    """A session that is open."""

    account: Known
    began_at: datetime
    seen_at: datetime
    confined_to: str | None = None


def digest(text: str) -> str:
    """Return what is kept of an id or code: it is random, so a plain digest can't be guessed back."""
    return hashlib.sha256(text.encode()).hexdigest()


def subject(secret: bytes, kind: str, text: str) -> str:
    """Return what tries are counted under; a password typed into the wrong field can't be read back from it."""
    return hmac.new(secret, f"throttle {kind} {text}".encode(), hashlib.sha256).hexdigest()


def login_subject(secret: bytes, name: str) -> str:
    """Return what tries to sign in with a login name are counted under."""
    return subject(secret, "login", name)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads; sign-in comes before there is a scope, so rows are open to it."""
    with engine.connect().execution_options(fscore_reading=True) as connection:
        _open_rows(connection)
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; it is committed at the end."""
    with engine.begin() as connection:
        _open_rows(connection)
        yield connection


def _open_rows(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT set_config('fscore.scope', '*', true)"))


_KNOWN = sa.select(
    _account.c.id,
    login.c.login,
    _account.c.name,
    _account.c.role,
    _account.c.disabled,
    _account.c.revision,
    _account.c.division_id,
    login.c.epoch,
    login.c.password,
).select_from(_account.join(login, login.c.account_id == _account.c.id))


def _known(connection: Connection, condition: "sa.ColumnElement[bool]") -> Known | None:
    row = connection.execute(_KNOWN.where(condition, _account.c.deleted_at.is_(None))).first()
    return None if row is None else Known(*row)


def by_login(connection: Connection, name: str) -> Known | None:
    """Return the account with a login name, or None."""
    return _known(connection, login.c.login == name)


def by_id(connection: Connection, account_id: int) -> Known | None:
    """Return an account, or None."""
    return _known(connection, _account.c.id == account_id)


def division_of(engine: Engine, division_id: int) -> Division:
    """Return a division for an actor that is about to be made."""
    with sa.orm.Session(engine.execution_options(fscore_reading=True), expire_on_commit=False) as session:
        found = session.scalars(sa.select(Division).where(col(Division.id) == division_id), execution_options=OWN)
        return found.one()


# What services do to an account, in the transaction of their unit of work


def place(session: ScopedSession, code: str) -> Division | None:
    """Return the division with a code if it is in scope: whoever runs the system reads divisions for this alone."""
    wanted = sa.select(Division).where(col(Division.code) == code)
    found = session.scalars(wanted, execution_options=OWN).first()
    inside = found is not None and (session.scope.place is None or found.under(session.scope.place))
    return found if inside else None


def places(session: ScopedSession, limit: int) -> list[Division]:
    """Return the first divisions in scope, from the top and in the order of their codes."""
    wanted = sa.select(Division).where(col(Division.valid_to).is_(None))
    if session.scope.place is not None:
        wanted = wanted.where(inside(session.scope.place))
    ordered = wanted.order_by(col(Division.level), col(Division.code)).limit(limit)
    return list(session.scalars(ordered, execution_options=OWN))


def held_places(session: ScopedSession) -> dict[int, Division]:
    """Return the divisions that accounts are held for, by id; whose accounts one sees, is for the caller to ask."""
    wanted = sa.select(Division).where(col(Division.id).in_(sa.select(col(Account.division_id))))
    return {one.id: one for one in session.scalars(wanted, execution_options=OWN)}


def keep_login(session: ScopedSession, account_id: int, name: str) -> None:
    """Give a new account its login name."""
    session.own_connection().execute(
        login.insert(), {"account_id": account_id, "login": name, "password": None, "epoch": 1}
    )


def keep_password(connection: Connection, account_id: int, hashed: str) -> None:
    """Keep a new password; every open session and code of the account is dead with it."""
    connection.execute(
        login.update().where(login.c.account_id == account_id).values(password=hashed, epoch=login.c.epoch + 1)
    )
    close_all(connection, account_id)


def close_all(connection: Connection, account_id: int) -> None:
    """End every session of an account, and its codes that were not used yet."""
    connection.execute(web_session.delete().where(web_session.c.account_id == account_id))
    connection.execute(
        one_time_code.delete().where(one_time_code.c.account_id == account_id, one_time_code.c.used_at.is_(None))
    )


def own(session: ScopedSession) -> Connection:
    """Return the connection of a unit of work, for the functions of this module."""
    return session.own_connection()


# Codes


def keep_code(connection: Connection, account_id: int, code: str, expires_at: datetime) -> None:
    """Keep a new code."""
    connection.execute(
        one_time_code.insert(),
        {"digest": digest(code), "account_id": account_id, "expires_at": expires_at, "used_at": None},
    )


def code_stands(connection: Connection, code: str, now: datetime) -> bool:
    """Tell whether a code could be used."""
    wanted = sa.select(one_time_code.c.account_id).where(*_usable(code, now))
    return connection.execute(wanted).first() is not None


def use_code(connection: Connection, code: str, now: datetime) -> int | None:
    """Use a code up and return its account; None if it is unknown, used or too old. Of two at once, one gets it."""
    used = connection.execute(one_time_code.update().where(*_usable(code, now)).values(used_at=now))
    if not used.rowcount:
        return None
    wanted = sa.select(one_time_code.c.account_id).where(one_time_code.c.digest == digest(code))
    return int(connection.execute(wanted).scalar_one())


def _usable(code: str, now: datetime) -> "tuple[sa.ColumnElement[bool], ...]":
    return one_time_code.c.digest == digest(code), one_time_code.c.used_at.is_(None), one_time_code.c.expires_at > now


# Sessions


def open_session(connection: Connection, account: Known, token: str, now: datetime) -> None:
    """Keep a new session."""
    connection.execute(
        web_session.insert(),
        {
            "digest": digest(token),
            "account_id": account.id,
            "epoch": account.epoch,
            "revision": account.revision,
            "began_at": now,
            "seen_at": now,
        },
    )


def find_session(connection: Connection, token: str) -> Opened | None:
    """Return a session whose account is still as it was when the session began; None otherwise."""
    row = connection.execute(sa.select(web_session).where(web_session.c.digest == digest(token))).first()
    account = None if row is None else by_id(connection, row.account_id)
    if row is None or account is None or account.disabled:
        return None
    if (account.epoch, account.revision) != (row.epoch, row.revision):
        return None
    return Opened(account, row.began_at, row.seen_at, row.confined_to)


def confine_session(connection: Connection, token: str, path: str) -> None:
    """Keep a session to the pages below a path, until it ends."""
    connection.execute(web_session.update().where(web_session.c.digest == digest(token)).values(confined_to=path))


def touch_session(engine: Engine, token: str, now: datetime) -> bool:
    """Note that somebody used a session; return False if the database is kept by another writer just now."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            wait_at_most(connection, _TOUCH_MILLISECONDS)
        try:
            connection.execute(web_session.update().where(web_session.c.digest == digest(token)).values(seen_at=now))
            connection.commit()
        except sa.exc.OperationalError:
            return False
        finally:
            if engine.dialect.name == "sqlite":
                wait_at_most(connection, BUSY_SECONDS * 1000)
    return True


def wait_at_most(connection: Connection, milliseconds: int) -> None:
    """Say how long a connection to SQLite waits for other writers; outside any transaction."""
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(f"PRAGMA busy_timeout={milliseconds}")


def end_session(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(web_session.delete().where(web_session.c.digest == digest(token)))


def sweep(connection: Connection, before: datetime) -> None:
    """Remove sessions and codes that ended long ago."""
    connection.execute(web_session.delete().where(web_session.c.began_at < before))
    connection.execute(one_time_code.delete().where(one_time_code.c.expires_at < before))


# Failed tries


@attrs.frozen
class Limits:
    """How many tries in which time, how long a lock is at first, and at most: each further one is twice as long."""

    tries: int = 5
    window: timedelta = timedelta(minutes=15)
    first: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=24)


LIMITS = Limits()


def locked(connection: Connection, subjects: tuple[str, ...], now: datetime) -> bool:
    """Tell whether tries under one of the subjects are refused for now."""
    wanted = sa.select(throttle.c.subject).where(throttle.c.subject.in_(subjects), throttle.c.locked_until > now)
    return connection.execute(wanted).first() is not None


def count_failure(connection: Connection, key: str, now: datetime, limits: Limits = LIMITS) -> bool:
    """Count a failed try; return whether it locks the subject. Whoever counts holds the row until the commit."""
    first = {"subject": key, "failures": 0, "since": now, "rounds": 0, "locked_until": None}
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(throttle).values(first).on_conflict_do_nothing())
    row = connection.execute(sa.select(throttle).where(throttle.c.subject == key).with_for_update()).one()
    fresh = now - row.since > limits.window or now < row.since
    failures = 1 if fresh else row.failures + 1
    # A day without a try forgets how often the subject was locked.
    rounds = 0 if now - row.since > limits.longest * 2 else row.rounds
    values: dict[str, object] = {"failures": failures, "since": now if fresh else row.since, "rounds": rounds}
    locks = failures >= limits.tries
    if locks:
        pause = min(limits.first * 2**rounds, limits.longest)
        values |= {"failures": 0, "rounds": rounds + 1, "locked_until": now + pause}
    connection.execute(throttle.update().where(throttle.c.subject == key).values(values))
    return locks


def forget_failures(connection: Connection, key: str) -> None:
    """Forget the failed tries under a subject."""
    connection.execute(throttle.delete().where(throttle.c.subject == key))
