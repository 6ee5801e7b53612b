"""Accounts: who may grant what, and the codes that sign in once. Signing in is in :mod:`fscore.services.signing_in`."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from fscore.errors import Conflict, NotAllowed, NotFound, NotPossible
from fscore.labels import _
from fscore.model.accounts import GRANTED, GRANTORS, STAFF, Account, login_of
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.services.work import Work
from fscore.storage import accounts as kept
from fscore.storage.audit import Act
from fscore.storage.columns import col

if TYPE_CHECKING:
    from fscore.services.system import System

CODE_MINUTES = 30
_CODE_BYTES = 16


def add_account(work: Work, login: str, name: str, role: Role, division: Division) -> Account:
    """Add an account; nobody can sign in with it before a one-time code or a password is there.

    Raises:
        NotAllowed: unless a security administrator or the installation's operator does it.
        NotFound: if the division is out of scope.
        NotPossible: if it has closed.
        Conflict: if the login name is taken.
    """
    _check_grant(work, role)
    _check_open(work, division)
    login = login_of(login)
    _check_free(work, login)
    account = work.add(Account(login=login, name=name, role=role, division_id=division.id))
    kept.keep_login(work.session, account.id, login)
    return account


def change_role(work: Work, account: Account, role: Role, division: Division | None = None) -> Account:
    """Give an account another role, or another division; whoever is signed in with it must sign in again.

    Raises:
        NotAllowed: for one's own account, or without the right to grant.
        NotPossible: if the division has closed.
    """
    _check_grant(work, role)
    _check_other(work, account)
    if division is not None:
        _check_open(work, division)
        account.division_id = division.id
    account.role = role
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
    work.note(_act("one-time-code", account, minutes=minutes))
    return code


def unlock(work: Work, account: Account) -> None:
    """Forget the failed tries on an account.

    Raises:
        NotAllowed: for whoever does not run the system.
    """
    _check_staff(work)
    kept.forget_failures(kept.own(work.session), kept.login_subject(work.system.secret, account.login))
    work.note(_act("unlock", account))


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


def _act(action: str, account: Account, **changes: object) -> Act:
    return Act(action, "account", account.id, account.division_id, changes)


def _check_grant(work: Work, role: Role) -> None:
    if work.actor.role not in GRANTORS:
        raise NotAllowed(_("{role}不能给账号、改角色，请找安全管理员"), role=work.actor.role.label)
    if role not in GRANTED:
        raise NotAllowed(_("“{role}”不能作为账号的角色"), role=role.label)


def _check_open(work: Work, division: Division) -> None:
    if division.valid_to is not None:
        heir = work.heir(division, work.today)
        raise NotPossible(
            _("{place}已在 {day} 撤销，账号请放到{heir}（{code}）"),
            place=division.name,
            day=division.valid_to,
            heir=heir.name,
            code=heir.code,
        )


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
