"""A county whose businesses are held by cadres, at the end of a year."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_custody
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with custody on."""
    made = county({"custody": fscore_custody}, today=date(2023, 12, 31))
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun
