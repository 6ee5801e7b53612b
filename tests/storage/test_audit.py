"""The audit trail under attack: whatever is done to its rows, verification says where it no longer holds."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.model.people import Person
from fscore.services.system import System
from fscore.storage import audit as trail
from fscore.storage.audit import Broken, audit, checkpoint, keyed, sign, verify
from tests.conftest import SECRET, officer, places

ROWS = 6


@pytest.fixture
def trailed(any_system: System) -> System:
    """A trail of some rows."""
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        for number in range(ROWS):
            work.add(Person(division_id=there.village.id, name=f"村民{number}", phone="15400000001"))
        work.commit()
    return any_system


def _last(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.max(audit.c.sequence))).scalar_one())


def _set(connection: Connection, row: int, **values: object) -> None:
    connection.execute(audit.update().where(audit.c.sequence == row).values(values))


def _swap(connection: Connection, last: int) -> None:
    _set(connection, last - 1, sequence=0)
    _set(connection, last - 2, sequence=last - 1)
    _set(connection, 0, sequence=last - 2)


def _insert(connection: Connection, last: int) -> None:
    row = dict(connection.execute(sa.select(audit).where(audit.c.sequence == last)).mappings().one())
    connection.execute(audit.insert(), row | {"sequence": last + 1, "actor": "没有这个人"})


def _rechain(connection: Connection, last: int) -> None:
    """Change a row and compute all that follows anew, as somebody with the program but without the secret can."""
    _set(connection, last - 3, actor="别人")
    previous = trail.START
    for row in connection.execute(sa.select(audit).order_by(audit.c.sequence)).mappings().all():
        previous = trail._digest(previous, dict(row))
        _set(connection, row["sequence"], hash=previous)


Attack = Callable[[Connection, int], object]
ATTACKS: dict[str, tuple[Attack, int, str]] = {
    "another actor": (lambda c, last: _set(c, last - 2, actor="别人"), -2, "changed"),
    "another role": (lambda c, last: _set(c, last - 2, role="leader"), -2, "changed"),
    "another door": (lambda c, last: _set(c, last - 2, door="web"), -2, "changed"),
    "another moment": (lambda c, last: _set(c, last - 2, at=datetime(2020, 1, 1, tzinfo=UTC)), -2, "changed"),
    "another record": (lambda c, last: _set(c, last - 2, record_id=1), -2, "changed"),
    "no division": (lambda c, last: _set(c, last - 2, division_id=None), -2, "changed"),
    "other changes": (lambda c, last: _set(c, last - 2, changes="{}"), -2, "changed"),
    "another request": (lambda c, last: _set(c, last - 2, request="r-9"), -2, "changed"),
    "a row taken out": (lambda c, last: c.execute(audit.delete().where(audit.c.sequence == last - 2)), -1, "missing"),
    "the first row taken out": (lambda c, _last: c.execute(audit.delete().where(audit.c.sequence == 1)), 2, "missing"),
    "two rows exchanged": (_swap, -2, "changed"),
    "a row put behind the end": (_insert, 1, "changed"),
    "the last hash changed": (lambda c, last: _set(c, last, hash="0" * 64), 0, "changed"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_change_to_a_row_is_found_where_it_was_made(trailed: System, attack: str) -> None:
    """The first place where the chain does not hold is the one that was touched."""
    act, place, reason = ATTACKS[attack]
    with trailed.engine.begin() as connection:
        last = _last(connection)
        act(connection, last)
        _count, broken = verify(connection, SECRET)
    wanted = place if place == 2 else last + place
    assert broken[0] == Broken(wanted, reason)


def test_an_untouched_trail_holds(trailed: System) -> None:
    """It holds with and without a checkpoint, and signing twice makes one."""
    with trailed.engine.begin() as connection:
        assert verify(connection, SECRET) == (_last(connection), ())
        assert sign(connection, SECRET) == sign(connection, SECRET)
        assert verify(connection, SECRET)[1] == ()
        assert len(connection.execute(sa.select(checkpoint)).all()) == 1


def test_an_end_that_was_cut_off_shows_at_a_checkpoint_only(trailed: System) -> None:
    """A chain alone can't know that there was more; a signed checkpoint does."""
    with trailed.engine.begin() as connection:
        last = _last(connection)
        sign(connection, SECRET)
        connection.execute(audit.delete().where(audit.c.sequence > last - 2))
        assert verify(connection, SECRET) == (last - 2, (Broken(last, "checkpoint"),))
        connection.execute(checkpoint.delete())
        assert verify(connection, SECRET) == (last - 2, ())


def test_a_chain_written_anew_shows_at_a_checkpoint_only(trailed: System) -> None:
    """Whoever computes all hashes again has no secret to sign with."""
    with trailed.engine.begin() as connection:
        last = _last(connection)
        sign(connection, SECRET)
        _rechain(connection, last)
        assert verify(connection, SECRET) == (last, (Broken(last, "checkpoint"),))


def test_a_checkpoint_that_was_forged_is_none(trailed: System) -> None:
    """A signature by another secret, or over another row, counts as broken."""
    with trailed.engine.begin() as connection:
        last = _last(connection)
        sign(connection, b"another secret, that of somebody else")
        assert verify(connection, SECRET)[1] == (Broken(last, "checkpoint"),)


def test_over_nothing_there_is_nothing_to_sign(any_system: System) -> None:
    """An empty trail has no end."""
    with any_system.engine.begin() as connection:
        connection.execute(audit.delete())
        assert sign(connection, SECRET) is None
        assert verify(connection, SECRET) == (0, ())


def test_personal_values_stand_as_keyed_digests(trailed: System) -> None:
    """The same number is the same digest, another installation's is another, and no number can be read."""
    with trailed.engine.connect() as connection:
        rows = connection.scalars(sa.select(audit.c.changes).where(audit.c.entity == "person")).all()
    assert len(rows) == ROWS
    assert all(keyed(SECRET, "15400000001") in row and "15400000001" not in row for row in rows)
    assert keyed(b"another", "15400000001") not in rows[0]


def test_the_trail_goes_on_from_its_end(trailed: System) -> None:
    """Rows of later transactions follow without a gap."""
    there = places(trailed)
    for _ in range(2):
        with trailed.work(officer(there.town)) as work:
            work.add(Person(division_id=there.village.id, name="后来的"))
            work.commit()
    with trailed.engine.connect() as connection:
        sequences = connection.scalars(sa.select(audit.c.sequence).order_by(audit.c.sequence)).all()
        assert list(sequences) == list(range(1, len(sequences) + 1))
        assert verify(connection, SECRET)[1] == ()
