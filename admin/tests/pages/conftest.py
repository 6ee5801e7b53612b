"""The demonstration townships behind the pages, and people of every role who look at them."""

import importlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import fscore
from admin.tests.pages.person import Person
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.roles import Role
from fscore.services.demonstration import demonstrate
from fscore.services.system import System
from fscore.services.work import Actor
from fscore.storage.columns import col
from fscore.storage.scope import inside
from fscore_admin import create_app

# The demonstration grows with every plugin that is installed; these pages are tested with four of them.
PLUGINS = ("annual", "banquets", "four_complete", "pledges")
TOWN, MESSY = "990101101000", "990101102000"
VILLAGE = "990101101200"


def shop_of(system: System, code: str) -> Operator:
    """The first business of a place."""
    with system.work(reading=True) as work:
        place = work.division(code)
        here = sa.select(col(Division.id)).where(inside(place))
        found = work.first(sa.select(Operator).where(col(Operator.division_id).in_(here)).order_by(col(Operator.id)))
        assert found is not None
        return found


def village_of(system: System, code: str = VILLAGE) -> int:
    """The id of a division."""
    with system.work(reading=True) as work:
        return work.division(code).id


def opened(where: str) -> System:
    return fscore.open(where, plugins={name: importlib.import_module(f"fscore_{name}") for name in PLUGINS})


@pytest.fixture(scope="session")
def townships(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in a database; made once, copied for each test that changes something."""
    path = tmp_path_factory.mktemp("townships") / "demo.db"
    made = opened(f"sqlite:///{path}")
    demonstrate(made)
    made.engine.dispose()
    return path


def _copied(source: Path, folder: Path) -> System:
    for name in (source.name, f"{source.name}.key"):
        shutil.copy(source.with_name(name), folder / name)
    return opened(f"sqlite:///{folder / source.name}")


@pytest.fixture
def demo(townships: Path, tmp_path: Path) -> Iterator[System]:
    """The demonstration in a database of this test's own."""
    made = _copied(townships, tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def shared(townships: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The demonstration for tests that only read."""
    made = _copied(townships, tmp_path_factory.mktemp("shared"))
    yield made
    made.engine.dispose()


def person_of(system: System, role: Role, code: str, name: str) -> Person:
    with system.work(reading=True) as work:
        actor = Actor(name, role, work.division(code))
    return Person(create_app(system, actor_of=lambda: actor), actor)


@pytest.fixture
def who(demo: System) -> Callable[..., Person]:
    """Somebody of a role, in a division of the demonstration."""

    def make(role: Role = Role.OFFICER, code: str = TOWN, name: str = "陈晓岚") -> Person:
        return person_of(demo, role, code, name)

    return make


@pytest.fixture
def reader(shared: System) -> Callable[..., Person]:
    """The same for tests that only read."""

    def make(role: Role = Role.OFFICER, code: str = TOWN, name: str = "陈晓岚") -> Person:
        return person_of(shared, role, code, name)

    return make
