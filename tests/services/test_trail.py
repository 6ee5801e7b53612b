"""The audit trail as a whole: who may look at it, and what is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import fscore
from fscore.errors import NotAllowed
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.model.roles import Role
from fscore.services.divisions import add_division
from fscore.services.system import System
from fscore.services.trail import check_trail, read_trail
from fscore.services.work import Actor


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
        one = read_trail(work, 10, "operator", 1)
    assert (count, broken) == (4, ())
    assert [(row.sequence, row.entity) for row in rows] == [(3, "operator"), (4, "operator")]
    assert [(row.record_id, row.action) for row in one] == [(1, "add")]
    assert one[0].changes["name"] == [None, "一"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.INSTALLATION)])
def test_nobody_else_sees_any_of_it(system: System, role: Role) -> None:
    with system.work(Actor("某人", role), reading=True) as work:
        for look in (lambda: check_trail(work), lambda: read_trail(work, 1)):
            with pytest.raises(NotAllowed, match=f"{role.label}不能看审计"):
                look()
