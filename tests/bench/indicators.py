"""How fast the indicators of a district are counted: 20 townships, 1,000,000 records."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from yardstick import Yardstick

import fscore
import fscore_banquets
import fscore_pledges
from fscore.exchange.divisions import divisions_of
from fscore.model.division import Level
from fscore.model.period import year
from fscore.services.divisions import keep_tree
from fscore.services.figures import breakdown, readings
from fscore.services.system import System
from fscore.storage.tables import mappers

DISTRICT = "990101000000"
TOWNSHIPS, UNITS = 20, 25
BANQUETS, GUIDED, SAMPLES, OPERATORS = 600_000, 150_000, 100_000, 50_000
DAY = date(2023, 12, 31)


def yardsticks(folder: Path) -> Iterator[Yardstick]:
    """All indicators of the district, and one of them for each township, against SQL written by hand."""
    system = district(folder / "district.db")
    path = system.engine.url.database or ""
    yield Yardstick(
        what="all indicators of a district, 1,000,000 records",
        against="the same counts in SQL by hand",
        limit=1.3,
        ours=lambda _: _ours(system),
        theirs=lambda _: _by_hand(path),
        rounds=3,
    )
    yield Yardstick(
        what="banquets reported, by township",
        against="the same GROUP BY in SQL by hand",
        limit=None,
        ours=lambda _: _ours_by_township(system),
        theirs=lambda _: _by_hand_grouped(path),
        rounds=3,
    )
    system.engine.dispose()


def _ours(system: System) -> dict[str, tuple[Any, Any]]:
    with system.work(reading=True) as work:
        found = readings(work, work.division(DISTRICT), year(2023))
    return {one.indicator.id: (one.value.part, one.value.whole) for one in found}


def _ours_by_township(system: System) -> object:
    with system.work(reading=True) as work:
        return breakdown(work, "I39", work.division(DISTRICT), year(2023), Level.TOWNSHIP)


def district(path: Path) -> System:
    """Make a district and fill it by the driver alone, as the time for that is nobody's."""
    plugins = {"banquets": fscore_banquets, "pledges": fscore_pledges}
    system = fscore.open(f"sqlite:///{path}", secret=b"k" * 32, plugins=plugins)
    system.set_business_day(DAY)
    rows = [(DISTRICT, "清河区", "district", "")]
    for town in range(TOWNSHIPS):
        code = f"990101{101 + town:03d}000"
        rows.append((code, f"第{town}镇", "township", DISTRICT))
        rows += [(f"{code[:9]}{200 + unit}", f"第{unit}村", "village", code) for unit in range(UNITS)]
    with system.work() as work:
        keep_tree(work, divisions_of(rows, name="bench"))
    for name in plugins:
        fscore.enable(system, name, DISTRICT, date(2023, 1, 1))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        villages = [row[0] for row in connection.execute("SELECT id FROM division WHERE level = 5")]
        _fill(connection, villages)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return system


def _fill(connection: sqlite3.Connection, villages: list[int]) -> None:
    first = date(2022, 7, 1)
    days = [(first + timedelta(days=number)).isoformat() for number in range(600)]

    def put(table: str, count: int, **values: Any) -> None:
        """Insert rows whose values are fixed or made from the number of the row."""
        defaults = _defaults(table)
        names = list({**defaults, **values, "id": 0, "division_id": 0})
        marks = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        made = {**defaults, **values, "id": lambda n: n + 1, "division_id": lambda n: villages[n % len(villages)]}
        rows = (tuple(made[name](n) if callable(made[name]) else made[name] for name in names) for n in range(count))
        connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)

    put(
        "banquets_banquet",
        BANQUETS,
        host="主家",
        kind=lambda n: "funeral" if n % 10 == 0 else "wedding",
        place="院坝",
        filed_on=lambda n: days[n * 7919 % 540],
        first_on=lambda n: days[n * 7919 % 540 + n % 6],
        last_on=lambda n: days[n * 7919 % 540 + n % 6],
        days_ahead=lambda n: n % 6,
        state=lambda n: "cancelled" if n % 17 == 0 else "closed",
        largest_sitting=lambda n: 40 + n * 31 % 120,
        reported_on=lambda n: days[n * 7919 % 540] if n % 3 else None,
        reported_to=lambda n: "|health_centre|" if n % 3 else "|",
        ill=0,
    )
    put(
        "banquets_guidance",
        GUIDED,
        banquet_id=lambda n: n * 4 + 1,
        guided_on=lambda n: days[n * 4 * 7919 % 540],
        guides="联络员",
        passed="|",
        signed=1,
    )
    put(
        "banquets_sample",
        SAMPLES,
        banquet_id=lambda n: n * 4 + 1,
        dish="扣肉",
        kept_on=lambda n: days[n * 4 * 7919 % 540],
        weight=lambda n: 100 + n % 60,
        hours=lambda n: 40 + n % 20,
        keeper="某人",
    )
    kinds = ("caterer", "grocery", "workshop", "supermarket", "school")
    put(
        "operator",
        OPERATORS,
        name=lambda n: f"第{n}家",
        kind=lambda n: kinds[n % len(kinds)],
        opened_on="2020-01-01",
        status="open",
        principal="某人",
    )
    put(
        "licence",
        OPERATORS,
        operator_id=lambda n: n + 1,
        kind="food_licence",
        number=lambda n: f"JY{n:014d}",
        issued_on="2021-01-01",
        valid_to="2025-12-31",
    )
    put(
        "pledges_pledge",
        OPERATORS,
        operator_id=lambda n: n + 1,
        year=2023,
        kind="workshop",
        text_version="一",
        state="signed",
        signed_on=lambda n: "2023-03-01" if n % 5 else None,
        valid_to="2023-12-31",
        proof="scan",
    )


