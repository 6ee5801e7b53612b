"""What a record requires of a subject takes the place of the rule for its kind, wherever there is such a record."""

from collections.abc import Iterable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from fscore import Category, Manifest, hookimpl
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.rules import Conditions, Requirement, Rules, Subject
from fscore.testing.fixtures import county

TODAY = date(2023, 12, 31)
KNOWN = "食堂"
PLAIN = "面馆"


def by_licence(subject: Subject, found: Any, _rules: Rules) -> Conditions:
    """Whoever has a licence is to have been visited five times."""
    own = sa.select(Licence).where(col(Licence.operator_id) == subject.id)
    return own.exists(), found >= 5


def broken(_subject: Subject, _found: Any, _rules: Rules) -> Conditions:
    """Fail."""
    raise RuntimeError("no table")


def plugin(*requirements: Requirement) -> ModuleType:
    module = ModuleType("fscore_nearer", "Knows nearer.")

    @hookimpl
    def manifest() -> Manifest:
        return Manifest("nearer", "1", "细则", "Nearer", "按记录要求。", Category.CONSUMPTION, ">=0")

    @hookimpl
    def register_requirements() -> Iterable[Requirement]:
        return requirements

    module.manifest, module.register_requirements = manifest, register_requirements  # type: ignore[attr-defined]
    return module


def opened(*requirements: Requirement) -> System:
    system = county({"nearer": plugin(*requirements)}, today=TODAY)
    with system.work() as work:
        place = work.division("990101101200").id
        for name in (KNOWN, PLAIN):
            work.add(Operator(division_id=place, name=name, kind=OperatorKind.CATERER))
        one = work.first(sa.select(Operator).where(col(Operator.name) == KNOWN))
        assert one is not None
        licence = {"kind": LicenceKind.FOOD_LICENCE, "number": "JY19901010000001", "issued_on": date(2020, 1, 1)}
        work.add(Licence(division_id=place, operator_id=one.id, **licence))
        work.commit()
    return system


@pytest.fixture
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    made = opened(*request.param)
    yield made
    made.engine.dispose()


def enough(work: Work, visits: int, asked: str = "visits") -> list[str]:
    """The names of those for whom so many visits suffice; three do by kind."""
    subject = Subject(col(Operator.id), col(Operator.division_id), TODAY)
    found = sa.literal(visits)
    condition = work.rules.judged(asked, subject, found, found >= 3)
    return [one.name for one in work.all(sa.select(Operator).where(condition).order_by(col(Operator.id)))]


@pytest.mark.parametrize("system", [[Requirement("visits", by_licence)]], indirect=True)
def test_a_record_requires_instead_of_the_kind_and_of_nobody_else(system: System) -> None:
    with system.work(reading=True) as work:
        assert enough(work, 2) == []
        assert enough(work, 3) == enough(work, 4) == [PLAIN]
        assert enough(work, 5) == [KNOWN, PLAIN]


@pytest.mark.parametrize("system", [[Requirement("visits", by_licence)]], indirect=True)
def test_what_is_asked_for_by_another_name_is_left_to_the_kind(system: System) -> None:
    with system.work(reading=True) as work:
        assert enough(work, 3, asked="hours") == [KNOWN, PLAIN]


@pytest.mark.parametrize("system", [[Requirement("visits", broken)]], indirect=True)
@pytest.mark.usefixtures("caplog")
def test_one_that_fails_leaves_the_rule_of_the_kind_and_is_named(system: System) -> None:
    with system.work(reading=True) as work:
        assert enough(work, 3) == [KNOWN, PLAIN]
        failure = system.plugins.failures["nearer"]
    assert (failure.call, failure.reason) == ("visits", "RuntimeError: no table")


def test_a_requirement_that_cannot_be_called_is_refused_at_the_start() -> None:
    wrong: Any = Requirement("visits", "by licence")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="judge 要是 Callable"):
        county({"nearer": plugin(wrong)}, today=TODAY)
