"""A county in which is graded, at the end of a year."""

from collections.abc import Iterator
from datetime import date

import pytest

from fscore.model.operators import Operator, OperatorKind
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county, with_required

TODAY = date(2023, 12, 31)


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with grading, and inspection that it requires, on."""
    made = county(with_required(["grading"]), today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun


@pytest.fixture
def shop(work: Work) -> Operator:
    """A restaurant in the first village."""
    village = work.division("990101101200")
    return work.add(Operator(division_id=village.id, name="福安饭店", kind=OperatorKind.CATERER))
