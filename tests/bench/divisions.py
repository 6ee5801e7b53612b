"""How fast divisions are loaded and found."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from nation import hamlet, nation
from yardstick import Yardstick

import fscore
from fscore.exchange.divisions import DivisionTree
from fscore.model.division import Division, Level
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.services.chain import chain
from fscore.services.divisions import keep_tree, subtree
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.division_load import COLUMNS

DAY = date(2023, 12, 31)
INSERT = f"INSERT INTO division ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def yardsticks(folder: Path) -> Iterator[Yardstick]:
    """Load a nation; then find places in it, and in a district of thirty units."""
    whole = nation()
    yield loading(folder, whole)
    for tree in (hamlet(), whole):
        system = opened(folder / f"found-{len(tree)}.db")
        with system.work() as work:
            keep_tree(work, tree)
        yield from finding(system, len(tree))
        system.engine.dispose()


def opened(path: Path) -> System:
    """Open an empty database."""
    return fscore.open(f"sqlite:///{path}", secret=b"k" * 32, plugins={})


def loading(folder: Path, tree: DivisionTree) -> Yardstick:
    """Our load of a tree, against the driver alone that writes the finished rows into the same table and indexes."""
    finished = list(tree.rows())
    numbers = itertools.count()

    def fresh() -> System:
        return opened(folder / f"load-{next(numbers)}.db")

    def ours(system: System) -> None:
        with system.work() as work:
            keep_tree(work, tree)

    def theirs(system: System) -> None:
        with closing(sqlite3.connect(system.engine.url.database or "", isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, finished)
            connection.execute("COMMIT")

    return Yardstick(
        f"load {len(tree):,} divisions, rows parsed", "executemany, driver alone", 3, ours, theirs, fresh, rounds=3
    )


def finding(system: System, units: int) -> Iterator[Yardstick]:
    """Look-ups by place, each against the look-up of one division by its primary key in the same unit of work."""
    with system.work() as work:
        village = appoint(work, units)
        district = work.place(village.district_id or 0)
        top = work.place(village.province_id or village.district_id or 0)
        codes = (village.code, top.code)

    def by_key(work: Work) -> object:
        return work.get(Division, village.id)

    def is_under(work: Work) -> object:
        return work.division(codes[0]).under(work.division(codes[1]))

    def who_answers(work: Work) -> object:
        work._places.clear()  # as if asked for the first time
        work._places.clear()  # as if asked for the first time
        return chain(work, village, DAY)

    def first_units(work: Work) -> object:
        return subtree(work, district, 100)

    sides = (
        ("is A under B", is_under),
        ("chain of responsibility", who_answers),
        ("first 100 units of a subtree", first_units),
    )
    with system.work(reading=True) as reading:
        for what, ours in sides:
            label = f"{what}, {units:,} units"
            yield Yardstick(label, "primary key", 20, ours, by_key, lambda: reading, calls=200)


def appoint(work: Work, units: int) -> Division:
    """Fill the posts of one chain and return its village."""
    number = units // 2 if units > 100 else units
    village = work.get(Division, number)
    posts = (
        (village.id, Post.FIRST_RESPONSIBLE),
        (village.id, Post.LIAISON),
        (village.township_id, Post.GROUP_HEAD),
        (village.township_id, Post.OFFICER),
        (village.district_id, Post.CONTACT),
    )
    for place, post in posts:
        person = work.add(Person(division_id=place or 0, name=f"任{post.label}", phone="15400000000"))
        work.add(Appointment(division_id=place or 0, person_id=person.id, post=post, starts_on=date(2020, 1, 1)))
    work.commit()
    assert village.level == Level.VILLAGE
    return village
