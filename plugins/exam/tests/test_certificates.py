"""What a passed exam is worth elsewhere: a certificate to cook with and training, never a health certificate."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_exam
from fscore.model.period import Period
from fscore.services.figures import reading
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import COUNTY, county, with_required
from fscore_cooks.model import RuralCook
from fscore_exam.bank import keep_items
from fscore_exam.papers import asked
from fscore_exam.questions import QuestionKind
from fscore_exam.sitting import begin, save, submit
from plugins.exam.tests.conftest import ITEMS, TODAY, TOWNSHIP, opened, someone

LAST = date(2024, 12, 26)
AFTER = date(2024, 12, 27)


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with exams, cooks, and what cooks need."""
    made = county({"exam": fscore_exam, **with_required(["cooks"])}, today=TODAY)
    yield made
    made.engine.dispose()


def parts(work: Work, on: date) -> list[object]:
    """How many cooks are certified, trained and medically examined on a day."""
    period = Period(date(on.year, 1, 1), on)
    return [reading(work, one, work.division(COUNTY), period).value.part for one in ("I17", "I18", "I19")]


def test_a_passed_exam_certifies_a_cook_until_its_last_day(system: System):
    with system.work() as work:
        keep_items(work, work.division(TOWNSHIP).id, ITEMS, in_use=True)
        person, paper = someone(work), opened(work)
        work.add(RuralCook(division_id=person.division_id, person_id=person.id, name=person.name, registered_on=TODAY))
        assert parts(work, TODAY) == [0, 0, 0]
        attempt = begin(work, paper, person)
        for one in asked(work, paper):
            right = "".join(sorted(one.item.right))
            truth = "T" if one.item.kind is QuestionKind.TRUE_FALSE and one.item.true else "F"
            save(work, attempt, one.line.place, truth if one.item.kind is QuestionKind.TRUE_FALSE else right)
        assert submit(work, attempt).passed
        assert parts(work, TODAY) == [1, 1, 0]
        work.commit()
    system.set_business_day(AFTER)
    with system.work() as work:
        assert [parts(work, on) for on in (LAST, AFTER)] == [[1, 0, 0], [0, 0, 0]]
