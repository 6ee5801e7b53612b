"""What the tests of the front end start from: an invented district with an account for each role."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import fscore
from admin.tests.visitor import Clock, Visitor, small_pages
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.accounts import add_account
from fscore.services.divisions import add_division
from fscore.services.switching import turn
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


def make_county(path: Path, plugins: Mapping[str, Any] | None) -> System:
    """A database with two townships, a shop in each, and an account for each role."""
    made = fscore.open(f"sqlite:///{path}", plugins=plugins)
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
    return made


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district without plugins; made once, copied for each test."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    make_county(path, {}).engine.dispose()
    return path


@pytest.fixture(scope="session")
def full_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district with every installed plugin, all of them on in one of its townships."""
    path = tmp_path_factory.mktemp("full") / "county.db"
    made = make_county(path, None)
    for name in made.plugins.names:
        turn(made, name, SwitchKind.ENABLE, TOWN)
    made.engine.dispose()
    return path


def copy_of(county: Path, place: Path, plugins: Mapping[str, Any] | None) -> System:
    """Open a copy, for one test."""
    for name in ("county.db", "county.db.key"):
        shutil.copy(county.with_name(name), place / name)
    return fscore.open(f"sqlite:///{place / 'county.db'}", plugins=plugins)


@pytest.fixture
def system(county: Path, tmp_path: Path) -> Iterator[System]:
    """The district in a database of this test's own."""
    opened = copy_of(county, tmp_path, {})
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
