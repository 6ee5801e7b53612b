"""Who files a banquet does not accept it."""

from datetime import date

import pytest

from fscore import Actor
from fscore.errors import NotAllowed
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import PLACES, VILLAGE, county, with_required
from fscore_banquets.model import Banquet, BanquetState

FILING = {"host": "王建国", "kind": "婚宴", "place": "院坝", "filed_on": date(2023, 5, 1)}


def test_a_liaison_files_and_the_office_accepts():
    """The state of acceptance is the office's to set, at the start and later."""
    system = county(with_required(["banquets"]), today=date(2023, 12, 31))
    with system.work(reading=True) as work:
        village = work.division(PLACES[VILLAGE][0])
    liaison = Actor("联络员", Role.LIAISON, village)
    with system.work(liaison) as work, pytest.raises(NotAllowed, match="村级联络员不能把“办理状态”定为“已受理”"):
        work.create(Banquet, FILING | {"division_id": village.id, "state": "accepted"})
    with system.work(liaison) as work:
        filed = work.create(Banquet, FILING | {"division_id": village.id})
        work.commit()
        with pytest.raises(NotAllowed, match="定为“已受理”"):
            work.change(filed, {"state": "accepted"})
    with system.work() as work:
        accepted = work.change(work.get(Banquet, filed.id), {"state": "accepted"})
        assert accepted.state is BanquetState.ACCEPTED


WAYS = {
    "create": lambda work, record: work.create(Banquet, vars_of(record)),
    "add": Work.add,
    "put": Work.put,
    "insert": lambda work, record: work.insert([record]),
}


def vars_of(record: Banquet) -> dict[str, object]:
    return {name: getattr(record, name) for name in (*FILING, "division_id", "state")}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", ["accepted", "guided", "held"])
def test_acceptance_is_not_passed_over_by_bringing_a_banquet_in_late(system: System, way: str, state: str):
    """Nor by any other way in; a draft and a cancelled filing are the liaison's own."""
    liaison = Actor("联络员", Role.LIAISON, village(system))
    with system.work(liaison) as work:
        with pytest.raises(NotAllowed, match="村级联络员不能把“办理状态”定为"):
            WAYS[way](work, Banquet(**FILING, division_id=liaison.division.id, state=state))
        WAYS[way](work, Banquet(**FILING, division_id=liaison.division.id, state="draft"))


@pytest.mark.parametrize("way", ["add", "put", "insert"])
def test_what_the_office_fills_in_no_liaison_does_by_any_way(system: System, way: str):
    """A record made in a program is looked at like a form; so is one that is changed field by field."""
    liaison = Actor("联络员", Role.LIAISON, village(system))
    reported = {"reported_on": date(2023, 5, 1), "reported_to": "卫生院"}
    with system.work(liaison) as work:
        with pytest.raises(NotAllowed, match="村级联络员不能填写“上报日期”"):
            WAYS[way](work, Banquet(**FILING, **reported, division_id=liaison.division.id))
        filed = work.add(Banquet(**FILING, division_id=liaison.division.id))
        filed.reported_on = date(2023, 5, 1)
        with pytest.raises(NotAllowed, match="不能填写“上报日期”"):
            work.commit()


def village(system: System) -> Division:
    with system.work(reading=True) as work:
        return work.division(PLACES[VILLAGE][0])
