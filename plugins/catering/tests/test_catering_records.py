"""What caterers keep, what of it is refused, and who is reminded of what."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import fscore_catering
from fscore.errors import NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.entity import faults
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import COUNTY, county
from fscore_catering.model import Acceptance, Dining, DisinfectionLog, FileSection, OperatorFile, SafetyManager

TODAY = date(2025, 6, 1)
DAY = timedelta(days=1)
GOODS = {"accepted_on": "2023-05-04", "goods": "大米", "supplier": "粮店", "accepted_by": "张", "documents": True}
WHOLE = frozenset(FileSection)


def told(cls: Any, **values: object) -> list[str]:
    return [str(fault) for fault in faults(cls(division_id=1, operator_id=1, **values))]


@pytest.fixture
def work() -> Iterator[Work]:
    system = county({"catering": fscore_catering}, today=TODAY)
    with system.work() as begun:
        yield begun
    system.engine.dispose()


def kitchen(work: Work, kind: OperatorKind = OperatorKind.SCHOOL, **values: Any) -> Operator:
    village = work.division("990101101200")
    return work.add(Operator(division_id=village.id, name="中心小学", kind=kind, **values))


def manager(work: Work, owner: Operator, **values: Any) -> SafetyManager:
    person = work.add(Person(division_id=owner.division_id, name="李四"))
    about = {"division_id": owner.division_id, "operator_id": owner.id, "person_id": person.id}
    examined = {"appointed_on": "2023-05-04", "state": "examined", "examined_on": "2023-05-20", "kind": "officer"}
    return work.create(SafetyManager, {**about, **examined, **values})


def due(work: Work, on: date = TODAY) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code.removeprefix("catering."), one.due, one.state) for one in found if "catering." in one.code]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"documents": False}, ["票证不齐全的货不能收"]),
        ({"taken": False}, ["不合格的要写“拒收原因”"]),
        ({"taken": False, "documents": False, "refused_because": "变质"}, []),
        ({"refused_because": "变质"}, ["验收合格的不填“拒收原因”"]),
        ({"second_by": "张"}, ["两名验收人不能是同一个人"]),
    ],
)
@pytest.mark.regime("R46")
def test_goods_are_taken_with_documents_or_sent_back_with_a_reason(values: dict[str, Any], wrong: list[str]):
    assert told(Acceptance, **{**GOODS, **values}) == wrong


@pytest.mark.regime("R48")
def test_chemical_disinfection_says_with_what():
    about = {"done_on": "2023-05-04", "thing": "碗筷", "done_by": "张"}
    assert told(DisinfectionLog, **about, method="heat") == []
    assert told(DisinfectionLog, **about, method="chemical") == ["化学消毒要写“消毒剂和浓度”"]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"state": "examined"}, ["考核合格要填“考核合格日期”"]),
        ({"examined_on": "2023-05-20"}, ["填了“考核合格日期”，状态要改成考核合格"]),
        ({"state": "left"}, ["状态是“已离任”，就要填“离任日期”"]),
        ({"state": "left", "left_on": "2023-05-03"}, ["“离任日期”不能早于“任命日期”"]),
    ],
)
@pytest.mark.regime("R55")
def test_each_step_of_a_manager_has_its_day(values: dict[str, Any], wrong: list[str]):
    assert told(SafetyManager, person_id=1, kind="officer", appointed_on="2023-05-04", **values) == wrong


def test_whoever_left_is_appointed_by_a_new_record():
    left = SafetyManager(
        division_id=1,
        operator_id=1,
        person_id=1,
        kind="officer",
        appointed_on="2023-05-04",
        state="left",
        left_on="2023-06-01",
    )
    with pytest.raises(NotPossible, match="不能再改成"):
        left.state = "appointed"


def test_a_file_is_not_updated_before_it_is_opened():
    assert told(OperatorFile, opened_on="2023-05-04", updated_on="2023-05-03") == ["“更新日期”不能早于“建档日期”"]


def test_a_liaison_files_what_caterers_keep(work: Work):
    owner, village = kitchen(work), work.division("990101101200")
    work.commit()
    with work.system.work(Actor("周联络", Role.LIAISON, village)) as own:
        made = own.create(Acceptance, {"division_id": owner.division_id, "operator_id": owner.id, **GOODS})
        assert made.goods == "大米"


@pytest.mark.parametrize("kind", [OperatorKind.CATERER, OperatorKind.SCHOOL, OperatorKind.NURSING_HOME])
def test_a_kitchen_without_a_manager_is_told(work: Work, kind: OperatorKind):
    owner = kitchen(work, kind)
    assert due(work) == [("manager", TODAY, Urgency.DUE)]
    one = manager(work, owner)
    assert due(work) == []
    work.change(one, {"state": "left", "left_on": TODAY})
    assert due(work, TODAY - DAY) == []
    assert due(work) == [("manager", TODAY, Urgency.DUE)]


def test_a_shop_needs_no_manager_of_these(work: Work):
    kitchen(work, OperatorKind.GROCERY)
    assert due(work) == []


def test_a_manager_is_to_be_examined_within_thirty_days(work: Work):
    one = manager(work, kitchen(work), state="appointed", examined_on=None, appointed_on=TODAY)
    assert due(work) == [("exam", TODAY + DAY * 30, Urgency.DUE)]
    work.change(one, {"state": "examined", "examined_on": TODAY})
    assert due(work) == []


@pytest.mark.parametrize(
    ("dining", "enough"),
    [("kindergarten", 300), ("nursing_home", 300), ("school", 500), ("unit", 1000), ("delivery", 1000)],
)
def test_many_diners_ask_for_a_director(work: Work, dining: str, enough: int):
    owner = kitchen(work)
    manager(work, owner)
    about = {"division_id": owner.division_id, "operator_id": owner.id, "opened_on": "2023-05-04", "sections": WHOLE}
    file = work.create(OperatorFile, {**about, "dining": dining, "diners": enough - 1})
    assert due(work) == []
    work.change(file, {"diners": enough})
    assert due(work) == [("director", TODAY, Urgency.DUE)]
    manager(work, owner, kind="director")
    assert due(work) == []


@pytest.mark.parametrize(("diners", "codes"), [(1000, []), (1001, ["director"])])
def test_before_the_rule_of_2025_only_large_deliverers_needed_a_director(work: Work, diners: int, codes: list[str]):
    owner = kitchen(work)
    manager(work, owner)
    about = {"division_id": owner.division_id, "operator_id": owner.id, "opened_on": "2023-05-04", "sections": WHOLE}
    file = work.create(OperatorFile, {**about, "dining": Dining.DELIVERY, "diners": diners})
    assert [code for code, _day, _state in due(work, date(2025, 4, 14))] == codes
    work.change(file, {"dining": "school"})
    assert due(work, date(2025, 4, 14)) == []


def test_guests_of_a_restaurant_ask_for_no_director(work: Work):
    owner = kitchen(work, OperatorKind.CATERER)
    manager(work, owner)
    about = {"division_id": owner.division_id, "operator_id": owner.id, "opened_on": "2023-05-04", "sections": WHOLE}
    work.create(OperatorFile, {**about, "diners": 5000})
    assert due(work) == []


@pytest.mark.regime("R51")
def test_a_file_is_to_be_completed_within_thirty_days(work: Work):
    owner = kitchen(work)
    manager(work, owner)
    about = {"division_id": owner.division_id, "operator_id": owner.id, "opened_on": TODAY}
    file = work.create(OperatorFile, {**about, "sections": "证照资料、培训记录"})
    assert due(work) == [("file", TODAY + DAY * 30, Urgency.DUE)]
    work.change(file, {"sections": WHOLE})
    assert due(work) == []
