"""What is new does not go into a unit that closed, by whatever door; what continues there goes on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from fscore.errors import InvalidRecord
from fscore.evaluation.succession import Part
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.rectification import Rectification
from fscore.services.attachments import attach
from fscore.services.division_changes import merge
from fscore.services.system import System
from fscore.services.work import Work
from tests.conftest import places
from tests.exchange.photos import photo

ON, LAST, LATER = date(2023, 7, 1), date(2023, 6, 30), date(2023, 9, 1)
REFUSED = "向阳村已在 2023-06-30 撤销，请登记到合村"


@pytest.fixture
def there(any_system: System) -> SimpleNamespace:
    """The small district with a shop in a village that is merged with another."""
    found = places(any_system)
    with any_system.work() as work:
        found.shop = work.add(_shop(found.village.id, "福满饭店"))
        work.commit()
    with any_system.work() as work:
        found.heir = merge(work, ["990101101200", "990101101201"], Part("990101101250", "合村"), ON).opened[0]
    found.system = any_system
    return found


def _shop(division_id: int, name: str, opened_on: date | None = None) -> Operator:
    return Operator(division_id=division_id, name=name, kind=OperatorKind.CATERER, opened_on=opened_on)


@pytest.mark.parametrize("opened_on", [LATER, None])
@pytest.mark.parametrize("door", [Work.add, Work.put, lambda work, record: work.insert([record])])
def test_what_is_new_goes_to_the_unit_that_follows(
    there: SimpleNamespace, door: Callable[[Work, Operator], object], opened_on: date | None
) -> None:
    with there.system.work() as work:
        with pytest.raises(InvalidRecord) as refused:
            door(work, _shop(there.village.id, "平安早餐店", opened_on))
        assert [(one.data["field"], str(one)) for one in refused.value.faults] == [("division_id", REFUSED)]
        door(work, _shop(work.heir(work.place(there.village.id), LATER).id, "平安早餐店", opened_on))
        work.commit()


def test_what_belongs_to_its_days_is_entered_late(there: SimpleNamespace) -> None:
    with there.system.work() as work:
        assert work.heir(work.place(there.village.id), LAST).id == there.village.id
        work.add(_shop(there.village.id, "平安早餐店", LAST))
        work.insert([_shop(there.village.id, "山口小吃店", LAST)])
        work.commit()


def test_what_is_there_changes_and_is_continued_and_nothing_moves_in(
    there: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FSCORE_FILES", str(tmp_path / "files"))
    with there.system.work() as work:
        shop = work.get(Operator, there.shop.id)
        work.change(shop, {"name": "大福满饭店", "opened_on": LATER})
        licence = Licence(
            division_id=there.village.id,
            operator_id=shop.id,
            kind=LicenceKind.FOOD_LICENCE,
            number="JY25101",
            issued_on=LATER,
        )
        work.insert([licence])
        attach(work, shop, "门头.jpg", photo())
        problem = Rectification(division_id=there.village.id, problem="没有亮证", found_on=LATER)
        with pytest.raises(InvalidRecord, match=REFUSED):
            work.add(problem)
        problem.operator_id = shop.id
        work.add(problem)
        person = work.add(Person(division_id=there.heir.id, name="张建国"))
        with pytest.raises(InvalidRecord, match=REFUSED):
            work.change(person, {"division_id": there.village.id})
        work.commit()
