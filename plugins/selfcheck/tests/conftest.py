"""A county whose businesses check themselves, some weeks after directors became a duty."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_selfcheck
from fscore.services.work import Work
from fscore.testing.fixtures import county


@pytest.fixture
def work() -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    made = county({"selfcheck": fscore_selfcheck}, today=date(2025, 5, 31))
    with made.work() as begun:
        yield begun
    made.engine.dispose()
