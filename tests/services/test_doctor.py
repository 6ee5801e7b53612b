"""What doctor finds in an installation that was tampered with."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import fscore
from fscore.exchange.pictures import made_anew
from fscore.model.division import Level
from fscore.model.operators import Operator, OperatorKind
from fscore.services import attachments
from fscore.services.divisions import add_division
from fscore.services.doctor import examine
from fscore.services.system import System
from fscore.storage import migrate
from fscore.storage.security import protect
from tests.exchange.photos import photo

PNG = made_anew(photo("PNG"), "PNG", "a.png")
SECRET = b"a key that only tests have 01234"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    """An installation with one photo, and its key beside it."""
    monkeypatch.delenv("FSCORE_FILES", raising=False)
    monkeypatch.delenv("FSCORE_SECRET", raising=False)
    opened = fscore.open(f"sqlite:///{tmp_path / 'own.db'}", plugins={})
    opened.set_business_day(date(2023, 12, 31))
    with opened.work() as work:
        village = add_division(work, code="990101101200", name="甲村", level=Level.VILLAGE)
        shop = work.add(Operator(division_id=village.id, name="小店", kind=OperatorKind.GROCERY))
        attachments.attach(work, shop, "门头.png", PNG)
        work.commit()
    yield opened
    opened.engine.dispose()


def found(system: System) -> dict[str, list[str]]:
    """Return what was found, by the check that found it."""
    return {one.code: [each.found for each in one.findings] for one in examine(system) if not one.ok}


def test_all_is_well_with_a_sound_installation(system: System) -> None:
    assert found(system) == {}
    codes = ["engine", "schema", "structure", "keys", "audit", "attachments", "plugins", "rows", "secret", "holidays"]
    assert [one.code for one in examine(system)] == codes


def test_a_flipped_byte_of_an_attachment_is_named(system: System, tmp_path: Path) -> None:
    (photo,) = [path for path in (tmp_path / "own.db.files").rglob("*") if path.is_file()]
    photo.write_bytes(PNG[:-1] + b"x")
    assert found(system) == {"attachments": ["附件 1（门头.png）的内容变了"]}
    photo.unlink()
    assert found(system) == {"attachments": ["附件 1（门头.png）的文件不在了"]}


def test_a_missing_key_is_named(system: System, tmp_path: Path) -> None:
    (tmp_path / "own.db.key").unlink()
    assert found(system) == {"secret": [f"没有密钥文件 {tmp_path / 'own.db.key'}"]}


def test_an_engine_without_the_safe_settings_is_named(system: System, tmp_path: Path) -> None:
    host = System(sa.create_engine(f"sqlite:///{tmp_path / 'own.db'}"), system.secret, system.plugins)
    assert found(host)["engine"] == ["foreign_keys 是 0，应当是 1"]
    host.engine.dispose()


def test_tables_of_another_version_are_named(system: System) -> None:
    with system.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {migrate.version_table('core')} SET version_num = 'core_0000'")
    assert found(system) == {"schema": ["core 的表和程序不是一个版本"]}


def test_tables_that_are_not_what_their_version_says_are_named(system: System) -> None:
    with system.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_operator_kind_opened_on")
        connection.exec_driver_sql("ALTER TABLE operator DROP COLUMN principal")
        connection.exec_driver_sql("ALTER TABLE licence ADD COLUMN colour TEXT")
        connection.exec_driver_sql("CREATE INDEX own ON operator (address)")
        connection.exec_driver_sql("DROP TABLE regime_adoption")
    assert sorted(found(system)["structure"]) == [
        "licence 多了 colour",
        "operator 缺少 kind, opened_on",
        "operator 缺少 principal",
        "没有 regime_adoption 这张表",
    ]


def test_a_plugin_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    broken = fscore.open(f"sqlite:///{tmp_path / 'own.db'}", plugins={"broken": object()}, secret=SECRET)
    (text,) = found(broken)["plugins"]
    assert text.startswith("模块 broken 不能用：")
    broken.engine.dispose()


@pytest.mark.postgresql
def test_on_postgresql_a_table_without_row_security_is_named(postgresql_url: str) -> None:
    server = fscore.open(postgresql_url, plugins={}, secret=SECRET)
    before = found(server).get("rows", [])
    assert not [text for text in before if "operator" in text]
    with server.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE operator NO FORCE ROW LEVEL SECURITY")
    assert "operator 表没有按范围隔离" in found(server)["rows"]
    protect(server.engine)
    server.engine.dispose()


def test_a_year_whose_holidays_the_program_does_not_know_is_named(system: System) -> None:
    """Limits in working days are still counted, but not by what was published."""
    system.set_business_day(date(2199, 1, 1))
    assert found(system) == {"holidays": ["程序不知道 2199 年的放假安排，工作日先按周一至周五算"]}
