"""What has acts of its own is not written by forms, files or programs."""

from datetime import date

import pytest

from fscore.errors import NotAllowed
from fscore.model.entity import writable
from fscore.model.roles import Role
from fscore.model.switching import PluginSwitch, SwitchKind
from fscore.services.system import System
from tests.conftest import officer, places


def test_a_switch_is_neither_made_nor_changed_nor_removed_by_hand(system: System) -> None:
    """An officer who could write switches like any record would undo what the district requires."""
    town = places(system).town
    with system.work() as work:
        made = work.add(
            PluginSwitch(division_id=town.id, plugin="banquets", kind=SwitchKind.REQUIRE, starts_on=date(2023, 1, 1))
        )
        work.commit()
    with system.work(officer(town)) as work:
        there = work.get(PluginSwitch, made.id)
        with pytest.raises(NotAllowed, match="“模块开关”不能直接登记、修改或删除"):
            work.remove(there, "想停用")
        with pytest.raises(NotAllowed, match="要用它自己的页面或命令"):
            work.change(there, {"note": "改一改"})
        with pytest.raises(NotAllowed):
            work.create(PluginSwitch, {"division_id": town.id, "plugin": "banquets", "kind": "disable"})
    assert writable(PluginSwitch, Role.OFFICER) == ()
