"""What the table knows of codes, and rows written in bulk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from fscore.model.division import ChangeKind, Division, DivisionChange, DivisionKind
from fscore.storage import division_load
from fscore.storage.division_load import divisions_by_code, insert_divisions, next_id
from fscore.storage.sessions import open_engine
from fscore.storage.tables import mappers, table_of

ROWS = [
    (1, "99", "甲省", 1, "province", None, 1, None, None, None, None, None),
    (2, "9901", "乙县", 3, "district", 1, 1, None, 2, None, None, None),
    (3, "9901-1", "丙镇", 4, "township", 2, 1, None, 2, 3, None, None),
]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    url = f"sqlite:///{tmp_path}/a.db" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    mappers.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def filled(connection: Connection) -> Connection:
    next_id(connection, len(ROWS))
    insert_divisions(connection, ROWS)
    return connection


def test_an_empty_table_knows_nothing(connection: Connection) -> None:
    assert divisions_by_code(connection, ["99"]) == {}


@pytest.mark.parametrize(("many", "at_once"), [(20_000, 500), (20_000, 1), (1, 500)])
def test_codes_are_found_however_many_are_asked_for(
    filled: Connection, monkeypatch: pytest.MonkeyPatch, many: int, at_once: int
) -> None:
    monkeypatch.setattr(division_load, "_MANY", many)
    monkeypatch.setattr(division_load, "_AT_ONCE", at_once)
    found = divisions_by_code(filled, ["99", "9901-1", "98"])
    assert sorted(found) == ["99", "9901-1"]
    town = found["9901-1"]
    assert (town.id, town.name, town.level, town.kind) == (3, "丙镇", 4, DivisionKind.TOWNSHIP)
    assert (town.parent_code, town.path, town.valid_to) == ("9901", (1, None, 2, 3, None, None), None)
    assert found["99"].parent_code is None


@pytest.mark.parametrize("many", [20_000, 0])
def test_a_former_code_leads_to_the_unit_unless_another_has_it_now(
    filled: Connection, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(division_load, "_MANY", many)
    for kind, subject, code in (
        (ChangeKind.RECODE, 2, "9988"),
        (ChangeKind.RECODE, 2, "99"),
        (ChangeKind.RENAME, 3, "9977"),
    ):
        row = {"kind": kind, "on": date(2024, 1, 1), "subject_id": subject, "old_code": code, "old_name": "旧"}
        filled.execute(table_of(DivisionChange).insert(), row)
    found = divisions_by_code(filled, ["9988", "99", "9977"])
    assert {code: one.id for code, one in found.items()} == {"9988": 2, "99": 1}
    assert found["9988"].code == "9901"


def test_ids_taken_in_one_piece_are_not_given_again(filled: Connection) -> None:
    assert next_id(filled, 5) == 4
    table = table_of(Division)
    filled.execute(table.insert(), {"code": "97", "name": "丁省", "level": 1, "kind": DivisionKind.PROVINCE})
    given = filled.execute(sa.select(table.c.id).where(table.c.code == "97")).scalar_one()
    assert given == (9 if filled.dialect.name == "postgresql" else 4)


def test_rows_are_written_in_pieces(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division_load, "CHUNK", 2)
    insert_divisions(connection, iter(ROWS))
    assert connection.execute(sa.select(sa.func.count()).select_from(table_of(Division))).scalar_one() == 3