def _defaults(table: str) -> dict[str, Any]:
    """Return values for the columns of a table that may not be empty."""
    found: dict[str, Any] = {}
    for column in mappers.metadata.tables[table].columns:
        if not column.nullable and column.name not in ("id", "division_id"):
            text = column.type.compile(dialect=sqlite()) == "TEXT"
            found[column.name] = "" if text else 0
    return {**found, "revision": 1, "door": "cli"}


def sqlite() -> Any:
    """Return the dialect whose types are asked for."""
    from sqlalchemy.dialects import sqlite as dialect  # noqa: PLC0415

    return dialect.dialect()


_YEAR = ("2023-01-01", "2023-12-31")
_IN = "JOIN division d ON d.id = r.division_id WHERE d.district_id = :district AND r.deleted_at IS NULL"
_LARGE = "r.state IN ('accepted', 'guided', 'held', 'closed') AND r.largest_sitting >= 100"
_HAND = {
    "I38": f"FROM banquets_banquet r {_IN} AND r.filed_on BETWEEN :first AND :last"
    " AND r.state IN ('accepted', 'guided', 'held', 'closed')",
    "I39 whole": f"FROM banquets_banquet r {_IN} AND r.filed_on BETWEEN :first AND :last AND {_LARGE}",
    "I39 part": f"FROM banquets_banquet r {_IN} AND r.filed_on BETWEEN :first AND :last AND {_LARGE}"
    " AND r.reported_on IS NOT NULL AND r.reported_to LIKE '%|health_centre|%'",
    "D03 whole": f"FROM banquets_banquet r {_IN} AND r.filed_on BETWEEN :first AND :last"
    " AND r.state IN ('accepted', 'guided', 'held', 'closed') AND r.kind <> 'funeral'",
    "D03 part": f"FROM banquets_banquet r {_IN} AND r.filed_on BETWEEN :first AND :last"
    " AND r.state IN ('accepted', 'guided', 'held', 'closed') AND r.kind <> 'funeral' AND r.days_ahead >= 2",
    "D04 whole": f"FROM banquets_banquet r {_IN} AND r.first_on BETWEEN :first AND :last AND {_LARGE}"
    " AND r.largest_sitting > 100 AND EXISTS"
    " (SELECT 1 FROM banquets_guidance g WHERE g.banquet_id = r.id AND g.deleted_at IS NULL)",
    "D04 part": f"FROM banquets_banquet r {_IN} AND r.first_on BETWEEN :first AND :last AND {_LARGE}"
    " AND r.largest_sitting > 100 AND EXISTS"
    " (SELECT 1 FROM banquets_guidance g WHERE g.banquet_id = r.id AND g.deleted_at IS NULL) AND EXISTS"
    " (SELECT 1 FROM banquets_sample s WHERE s.banquet_id = r.id AND s.deleted_at IS NULL"
    " AND s.weight >= 125 AND s.hours >= 48)",
    "I26 whole": f"FROM operator r {_IN} AND r.kind = 'workshop' AND r.opened_on <= :last"
    " AND (r.closed_on IS NULL OR r.closed_on > :last)",
    "I26 part": f"FROM operator r {_IN} AND r.kind = 'workshop' AND r.opened_on <= :last"
    " AND (r.closed_on IS NULL OR r.closed_on > :last) AND EXISTS (SELECT 1 FROM pledges_pledge p"
    " WHERE p.operator_id = r.id AND p.year = 2023 AND p.signed_on <= :last AND p.deleted_at IS NULL)",
    "I33 whole": f"FROM operator r {_IN} AND r.kind = 'caterer' AND r.opened_on <= :last"
    " AND (r.closed_on IS NULL OR r.closed_on > :last)",
    "I33 part": f"FROM operator r {_IN} AND r.kind = 'caterer' AND r.opened_on <= :last"
    " AND (r.closed_on IS NULL OR r.closed_on > :last) AND EXISTS (SELECT 1 FROM pledges_delivery p"
    " WHERE p.operator_id = r.id AND p.deleted_at IS NULL)",
    **{
        f"kind {kind}": f"FROM operator r {_IN} AND r.kind = '{kind}' AND r.opened_on <= :last"
        " AND (r.closed_on IS NULL OR r.closed_on > :last)"
        for kind in (
            "caterer",
            "supermarket",
            "grocery",
            "workshop",
            "school",
            "nursing_home",
            "other_canteen",
            "stall",
        )
    },
    "villages": "FROM division d WHERE d.district_id = :district AND d.level = 5",
    "letters": "FROM division d WHERE d.district_id = :district AND d.level = 5 AND EXISTS"
    " (SELECT 1 FROM pledges_responsibility_letter l WHERE l.division_id = d.id AND l.year = 2023)",
    "posts": f"FROM appointment r {_IN} AND r.post = 'liaison' AND r.starts_on <= :last",
}


def _by_hand(path: str) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        facts = _facts(connection)
        return {name: connection.execute(f"SELECT count(*) {sql}", facts).fetchone()[0] for name, sql in _HAND.items()}


def _by_hand_grouped(path: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        facts = _facts(connection)
        return [
            connection.execute(f"SELECT d.township_id, count(*) {_HAND[name]} GROUP BY 1", facts).fetchall()
            for name in ("I39 part", "I39 whole")
        ]


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    district_id = connection.execute("SELECT id FROM division WHERE level = 3").fetchone()[0]
    return {"district": district_id, "first": _YEAR[0], "last": _YEAR[1]}
