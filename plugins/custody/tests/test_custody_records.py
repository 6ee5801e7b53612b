"""What custodies and visits refuse: above all that a visit becomes an inspection, an order or a patrol."""

from datetime import date

import pytest

from fscore.errors import InvalidRecord
from fscore.model.entity import describe, faults
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.fixtures import PLACES
from fscore_custody.model import Custody, CustodyVisit, Handler

DAY = date(2023, 5, 10)
PROBLEM = {"problems": "索证资料放得零散", "handler": Handler.OPERATOR, "due_on": "2023-05-20"}


def custody(work: Work) -> Custody:
    unit = work.division(PLACES["甲村"][0])
    shop = work.add(Operator(division_id=unit.id, name="福安饭店", kind=OperatorKind.CATERER))
    cadre = work.add(Person(division_id=unit.id, name="李四"))
    return work.add(
        Custody(
            division_id=unit.id,
            operator_id=shop.id,
            person_id=cadre.id,
            grade="d",
            tier="village",
            starts_on=date(2023, 1, 1),
        )
    )


def visit(**values: object) -> CustodyVisit:
    return CustodyVisit(**{"division_id": 1, "custody_id": 1, "visited_on": DAY, "mode": "现场"} | values)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_a_custody_does_not_end_before_it_begins():
    begun = {"division_id": 1, "operator_id": 1, "person_id": 1, "grade": "a", "tier": "city", "starts_on": DAY}
    assert told(Custody(**begun, ends_on="2023-05-09")) == ["“包保结束日期”不能早于“包保开始日期”"]


@pytest.mark.parametrize("word", ["责令改正", "罚款", "没收", "查封", "立案", "评级", "巡查"])
def test_a_visit_holds_no_act_of_an_inspector_nor_a_patrol(work: Work, word: str):
    held = custody(work)
    values = {"division_id": held.division_id, "custody_id": held.id, "visited_on": DAY, "mode": "现场"}
    with pytest.raises(InvalidRecord, match="督导不是执法检查，也不是巡查"):
        work.create(CustodyVisit, {**values, **PROBLEM, "problems": f"后厨脏乱，{word}"})


def test_a_visit_has_no_place_for_a_result_an_order_or_a_fine(work: Work):
    held = custody(work)
    values = {"division_id": held.division_id, "custody_id": held.id, "visited_on": DAY, "mode": "现场"}
    for name in ("result", "order_no", "fine", "grade", "inspectors"):
        assert name not in {one.name for one in describe(CustodyVisit)}
        with pytest.raises(InvalidRecord):
            work.create(CustodyVisit, {**values, name: "1"})


def test_a_problem_has_somebody_and_a_day_and_no_problem_has_neither():
    assert told(visit(**PROBLEM)) == []
    assert told(visit(**PROBLEM | {"handler": None})) == ["有问题的，要填“处理方”"]
    assert told(visit(**PROBLEM | {"due_on": None})) == ["有问题的，要填“整改期限”"]
    assert told(visit(**PROBLEM | {"problems": "", "solved_on": "2023-05-12"})) == [
        "没有问题的，不填“处理方”",
        "没有问题的，不填“整改期限”",
        "没有问题的，不填“整改完成日期”",
    ]


def test_a_problem_is_not_due_nor_solved_before_the_visit():
    assert told(visit(**PROBLEM | {"due_on": "2023-05-09"})) == ["“整改期限”不能早于“督导日期”"]
    assert told(visit(**PROBLEM, solved_on="2023-05-09")) == ["“整改完成日期”不能早于“督导日期”"]


def test_a_liaison_writes_visits_and_does_not_hand_out_businesses(system: System):
    with system.work() as work:
        held = custody(work)
        own = work.division(PLACES["甲村"][0])
        work.commit()
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        made = {"division_id": own.id, "custody_id": held.id, "visited_on": DAY, "mode": "现场"}
        assert work.create(CustodyVisit, made).id
        assert not work.scope.may_write(Custody)
