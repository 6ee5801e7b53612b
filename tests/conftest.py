"""Fixtures of the core's own tests: a small district, on SQLite and, where its programs are, on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import fscore
from fscore.model.division import Division, Level
from fscore.model.roles import Role
from fscore.services.demonstration import demonstrate
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore.services.work import Actor
from tests.postgresql import ROLE, Cluster

TODAY = date(2023, 12, 31)
SECRET = b"a secret of the tests, and of nothing else"
UNITS = (
    ("990101000000", "清河区", Level.DISTRICT, ""),
    ("990101101000", "青禾镇", Level.TOWNSHIP, "990101000000"),
    ("990101101200", "向阳村", Level.VILLAGE, "990101101000"),
    ("990101101201", "石桥村", Level.VILLAGE, "990101101000"),
    ("990101101001", "新田社区", Level.VILLAGE, "990101101000"),
    ("990101102000", "乱石乡", Level.TOWNSHIP, "990101000000"),
    ("990101102200", "山口村", Level.VILLAGE, "990101102000"),
)


def small_district(where: str, plugins: dict[str, Any] | None = None) -> System:
    """Open a database with one district of two townships, on a fixed day."""
    system = fscore.open(where, secret=SECRET, plugins=plugins or {})
    system.set_business_day(TODAY)
    with system.work() as work:
        for code, name, level, parent in UNITS:
            add_division(work, code=code, name=name, level=level, parent=parent)
        work.commit()
    return system


def places(system: System) -> SimpleNamespace:
    """Return the divisions of the small district by short names."""
    with system.work(reading=True) as work:
        found = {name: work.division(code) for code, name, _level, _parent in UNITS}
    return SimpleNamespace(
        district=found["清河区"],
        town=found["青禾镇"],
        village=found["向阳村"],
        bridge=found["石桥村"],
        community=found["新田社区"],
        other_town=found["乱石乡"],
        other_village=found["山口村"],
    )


@pytest.fixture
def system() -> Iterator[System]:
    """A small district on SQLite, without plugins."""
    made = small_district("sqlite://")
    yield made
    made.engine.dispose()


BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session")
def district_on_postgresql(postgresql_cluster: Cluster) -> Callable[[], str]:
    """A function that copies a database with the small district and returns the URL: quicker than making it anew."""
    made = small_district(postgresql_cluster.new_database())
    made.engine.dispose()
    numbers = count(1)

    def copy() -> str:
        name = f"district_{next(numbers)}"
        postgresql_cluster.execute(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {made.engine.url.database}")
        return made.engine.url.set(database=name).render_as_string()

    return copy


@pytest.fixture(params=BOTH)
def any_district(request: pytest.FixtureRequest) -> Iterator[Callable[[dict[str, Any]], System]]:
    """A function that opens the small district with some plugins, once on each database."""
    made: list[System] = []

    def begin(plugins: dict[str, Any]) -> System:
        if request.param == "sqlite":
            made.append(small_district("sqlite://", plugins))
        else:
            url = request.getfixturevalue("district_on_postgresql")()
            made.append(fscore.open(url, secret=SECRET, plugins=plugins))
        return made[-1]

    yield begin
    for system in made:
        system.engine.dispose()


@pytest.fixture
def any_system(any_district: Callable[[dict[str, Any]], System]) -> System:
    """A small district without plugins, once on each database."""
    return any_district({})


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration of all installed plugins; tests that change something copy the file."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.db"
    made = fscore.open(f"sqlite:///{path}", secret=SECRET)
    assert made.plugins.failures == {}
    demonstrate(made)
    made.engine.dispose()
    return path


def officer(division: Division) -> Actor:
    """Return an officer of a division."""
    return Actor("专干甲", Role.OFFICER, division)


def liaison(division: Division) -> Actor:
    """Return a liaison of a village."""
    return Actor("联络员乙", Role.LIAISON, division)
