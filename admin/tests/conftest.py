"""What the tests of the front end start from: an invented district with an account for each role."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

import fscore
from admin.tests.visitor import Clock, Visitor, small_pages
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.accounts import add_account
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore_admin import create_app

DISTRICT, TOWN, OTHER_TOWN = "990101000000", "990101101000", "990101102000"
VILLAGE, OTHER_VILLAGE = "990101101200", "990101102200"
ACCOUNTS = (
    ("officer", "陈晓岚", Role.OFFICER, TOWN),
    ("leader", "刘建平", Role.LEADER, TOWN),
    ("liaison", "周桂兰", Role.LIAISON, VILLAGE),
    ("district", "孙明远", Role.DISTRICT, DISTRICT),
    ("sysadmin", "何志远", Role.SYSADMIN, DISTRICT),
    ("security", "郭清", Role.SECURITY, DISTRICT),
    ("auditor", "沈静", Role.AUDITOR, DISTRICT),
    ("elsewhere", "吴小梅", Role.OFFICER, OTHER_TOWN),
)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two townships, a shop in each, and an account for each role; made once, copied for each test."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    made = fscore.open(f"sqlite:///{path}", plugins={})
    with made.work() as work:
        add_division(work, code=DISTRICT, name="青禾区", level=Level.DISTRICT)
        for town, name, village, below in (
            (TOWN, "青禾镇", VILLAGE, "石桥村"),
            (OTHER_TOWN, "白沙镇", OTHER_VILLAGE, "柳湾村"),
        ):
            add_division(work, code=town, name=name, level=Level.TOWNSHIP, parent=DISTRICT)
            unit = add_division(work, code=village, name=below, level=Level.VILLAGE, parent=town)
            work.add(Operator(division_id=unit.id, name=f"{below}饭店", kind=OperatorKind.CATERER))
        for login, name, role, code in ACCOUNTS:
            add_account(work, login, name, role, work.division(code))
        work.commit()
    made.engine.dispose()
    return path


@pytest.fixture
def system(county: Path, tmp_path: Path) -> Iterator[System]:
    """The district in a database of this test's own."""
    for name in ("county.db", "county.db.key"):
        shutil.copy(county.with_name(name), tmp_path / name)
    opened = fscore.open(f"sqlite:///{tmp_path / 'county.db'}", plugins={})
    yield opened
    opened.engine.dispose()


@pytest.fixture
def clock() -> Clock:
    """The time that the front end goes by."""
    return Clock()


@pytest.fixture
def app(system: System, clock: Clock) -> Flask:
    """A front end with few pages, so that its frame is tested by itself."""
    return create_app(system, pages=small_pages, clock=clock)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(app)


@pytest.fixture
def signed_in(app: Flask, system: System) -> Callable[[str], Visitor]:
    """Gives a browser that is signed in with an account."""
    return lambda login: Visitor(app).sign_in(system, login)
