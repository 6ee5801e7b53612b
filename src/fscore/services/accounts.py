"""Accounts and sign-in: who may grant what, one-time codes, passwords, sessions, and the brake on guessing."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs
import sqlalchemy as sa

from fscore.errors import Conflict, InvalidValue, NotAllowed, NotFound, NotPossible
from fscore.labels import _
from fscore.model.accounts import GRANTED, GRANTORS, STAFF, Account, login_of
from fscore.model.division import Division
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.services.passwords import check_password, hash_password, verify_password
from fscore.services.work import Actor, Work
from fscore.storage import accounts as kept
from fscore.storage.audit import Act, Author, append
from fscore.storage.columns import col

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from fscore.services.system import System

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=12)
TOUCHED_AFTER = timedelta(minutes=1)
CODE_MINUTES = 30
_CODE_BYTES = 16
_KEPT_DAYS = timedelta(days=2)


# What is done to accounts: with a unit of work, whose actor must be one who may


def add_account(work: Work, login: str, name: str, role: Role, division: Division) -> Account:
    """Add an account; nobody can sign in with it before a one-time code or a password is there.

    Raises:
        NotAllowed: unless a security administrator or the installation's operator does it.
        NotFound: if the division is out of scope.
        Conflict: if the login name is taken.
    """
    _check_grant(work, role)
    login = login_of(login)
    _check_free(work, login)
    account = work.add(Account(login=login, name=name, role=role, division_id=division.id))
    kept.keep_login(work.session, account.id, login)
    return account


def change_role(work: Work, account: Account, role: Role, division: Division | None = None) -> Account:
    """Give an account another role, or another division; whoever is signed in with it must sign in again.

    Raises:
        NotAllowed: for one's own account, or without the right to grant.
    """
    _check_grant(work, role)
    _check_other(work, account)
    account.role = role
    if division is not None:
        account.division_id = division.id
    return _changed(work, account)


def disable(work: Work, account: Account) -> Account:
    """Shut an account out at once; nothing that it did is lost.

    Raises:
        NotAllowed: for one's own account, or whoever does not run the system.
    """
    _check_staff(work)
    _check_other(work, account)
    account.disabled = True
    return _changed(work, account)


def enable(work: Work, account: Account) -> Account:
    """Let a disabled account in again.

    Raises:
        NotAllowed: for one's own account, or without the right to grant.
    """
    _check_grant(work, account.role)
    _check_other(work, account)
    account.disabled = False
    return _changed(work, account)


def _changed(work: Work, account: Account) -> Account:
    work.session.flush()
    kept.close_all(kept.own(work.session), account.id)
    return account


def one_time_sign_in(work: Work, account: Account, minutes: int = CODE_MINUTES) -> str:
    """Return a code that signs in once, within some minutes; it is kept as a digest and shown here alone.

    Raises:
        NotAllowed: unless a security administrator or the installation's operator asks.
        NotPossible: for a disabled account, or a time that is not between a minute and a day.
    """
    if work.actor.role not in GRANTORS:
        raise NotAllowed(_("{role}不能发一次性登录"), role=work.actor.role.label)
    if account.disabled:
        raise NotPossible(_("{name}的账号停用了，先启用再发"), name=account.name)
    if not 1 <= minutes <= 24 * 60:
        raise NotPossible(_("一次性登录的时间要在 1 分钟到 24 小时之间，不是 {minutes} 分钟"), minutes=minutes)
    code = secrets.token_hex(_CODE_BYTES)
    now = datetime.now().astimezone()
    kept.keep_code(kept.own(work.session), account.id, code, now + timedelta(minutes=minutes))
    work.note(_act("one-time-code", account.id, account.division_id, minutes=minutes))
    return code


def unlock(work: Work, account: Account) -> None:
    """Forget the failed tries on an account.

    Raises:
        NotAllowed: for whoever does not run the system.
    """
    _check_staff(work)
    kept.forget_failures(kept.own(work.session), _name_subject(work.system, account.login))
    work.note(_act("unlock", account.id, account.division_id))


def find_account(work: Work, login: str) -> Account:
    """Return the account with a login name.

    Raises:
        NotFound: if there is none in scope.
    """
    found = work.first(sa.select(Account).where(col(Account.login) == login_of(login)))
    if found is None:
        raise NotFound(_("没有账号 {login}"), login=login)
    return found


def place_of(work: Work, code: str) -> Division:
    """Return the division that an account is to be held for.

    Raises:
        NotFound: if there is none in scope.
    """
    found = kept.place(work.session, code)
    if found is None:
        raise NotFound(_("没有这个区划：{code}"), code=code)
    return found


def all_accounts(work: Work) -> list[tuple[Account, Division]]:
    """Return the accounts in scope with what they are held for, those that are open first."""
    wanted = sa.select(Account).order_by(col(Account.disabled), col(Account.division_id), col(Account.id))
    found = work.all(wanted)
    held = kept.held_places(work.session)
    return [(one, held[one.division_id]) for one in found]


def place_held(work: Work, account: Account) -> Division:
    """Return the division that an account in scope is held for."""
    return kept.division_of(work.system.engine, account.division_id)


def places(work: Work, limit: int = 500) -> list[Division]:
    """Return the divisions that an account may be held for, from the top."""
    _check_staff(work)
    return kept.places(work.session, limit)


def _check_grant(work: Work, role: Role) -> None:
    if work.actor.role not in GRANTORS:
        raise NotAllowed(_("{role}不能给账号、改角色，请找安全管理员"), role=work.actor.role.label)
    if role not in GRANTED:
        raise NotAllowed(_("“{role}”不能作为账号的角色"), role=role.label)


def _check_staff(work: Work) -> None:
    if work.actor.role not in STAFF:
        raise NotAllowed(_("{role}不能管账号"), role=work.actor.role.label)


def _check_other(work: Work, account: Account) -> None:
    if work.actor.account_id == account.id:
        raise NotAllowed(_("不能改自己的账号，请另一位安全管理员来改"))


def _check_free(work: Work, login: str) -> None:
    if kept.by_login(kept.own(work.session), login) is not None:
        raise Conflict(_("登录名 {login} 有人用了，换一个"), login=login)


DEMONSTRATION: tuple[tuple[Role, str, str], ...] = (
    (Role.OFFICER, "陈晓岚", "990101101000"),
    (Role.LEADER, "刘建平", "990101101000"),
    (Role.LIAISON, "周桂兰", "990101101200"),
    (Role.DISTRICT, "孙明远", "990101000000"),
    (Role.SYSADMIN, "何志远", "990101000000"),
    (Role.SECURITY, "郭清", "990101000000"),
    (Role.AUDITOR, "沈静", "990101000000"),
)


def demonstration_accounts(system: "System") -> list[Account]:
    """Add one invented account for each role, named for it and without a password; those that are there stay."""
    with system.work() as work:
        made = []
        for role, name, code in DEMONSTRATION:
            there = kept.by_login(kept.own(work.session), role.value)
            if there is None:
                made.append(add_account(work, role.value, name, role, work.division(code)))
        work.commit()
    return made


# Sign-in: before there is a unit of work


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
    """
    name = login_of(login)[:200]
    subjects = (_name_subject(system, name), kept.subject(system.secret, "address", caller.address))
    with kept.reading(system.engine) as connection:
        account = kept.by_login(connection, name)
        locked = kept.locked(connection, subjects, now)
    right = verify_password(password, None if account is None else account.password)
    with kept.writing(system.engine) as connection:
        # Another try may have locked it while this one was being looked at.
        locked = locked or kept.locked(connection, subjects, now)
        if right and account is not None and not account.disabled and not locked:
            kept.forget_failures(connection, subjects[0])
            return _begin(connection, account, caller, now, "sign-in")
        locks = [not locked and kept.count_failure(connection, one, now) for one in subjects]
        _note(
            connection,
            account,
            caller,
            _act(
                "sign-in-failed",
                None if account is None else account.id,
                None if account is None else account.division_id,
                name=subjects[0][:16],
                address=caller.address,
                locked=locked or any(locks),
            ),
            now,
        )
    return None


