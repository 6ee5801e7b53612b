"""A county that protects events, at the end of a year."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_events
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with events on."""
    made = county({"events": fscore_events}, today=date(2023, 12, 31))
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun
