"""A figure of a village is the same for its liaison, for the township and for the installation."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.services.system import System
from fscore.storage.columns import col
from fscore.storage.indicators import Share
from fscore.storage.measure import Measure, Question
from fscore.storage.register import units
from tests.conftest import liaison, officer, places

KNOWN = Question(
    PERCENT,
    Share.of(
        units(date(2023, 12, 31)),
        sa.select(Person).where(col(Person.name) == "镇里的人").correlate(Division).exists(),
    ),
)


def test_what_lies_in_the_township_counts_for_its_villages(any_system: System) -> None:
    """The inner select of an indicator sees what the figure rests on; what is counted stays in the area asked."""
    there = places(any_system)
    with any_system.work() as work:
        work.add(Person(division_id=there.town.id, name="镇里的人"))
        work.commit()
    found = {}
    for name, actor in {"liaison": liaison(there.village), "officer": officer(there.town)}.items():
        with any_system.work(actor, reading=True) as work:
            value = Measure(work.session, there.village).value(KNOWN)
            found[name] = (value.part, value.whole)
            assert work.count(sa.select(Person)) == (0 if name == "liaison" else 1), "afterwards the scope is back"
    assert found == {"liaison": (1, 1), "officer": (1, 1)}
