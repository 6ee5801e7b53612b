"""A village that files banquets, on a day in December."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_banquets
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county

TODAY = date(2023, 12, 28)


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with banquets on."""
    made = county({"banquets": fscore_banquets}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun
