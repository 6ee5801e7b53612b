"""How fast a township pages through its records when the table holds a thousand townships' worth of them."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from yardstick import Yardstick

import fscore
from fscore.exchange.divisions import divisions_of
from fscore.model.people import Person
from fscore.model.roles import Role
from fscore.services.divisions import keep_tree
from fscore.services.listing import page
from fscore.services.system import System
from fscore.services.work import Actor

ROWS = 10_000
TOWNSHIPS = 1_000
UNITS = 25
PAGES = {"first": 1, "middle": ROWS // 20 // 2, "last": ROWS // 20}
FIELDS = "name, division_id, id, key, note, recorded_by, door, revision, deleted_reason"


def yardsticks(folder: Path) -> Iterator[Yardstick]:
    """The first, the middle and the last page of one township, in a table of all and in one of its own rows alone."""
    large, small = _filled(folder / "large.db", TOWNSHIPS), _filled(folder / "small.db", 1)
    for name, number in PAGES.items():
        yield Yardstick(
            what=f"{name} list page of a township in a table of {ROWS * TOWNSHIPS:,}",
            against=f"the same page in a table of its {ROWS:,}",
            limit=1.5,
            ours=partial(_page, large, number),
            theirs=partial(_page, small, number),
            rounds=9,
        )
    large.engine.dispose()
    small.engine.dispose()


def _page(system: System, number: int, _fresh: None) -> object:
    with system.work(reading=True) as work:
        town = work.division("990101101000")
    with system.work(Actor("专干", Role.OFFICER, town), reading=True) as work:
        found = page(work, Person, sa.select(Person), number=number)
    if len(found.rows) != 20:
        raise AssertionError(len(found.rows))
    return found


def _filled(path: Path, townships: int) -> System:
    system = fscore.open(f"sqlite:///{path}", secret=b"k" * 32, plugins={})
    rows = [("990101000000", "清河区", "district", "")]
    for town in range(townships):
        code = f"9901{town // 800 + 1:02d}{town % 800 + 101:03d}000"
        rows.append((code, f"第{town}镇", "township", "990101000000"))
        rows += [(f"{code[:9]}{200 + unit}", f"第{unit}村", "village", code) for unit in range(UNITS)]
    with system.work() as work:
        keep_tree(work, divisions_of(rows, name="bench"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        units = [row[0] for row in connection.execute("SELECT id FROM division WHERE level = 5 ORDER BY id")]
        # Rows of all townships come in turn, as they do when townships work side by side.
        people = (
            (f"第{number}人", unit, number + 1)
            for number, unit in enumerate(itertools.islice(itertools.cycle(units), ROWS * townships))
        )
        marks = "?, ?, ?, NULL, '', '', 'web', 1, ''"
        connection.executemany(f"INSERT INTO person ({FIELDS}) VALUES ({marks})", people)
        connection.execute("COMMIT")
    return system
