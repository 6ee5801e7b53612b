"""The cadre who holds a business stands in its chain of responsibility."""

from datetime import date

import attrs
import pytest
import sqlalchemy as sa

import fscore_custody
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.chain import chain
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import PLACES, county
from fscore_custody.model import Custody

VILLAGE, TOWNSHIP = PLACES["甲村"][0], "990101101000"


@pytest.fixture
def shop(system: System) -> Operator:
    """A shop in the village, held by a cadre of the township in the first half of the year."""
    with system.work() as work:
        village, town = work.division(VILLAGE), work.division(TOWNSHIP)
        shop = work.add(Operator(division_id=village.id, name="福安饭店", kind=OperatorKind.CATERER))
        cadre = work.add(Person(division_id=town.id, name="李四", phone="15400000004"))
        about = {"operator_id": shop.id, "person_id": cadre.id, "grade": "c", "tier": "township"}
        days = {"starts_on": date(2023, 1, 1), "ends_on": date(2023, 6, 30)}
        work.add(Custody(division_id=village.id, **about, **days))
        work.commit()
    return shop


def cadres(work: Work, shop: Operator, on: date) -> list[str | None]:
    return [link.person or link.gap for link in chain(work, shop, on) if link.post.label == "包保干部"]


def test_whoever_holds_a_business_answers_for_it(system: System, shop: Operator):
    """Also in the eyes of the village, though the cadre is the township's; afterwards the gap has a name."""
    with system.work(reading=True) as work:
        village = work.division(VILLAGE)
        assert [link.post.value for link in chain(work, shop, date(2023, 6, 30))][:2] == ["principal", "custodian"]
    for actor in (None, Actor("联络员", Role.LIAISON, village)):
        with system.work(*([actor] if actor else []), reading=True) as work:
            assert cadres(work, shop, date(2023, 6, 30)) == ["李四"]
            assert cadres(work, shop, date(2023, 7, 1)) == ["福安饭店没有包保干部"]
            assert work.count(sa.select(Person)) == (1 if actor is None else 0), "the scope is as it was"


def test_where_custody_is_off_no_chain_speaks_of_it(system: System, shop: Operator):
    turn(system, "custody", SwitchKind.DISABLE, TOWNSHIP, starts_on=date(2023, 6, 1))
    with system.work(reading=True) as work:
        assert cadres(work, shop, date(2023, 6, 30)) == []


def test_a_failing_module_is_a_gap_and_not_nobody(monkeypatch: pytest.MonkeyPatch):
    (post,) = fscore_custody.CONTENTS.register_posts()
    failing = attrs.evolve(post, held=lambda _operator, _on: 1 / 0)
    monkeypatch.setattr(fscore_custody, "CONTENTS", attrs.evolve(fscore_custody.CONTENTS, posts=[failing]))
    system = county({"custody": fscore_custody}, today=date(2023, 12, 31))
    with system.work() as work:
        village = work.division(VILLAGE)
        shop = work.add(Operator(division_id=village.id, name="福安饭店", kind=OperatorKind.CATERER))
        assert cadres(work, shop, date(2023, 6, 30)) == ["模块“包保督导”出错，不知道包保干部是谁"]
    system.engine.dispose()
