"""Signing in: passwords, sessions, one-time codes, and the brake on guessing; before there is a unit of work."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from fscore.errors import InvalidValue, NotAllowed, NotFound
from fscore.labels import _
from fscore.model.accounts import login_of
from fscore.model.record import Door
from fscore.services.passwords import check_password, hash_password, verify_password
from fscore.services.work import Actor
from fscore.storage import accounts as kept
from fscore.storage.audit import Act, Author, append

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from fscore.services.system import System

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=12)
TOUCHED_AFTER = timedelta(minutes=1)
_TOKEN_BYTES = 16
_KEPT_DAYS = timedelta(days=2)


@attrs.frozen
class SignedIn:
    """A session: who, in which unit of time, and as which actor; ``confined_to``: the path that it is kept to."""

    account_id: int
    login: str
    has_password: bool
    actor: Actor
    confined_to: str | None = None


@attrs.frozen
class Caller:
    """Where a request comes from: its address, door and name, for brake and trail."""

    address: str
    door: Door = Door.WEB
    request: str = ""


def authenticate(system: "System", login: str, password: str, caller: Caller, now: datetime) -> str | None:
    """Sign in with a password and return the id of a new session; None if it is not to be.

    Unknown, wrong, disabled and locked look the same from outside, and take as long.

    Raises:
        NotAllowed: if all is right, but the place that the account works for has closed.
    """
    name = login_of(login)[:200]
    subjects = (kept.login_subject(system.secret, name), kept.subject(system.secret, "address", caller.address))
    with kept.reading(system.engine) as connection:
        account = kept.by_login(connection, name)
        locked = kept.locked(connection, subjects, now)
    right = verify_password(password, None if account is None else account.password)
    shut_out = None
    with kept.writing(system.engine) as connection:
        # Another try may have locked it while this one was being looked at.
        locked = locked or kept.locked(connection, subjects, now)
        if right and account is not None and not account.disabled and not locked:
            kept.forget_failures(connection, subjects[0])
            shut_out = _closed_place(system, account)
            if shut_out is None:
                return _begin(connection, account, caller, now, "sign-in")
        elif not locked:
            locks = [kept.count_failure(connection, one, now) for one in subjects]
            locked = any(locks)
        act = _act("sign-in-failed", account, name=subjects[0][:16], address=caller.address, locked=locked)
        _note(connection, account, caller, act, now)
    if shut_out is not None:
        raise shut_out
    return None


def sign_in_once(system: "System", code: str, caller: Caller, now: datetime) -> str | None:
    """Use a one-time code up and return the id of a new session; None if the code is unknown, used or too old.

    Raises:
        NotAllowed: if the place that the account works for has closed.
    """
    address = kept.subject(system.secret, "code", caller.address)
    shut_out = None
    with kept.writing(system.engine) as connection:
        if kept.locked(connection, (address,), now):
            return None
        account_id = kept.use_code(connection, code, now)
        account = None if account_id is None else kept.by_id(connection, account_id)
        if account is not None and not account.disabled:
            kept.forget_failures(connection, kept.login_subject(system.secret, account.login))
            shut_out = _closed_place(system, account)
            if shut_out is None:
                return _begin(connection, account, caller, now, "sign-in-once")
        else:
            account = None
            kept.count_failure(connection, address, now)
        _note(connection, account, caller, _act("sign-in-failed", account, address=caller.address, code=True), now)
    if shut_out is not None:
        raise shut_out
    return None


def code_stands(system: "System", code: str, now: datetime) -> bool:
    """Tell whether a one-time code could be used; it is not used up by asking."""
    with kept.reading(system.engine) as connection:
        return kept.code_stands(connection, code, now)


def _closed_place(system: "System", account: kept.Known) -> NotAllowed | None:
    try:
        _actor(system, account).check_place()
    except NotAllowed as fault:
        return fault
    return None


def _actor(system: "System", account: kept.Known) -> Actor:
    return Actor(account.name, account.role, kept.division_of(system.engine, account.division_id), account.id)


def _begin(connection: "Connection", account: kept.Known, caller: Caller, now: datetime, action: str) -> str:
    token = secrets.token_hex(_TOKEN_BYTES)
    kept.sweep(connection, now - _KEPT_DAYS)
    kept.open_session(connection, account, token, now)
    _note(connection, account, caller, _act(action, account, address=caller.address), now)
    return token


def recognise(system: "System", token: str, now: datetime) -> SignedIn | None:
    """Return whose session it is; None if it has ended, was idle too long, or the account has changed since."""
    with kept.reading(system.engine) as connection:
        opened = kept.find_session(connection, token)
    if opened is None or now - opened.began_at > LONGEST_SESSION or now - opened.seen_at > IDLE:
        return None
    if abs(now - opened.seen_at) > TOUCHED_AFTER:
        # If somebody else writes just now, a later request of the same session notes it: nobody waits for that.
        kept.touch_session(system.engine, token, now)
    account = opened.account
    has_password = account.password is not None
    return SignedIn(account.id, account.login, has_password, _actor(system, account), opened.confined_to)


def confine(system: "System", token: str, path: str, caller: Caller, now: datetime) -> None:
    """Keep a session to the pages below a path until it ends: its device is handed to somebody else."""
    with kept.writing(system.engine) as connection:
        opened = kept.find_session(connection, token)
        if opened is not None:
            account = opened.account
            kept.confine_session(connection, token, path)
            _note(connection, account, caller, _act("confine", account, path=path), now)


def sign_out(system: "System", token: str, caller: Caller, now: datetime) -> None:
    """End a session; its id is worth nothing afterwards."""
    with kept.writing(system.engine) as connection:
        opened = kept.find_session(connection, token)
        kept.end_session(connection, token)
        if opened is not None:
            account = opened.account
            _note(connection, account, caller, _act("sign-out", account), now)


def set_password(
    system: "System", account_id: int, password: str, caller: Caller, now: datetime, *, old: str | None = None
) -> str:
    """Set one's own password and return the id of a new session: all others of the account have ended.

    Args:
        system: the opened database.
        account_id: whose password it is.
        password: the new one.
        caller: where the request comes from.
        now: the time.
        old: the password so far, if there is one.

    Raises:
        InvalidValue: if the old one is wrong, or the new one is no good.
    """
    with kept.reading(system.engine) as connection:
        account = kept.by_id(connection, account_id)
        if account is None:
            raise NotFound(_("没有账号 {login}"), login=account_id)
        braked = (kept.login_subject(system.secret, account.login),)
        locked = kept.locked(connection, braked, now)
    known = account.password is None or (verify_password(old or "", account.password) and not locked)
    if not known:
        with kept.writing(system.engine) as connection:
            kept.count_failure(connection, braked[0], now)
            _note(connection, account, caller, _act("password-refused", account), now)
        raise InvalidValue(_("现在的密码不对"), field="old_password", label=_("现在的密码"), value=None)
    division = kept.division_of(system.engine, account.division_id)
    check_password(password, account.role, (account.login, account.name, division.name))
    hashed = hash_password(password)
    with kept.writing(system.engine) as connection:
        kept.keep_password(connection, account_id, hashed)
        fresh = kept.by_id(connection, account_id)
        if fresh is None or fresh.disabled:
            raise NotFound(_("没有账号 {login}"), login=account.login)
        return _begin(connection, fresh, caller, now, "password-set")


def _act(action: str, account: kept.Known | None, **changes: object) -> Act:
    number, place = (None, None) if account is None else (account.id, account.division_id)
    return Act(action, "account", number, place, changes)


def _note(connection: "Connection", account: kept.Known | None, caller: Caller, act: Act, now: datetime) -> None:
    name, role = ("", "") if account is None else (account.name, account.role.value)
    append(connection, Author(name, role, caller.door.value, caller.request), [act], now)
