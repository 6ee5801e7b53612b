"""The demonstration townships say of money what was declared, on both databases."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

import fscore
import fscore_budget
from fscore.model.period import year
from fscore.services.demonstration import demonstrate
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.services.system import System

MODEL, MESSY, DISTRICT = "990101101000", "990101102000", "990101000000"
SPENT = ("12800.00", "9600.00", "7350.50", "14400.00", "4200.00", "0")


@pytest.fixture(params=["sqlite", "postgresql"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    made = fscore.open(url, secret=b"k" * 32, plugins={"budget": fscore_budget})
    demonstrate(made)
    yield made
    made.engine.dispose()


def test_the_figures_of_both_townships_and_what_the_messy_one_is_reminded_of(system: System):
    with system.work(reading=True) as work:

        def found(code: str, place: str) -> tuple[object, object]:
            value = reading(work, code, work.division(place), year(2023)).value
            return value.part, value.whole

        def told(place: str) -> Counter[str]:
            return Counter(
                one.code for one in reminders(work, work.division(place), work.today) if "budget" in one.code
            )

        assert (found("I07", MODEL), found("I08", MODEL)) == ((50000, None), (25, 25))
        by_purpose = [found(f"X{number}", MODEL)[0] for number in range(81, 87)]
        assert by_purpose == [Decimal(one) for one in SPENT]
        assert found("X80", MODEL)[0] == sum(by_purpose)
        part, whole = found("I08", MESSY)
        assert (found("I07", DISTRICT)[0], whole - part) == (70000, 5)
        assert told(MODEL) == {}
        assert told(MESSY) == {"budget.match": 5, "budget.allocate": 1}