def sign_in_once(system: "System", code: str, caller: Caller, now: datetime) -> str | None:
    """Use a one-time code up and return the id of a new session; None if the code is unknown, used or too old."""
    address = kept.subject(system.secret, "code", caller.address)
    with kept.writing(system.engine) as connection:
        if kept.locked(connection, (address,), now):
            return None
        account_id = kept.use_code(connection, code, now)
        account = None if account_id is None else kept.by_id(connection, account_id)
        if account is not None and not account.disabled:
            kept.forget_failures(connection, _name_subject(system, account.login))
            return _begin(connection, account, caller, now, "sign-in-once")
        kept.count_failure(connection, address, now)
        _note(connection, None, caller, _act("sign-in-failed", None, None, address=caller.address, code=True), now)
    return None


def code_stands(system: "System", code: str, now: datetime) -> bool:
    """Tell whether a one-time code could be used; it is not used up by asking."""
    with kept.reading(system.engine) as connection:
        return kept.code_stands(connection, code, now)


def _begin(connection: "Connection", account: kept.Known, caller: Caller, now: datetime, action: str) -> str:
    token = secrets.token_hex(_CODE_BYTES)
    kept.sweep(connection, now - _KEPT_DAYS)
    kept.open_session(connection, account, token, now)
    _note(connection, account, caller, _act(action, account.id, account.division_id, address=caller.address), now)
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
    division = kept.division_of(system.engine, account.division_id)
    actor = Actor(account.name, account.role, division, account.id)
    return SignedIn(account.id, account.login, account.password is not None, actor, opened.confined_to)


def confine(system: "System", token: str, path: str, caller: Caller, now: datetime) -> None:
    """Keep a session to the pages below a path until it ends: its device is handed to somebody else."""
    with kept.writing(system.engine) as connection:
        opened = kept.find_session(connection, token)
        if opened is not None:
            account = opened.account
            kept.confine_session(connection, token, path)
            _note(connection, account, caller, _act("confine", account.id, account.division_id, path=path), now)


def sign_out(system: "System", token: str, caller: Caller, now: datetime) -> None:
    """End a session; its id is worth nothing afterwards."""
    with kept.writing(system.engine) as connection:
        opened = kept.find_session(connection, token)
        kept.end_session(connection, token)
        if opened is not None:
            account = opened.account
            _note(connection, account, caller, _act("sign-out", account.id, account.division_id), now)


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
        braked = (_name_subject(system, account.login),)
        locked = kept.locked(connection, braked, now)
    known = account.password is None or (verify_password(old or "", account.password) and not locked)
    if not known:
        with kept.writing(system.engine) as connection:
            kept.count_failure(connection, braked[0], now)
            _note(connection, account, caller, _act("password-refused", account.id, account.division_id), now)
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


def _name_subject(system: "System", login: str) -> str:
    return kept.subject(system.secret, "login", login)


def _act(action: str, account_id: int | None, division_id: int | None, **changes: object) -> Act:
    return Act(action, "account", account_id, division_id, changes)


def _note(connection: "Connection", account: kept.Known | None, caller: Caller, act: Act, now: datetime) -> None:
    name, role = ("", "") if account is None else (account.name, account.role.value)
    append(connection, Author(name, role, caller.door.value, caller.request), [act], now)
