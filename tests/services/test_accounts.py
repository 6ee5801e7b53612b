"""Who may grant what; codes, sessions and the trail behind them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa

import fscore
from fscore.errors import Conflict, InvalidRecord, NotAllowed, NotFound, NotPossible
from fscore.evaluation.succession import Part
from fscore.model.accounts import Account
from fscore.model.division import Level
from fscore.model.entity import readable, writable
from fscore.model.roles import BUSINESS, Role
from fscore.services import accounts, signing_in
from fscore.services.division_changes import merge
from fscore.services.divisions import add_division
from fscore.services.passwords import verify_password
from fscore.services.signing_in import Caller
from fscore.services.system import System
from fscore.services.work import Actor
from fscore.storage import accounts as kept
from fscore.storage.audit import verify

NOW = datetime.now(UTC)
HERE = Caller("192.0.2.1")
PASSWORD = "竹林里的第三条小溪"
DISTRICT, TOWN, OTHER, VILLAGE = "990101000000", "990101101000", "990101102000", "990101101200"


def open_county(url: str) -> System:
    system = fscore.open(url, plugins={}, secret=b"a key that only tests have 01234")
    with system.work() as work:
        add_division(work, code=DISTRICT, name="青禾区", level=Level.DISTRICT)
        for code, name in ((TOWN, "青禾镇"), (OTHER, "白沙镇")):
            add_division(work, code=code, name=name, level=Level.TOWNSHIP, parent=DISTRICT)
        add_division(work, code=VILLAGE, name="石桥村", level=Level.VILLAGE, parent=TOWN)
        work.commit()
    return system


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """A district of two townships."""
    opened = open_county(f"sqlite:///{tmp_path / 'county.db'}")
    yield opened
    opened.engine.dispose()


def add(system: System, login: str, role: Role, code: str = TOWN) -> Account:
    with system.work() as work:
        account = accounts.add_account(work, login, f"名{login}", role, work.division(code))
        work.commit()
    return account


def actor_for(system: System, account: Account) -> Actor:
    return Actor(account.name, account.role, kept.division_of(system.engine, account.division_id), account.id)


def code_for(system: System, account: Account, minutes: int = 30) -> str:
    with system.work() as work:
        code = accounts.one_time_sign_in(work, account, minutes)
        work.commit()
    return code


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SECURITY, Role.INSTALLATION)])
def test_only_a_security_administrator_grants(system: System, role: Role):
    actor = actor_for(system, add(system, "x1", role, DISTRICT))
    other = add(system, "other", Role.LIAISON)
    with system.work(actor) as work:
        town = kept.place(work.session, TOWN)
        assert town is not None
        for act in (
            lambda: accounts.add_account(work, "new", "新", Role.LIAISON, town),
            lambda: accounts.change_role(work, other, Role.OFFICER),
            lambda: accounts.enable(work, other),
            lambda: accounts.one_time_sign_in(work, other),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_security_administrator_adds_accounts_below_and_nowhere_else(system: System):
    actor = actor_for(system, add(system, "guard", Role.SECURITY, TOWN))
    with system.work(actor) as work:
        made = accounts.add_account(work, "new", "新", Role.LIAISON, accounts.place_of(work, VILLAGE))
        assert made.role is Role.LIAISON
        with pytest.raises(NotFound):
            accounts.place_of(work, OTHER)
        other = kept.division_of(system.engine, 3)
        assert other.code == OTHER
        with pytest.raises(NotFound):
            accounts.add_account(work, "new2", "新", Role.LIAISON, other)


def test_no_account_is_held_for_a_unit_that_closed(system: System):
    other = add(system, "other", Role.OFFICER, OTHER)
    with system.work() as work:
        merge(work, [TOWN, OTHER], Part("990101109000", "大镇"), work.today)
    with system.work() as work:
        closed, account = work.division(TOWN), work.get(Account, other.id)
        for act in (
            lambda: accounts.add_account(work, "new", "新", Role.LIAISON, closed),
            lambda: accounts.change_role(work, account, Role.LEADER, closed),
        ):
            with pytest.raises(NotPossible, match=r"^青禾镇已在 [\d-]+ 撤销，账号请放到大镇（990101109000）$"):
                act()
        assert account.role is Role.OFFICER
        accounts.change_role(work, account, Role.LEADER, work.division("990101109000"))
        work.commit()


def test_nobody_changes_their_own_account(system: System):
    own = add(system, "guard", Role.SECURITY, DISTRICT)
    with system.work(actor_for(system, own)) as work:
        mine = accounts.find_account(work, "guard")
        for act in (
            lambda: accounts.change_role(work, mine, Role.SYSADMIN),
            lambda: accounts.disable(work, mine),
            lambda: accounts.enable(work, mine),
        ):
            with pytest.raises(NotAllowed, match="自己的账号"):
                act()


def test_nobody_is_made_the_installation(system: System):
    with system.work() as work, pytest.raises(NotAllowed):
        accounts.add_account(work, "root", "根", Role.INSTALLATION, work.division(TOWN))


def test_no_form_import_or_program_writes_an_account(system: System):
    account = add(system, "x1", Role.OFFICER)
    for role in Role:
        assert {one.name for one in writable(Account, role)} <= {"note"}
    actor = actor_for(system, add(system, "run", Role.SYSADMIN, DISTRICT))
    with system.work(actor) as work:
        found = accounts.find_account(work, "x1")
        for values in ({"role": "district"}, {"division_id": 1}, {"disabled": False}, {"login": "y"}):
            with pytest.raises(InvalidRecord):
                work.change(found, values)
    assert account.role is Role.OFFICER


def test_who_works_with_records_sees_no_accounts(system: System):
    add(system, "x1", Role.OFFICER)
    for role in BUSINESS - {Role.INSTALLATION}:
        assert readable(Account, role) == ()
        with system.work(Actor("x", role)) as work, pytest.raises(NotAllowed):
            work.all(sa.select(Account))
    with system.work(Actor("x", Role.SYSADMIN)) as work:
        assert [one.login for one in work.all(sa.select(Account))] == ["x1"]


def test_accounts_of_another_township_are_not_there(system: System):
    add(system, "x1", Role.OFFICER, OTHER)
    with system.work(actor_for(system, add(system, "guard", Role.SECURITY, TOWN))) as work, pytest.raises(NotFound):
        accounts.find_account(work, "x1")


def test_a_login_name_is_taken_once_in_the_whole_system(system: System):
    add(system, "x1", Role.OFFICER)
    with system.work() as work, pytest.raises(Conflict, match="x1"):
        accounts.add_account(work, " Ｘ1 ", "另一个", Role.OFFICER, work.division(OTHER))


@pytest.mark.parametrize("login", ["", "a", "a b", "-a", "名字", "a" * 41, "a'b"])
def test_a_login_name_is_plain(system: System, login: str):
    with system.work() as work, pytest.raises(ValueError, match="登录名"):
        accounts.add_account(work, login, "某人", Role.OFFICER, work.division(TOWN))


def test_what_is_done_to_an_account_is_in_the_trail(system: System):
    account = add(system, "x1", Role.OFFICER)
    with system.work() as work:
        found = accounts.find_account(work, "x1")
        accounts.change_role(work, found, Role.LEADER)
        accounts.disable(work, found)
        accounts.enable(work, found)
        accounts.unlock(work, found)
        accounts.one_time_sign_in(work, found)
        work.commit()
    with system.engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT action, changes FROM audit WHERE entity = 'account' AND record_id = :id"),
            {"id": account.id},
        ).all()
        assert [row.action for row in rows] == ["add", "change", "change", "change", "unlock", "one-time-code"]
        assert '"role":["officer","leader"]' in rows[1].changes
        assert "名x1" not in "".join(row.changes for row in rows)
        assert verify(connection, system.secret)[1] == ()


def test_a_code_signs_in_once_even_if_two_try_at_the_same_time(system: System):
    code = code_for(system, add(system, "x1", Role.OFFICER))
    gate, tokens = Barrier(8), []

    def go() -> None:
        gate.wait()
        tokens.append(signing_in.sign_in_once(system, code, HERE, NOW))

    threads = [Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([token for token in tokens if token is not None]) == 1


def test_a_code_lasts_as_long_as_said_and_at_most_a_day(system: System):
    account = add(system, "x1", Role.OFFICER)
    now = datetime.now(UTC)
    code = code_for(system, account, 5)
    assert signing_in.code_stands(system, code, now + timedelta(minutes=4))
    assert not signing_in.code_stands(system, code, now + timedelta(minutes=6))
    for minutes in (0, -1, 1441):
        with system.work() as work, pytest.raises(NotPossible):
            accounts.one_time_sign_in(work, account, minutes)


def test_a_code_dies_with_the_account(system: System):
    account = add(system, "x1", Role.OFFICER)
    code = code_for(system, account)
    with system.work() as work:
        accounts.disable(work, accounts.find_account(work, "x1"))
        work.commit()
    assert signing_in.sign_in_once(system, code, HERE, NOW) is None
    with system.work() as work, pytest.raises(NotPossible, match="停用"):
        accounts.one_time_sign_in(work, accounts.find_account(work, "x1"))


def test_a_code_dies_when_the_role_changes(system: System):
    account = add(system, "x1", Role.OFFICER)
    code = code_for(system, account)
    with system.work() as work:
        accounts.change_role(work, accounts.find_account(work, "x1"), Role.DISTRICT)
        work.commit()
    assert not signing_in.code_stands(system, code, NOW)


def test_whatever_changes_an_account_ends_its_sessions(system: System):
    account = add(system, "x1", Role.OFFICER)
    token = signing_in.sign_in_once(system, code_for(system, account), HERE, NOW)
    assert token is not None
    with system.work(actor_for(system, add(system, "run", Role.SYSADMIN, DISTRICT))) as work:
        work.change(accounts.find_account(work, "x1"), {"note": "换岗"})
        work.commit()
    assert signing_in.recognise(system, token, NOW) is None


def test_a_disabled_account_has_no_right_password(system: System):
    account = add(system, "x1", Role.OFFICER)
    signing_in.set_password(system, account.id, PASSWORD, HERE, NOW)
    with system.work() as work:
        accounts.disable(work, accounts.find_account(work, "x1"))
        work.commit()
    assert signing_in.authenticate(system, "x1", PASSWORD, HERE, NOW) is None
    with system.engine.connect() as connection:
        assert connection.scalars(sa.text("SELECT count(*) FROM web_session")).one() == 0


def test_a_new_account_has_no_password_and_none_is_right(system: System):
    add(system, "x1", Role.OFFICER)
    for password in ("", "x1", "admin", "None"):
        assert signing_in.authenticate(system, "x1", password, HERE, NOW) is None


def test_a_session_tells_who_it_is(system: System):
    account = add(system, "x1", Role.LIAISON, VILLAGE)
    token = signing_in.sign_in_once(system, code_for(system, account), HERE, NOW)
    assert token is not None
    found = signing_in.recognise(system, token, NOW)
    assert found is not None
    assert (found.actor.name, found.actor.role, found.has_password) == ("名x1", Role.LIAISON, False)
    assert found.actor.division is not None
    assert found.actor.division.name == "石桥村"
    assert signing_in.recognise(system, "0" * 32, NOW) is None


def test_a_lock_can_be_taken_off(system: System):
    account = add(system, "x1", Role.OFFICER)
    signing_in.set_password(system, account.id, PASSWORD, HERE, NOW)
    for number in range(5):
        signing_in.authenticate(system, "x1", "wrong", Caller(f"192.0.2.{number}"), NOW)
    assert signing_in.authenticate(system, "x1", PASSWORD, Caller("198.51.100.1"), NOW) is None
    with system.work(actor_for(system, add(system, "run", Role.SYSADMIN, DISTRICT))) as work:
        accounts.unlock(work, accounts.find_account(work, "x1"))
        work.commit()
    assert signing_in.authenticate(system, "x1", PASSWORD, Caller("198.51.100.1"), NOW) is not None


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_wrong_tries_of_many_at_once_are_all_counted(request: pytest.FixtureRequest, kind: str):
    own = kind == "sqlite"
    system = request.getfixturevalue("system") if own else open_county(request.getfixturevalue("postgresql_url"))
    account = add(system, "x1", Role.OFFICER)
    signing_in.set_password(system, account.id, PASSWORD, HERE, NOW)
    gate = Barrier(5)

    def go(number: int) -> None:
        gate.wait()
        signing_in.authenticate(system, "x1", "wrong", Caller(f"192.0.2.{number}"), NOW)

    threads = [Thread(target=go, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert signing_in.authenticate(system, "x1", PASSWORD, Caller("198.51.100.1"), NOW) is None
    system.engine.dispose()


def test_a_session_goes_on_while_somebody_else_is_writing(system: System):
    account = add(system, "x1", Role.OFFICER)
    token = signing_in.sign_in_once(system, code_for(system, account), HERE, NOW)
    assert token is not None
    later = NOW + timedelta(minutes=5)
    with system.engine.begin() as writer:
        writer.execute(sa.text("UPDATE setting SET value = value"))
        assert signing_in.recognise(system, token, later) is not None
        assert not kept.touch_session(system.engine, token, later)
    assert kept.touch_session(system.engine, token, later)
    with system.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 20_000


def test_the_demonstration_has_an_account_for_each_role_and_no_password(system: System):
    made = accounts.demonstration_accounts(system)
    assert {one.role for one in made} == set(Role) - {Role.INSTALLATION}
    assert accounts.demonstration_accounts(system) == []
    with system.engine.connect() as connection:
        assert set(connection.scalars(sa.text("SELECT password FROM account_login"))) == {None}


def test_it_is_the_same_on_postgresql(postgresql_url: str):
    system = open_county(postgresql_url)
    account = add(system, "x1", Role.OFFICER)
    first = signing_in.set_password(system, account.id, PASSWORD, HERE, NOW)
    assert signing_in.authenticate(system, "x1", "wrong", HERE, NOW) is None
    token = signing_in.authenticate(system, "x1", PASSWORD, HERE, NOW)
    assert token is not None
    assert signing_in.recognise(system, token, NOW + timedelta(minutes=5)) is not None
    assert signing_in.recognise(system, first, NOW) is not None
    signing_in.confine(system, token, "/sheet", HERE, NOW)
    confined = signing_in.recognise(system, token, NOW)
    assert confined is not None
    assert confined.confined_to == "/sheet"
    signing_in.sign_out(system, token, HERE, NOW)
    assert signing_in.recognise(system, token, NOW) is None
    assert signing_in.sign_in_once(system, code_for(system, account), HERE, NOW) is not None
    with system.work() as work:
        accounts.change_role(work, accounts.find_account(work, "x1"), Role.LEADER)
        work.commit()
    assert signing_in.recognise(system, first, NOW) is None
    system.engine.dispose()


def test_every_try_costs_one_look_at_a_password(system: System, monkeypatch: pytest.MonkeyPatch):
    """Known or not, right or wrong, locked or disabled: the same work, so that the time tells nothing."""
    for login in ("right", "wrong", "shut", "locked"):
        account = add(system, login, Role.OFFICER)
        signing_in.set_password(system, account.id, PASSWORD, HERE, NOW)
    with system.work() as work:
        accounts.disable(work, accounts.find_account(work, "shut"))
        work.commit()
    for number in range(5):
        signing_in.authenticate(system, "locked", "x", Caller(f"192.0.2.{number}"), NOW)
    add(system, "without", Role.OFFICER)
    looked: list[str | None] = []

    def look(text: str, hashed: str | None) -> bool:
        looked.append(hashed)
        return verify_password(text, hashed)

    monkeypatch.setattr(signing_in, "verify_password", look)
    for login in ("right", "wrong", "shut", "locked", "without", "nobody"):
        looked.clear()
        password = "x" if login == "wrong" else PASSWORD
        entered = signing_in.authenticate(system, login, password, Caller(f"198.51.100.{len(login)}"), NOW)
        assert (entered is not None) is (login == "right")
        assert len(looked) == 1
