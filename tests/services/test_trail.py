"""The audit trail as a whole: who may look at it, and what is shown."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import fscore
from fscore.errors import NotAllowed
from fscore.model.clock import CHINA
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore.services.trail import Wanted, check_trail, length, read_trail
from fscore.services.work import Actor
from fscore.storage.audit import Act
from tests.conftest import places, small_district


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """An installation in which a few things were done."""
    opened = fscore.open(f"sqlite:///{tmp_path / 'own.db'}", plugins={}, secret=b"a key that only tests have 01234")
    with opened.work() as work:
        village = add_division(work, code="990101101200", name="甲村", level=Level.VILLAGE)
        for name in ("一", "二", "三"):
            work.add(Operator(division_id=village.id, name=name, kind=OperatorKind.GROCERY))
        work.commit()
    yield opened
    opened.engine.dispose()


def test_an_auditor_reads_the_trail_and_finds_it_whole(system: System) -> None:
    with system.work(Actor("李某", Role.AUDITOR), reading=True) as work:
        count, broken = check_trail(work)
        rows = read_trail(work, 2)
        one = read_trail(work, 10, Wanted(entity="operator", record_id=1))
    assert (count, broken) == (4, ())
    assert [(row.sequence, row.entity) for row in rows] == [(3, "operator"), (4, "operator")]
    assert [(row.record_id, row.action) for row in one] == [(1, "add")]
    assert one[0].changes["name"] == [None, "一"]


def test_the_trail_is_narrowed_by_who_when_and_how_far_back(system: System) -> None:
    today = datetime.now(CHINA).date()
    with system.work(Actor("李某", Role.AUDITOR), reading=True) as work:

        def seen(**wanted: Any) -> list[int]:
            return [row.sequence for row in read_trail(work, 10, Wanted(**wanted))]

        assert seen(who="安装") == [1, 2, 3, 4]
        assert seen(who="%") == []
        assert seen(first=today, last=today) == [1, 2, 3, 4]
        assert seen(first=today + timedelta(days=1)) == []
        assert seen(last=today - timedelta(days=1)) == []
        assert seen(before=3) == [1, 2]
        assert length(work) == 4


def test_an_auditor_of_a_township_sees_what_was_done_there_and_nothing_of_the_installation() -> None:
    made = small_district("sqlite://")
    there = places(made)
    with made.work() as work:
        for place in (there.village, there.other_village):
            work.add(Operator(division_id=place.id, name=f"{place.name}饭店", kind=OperatorKind.CATERER))
        work.note(Act("denied", "page", changes={"endpoint": "x"}))
        work.commit()
    with made.work(Actor("李某", Role.AUDITOR, there.town), reading=True) as work:
        rows = read_trail(work, 100)
    assert {row.division_id for row in rows} == {there.town.id, there.village.id, there.bridge.id, there.community.id}
    assert [row.entity for row in rows if row.entity != "division"] == ["operator"]
    with made.work(Actor("李某", Role.AUDITOR, there.district), reading=True) as work:
        assert read_trail(work, 1)[0].action == "denied"
    made.engine.dispose()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.INSTALLATION)])
def test_nobody_else_sees_any_of_it(system: System, role: Role) -> None:
    with system.work(Actor("某人", role), reading=True) as work:
        for look in (lambda: check_trail(work), lambda: read_trail(work, 1), lambda: length(work)):
            with pytest.raises(NotAllowed, match=f"{role.label}不能看审计"):
                look()
