"""Who files a banquet does not accept it."""

from datetime import date

import pytest

from fscore import Actor
from fscore.errors import NotAllowed
from fscore.model.roles import Role
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
