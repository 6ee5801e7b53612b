"""Making, upgrading, examining and serving an installation."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from fscore.storage import migrate
from tests.cli.conftest import Run
from tests.cli.documents import read


def test_init_makes_a_database_and_a_key_that_nobody_else_reads(fscore: Run, tmp_path: Path) -> None:
    shown = fscore("init").stdout
    assert "数据库建好了：sqlite:///fscore.db" in shown
    assert "fscore.db.key" in shown
    assert (tmp_path / "fscore.db.key").stat().st_mode & 0o777 == 0o600
    again = fscore("init", status=1)
    assert again.stderr == "fscore: fscore.db 已经有了。要升级它请运行 fscore migrate\n"


def test_the_environment_says_which_database(fscore: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FSCORE_DB", "sqlite:///other.db")
    fscore("init")
    assert (tmp_path / "other.db").exists()


def test_a_database_without_townships_says_how_to_go_on(fscore: Run) -> None:
    fscore("init")
    assert fscore("indicators", status=1).stderr == ("fscore: 这个数据库里还没有乡镇。请先运行 fscore divisions load\n")


def test_the_demonstration_wants_an_empty_database(demo: Run) -> None:
    assert demo("demo", status=1).stderr.startswith("fscore: 演示数据要放进空的数据库")


NEXT = """
from alembic import op

revision = "core_next"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE invented (id INTEGER PRIMARY KEY) STRICT")
"""


def newer(tmp_path: Path) -> Path:
    """Return the migrations of a core that is one step ahead of this one."""
    ahead = tmp_path / "ahead" / "migrations"
    shutil.copytree(migrate.folder(migrate.CORE_PACKAGE), ahead, ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT.format(before=migrate.heads(migrate.CORE_PACKAGE))
    (ahead / "versions" / "9999_next.py").write_text(step, encoding="utf-8")
    return ahead


def test_an_older_database_is_upgraded_on_purpose_and_behind_a_backup(
    fscore: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fscore("init")
    before = migrate.heads(migrate.CORE_PACKAGE)
    ahead = newer(tmp_path)
    monkeypatch.setattr(migrate, "folder", lambda _package: ahead)
    refused = fscore("reminders", status=1)
    assert refused.stderr == "fscore: 数据库比程序旧（core）。先运行 fscore migrate，它会先备份再升级\n"
    shown = fscore("migrate").stdout
    (kept,) = tmp_path.glob("fscore.db.before-migrate-*.backup")
    assert f"先备份到了 {kept.name}" in shown
    assert "core 升级了" in shown
    assert shown.endswith("表都是最新的\n")
    assert fscore("migrate").stdout == "表都是最新的\n"
    fscore("verify", kept.name)
    fscore("--db", "sqlite:///old.db", "restore", kept.name, status=1)  # without its key
    shutil.copy(tmp_path / "fscore.db.key", tmp_path / "old.db.key")
    monkeypatch.undo()
    with closing(sqlite3.connect(tmp_path / "fscore.db")) as connection:
        assert connection.execute("SELECT version_num FROM schema_core").fetchone() == ("core_next",)
    monkeypatch.chdir(tmp_path)
    fscore("--db", "sqlite:///old.db", "restore", kept.name)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("SELECT version_num FROM schema_core").fetchone() == (before,)


def test_doctor_finds_nothing_wrong_with_the_demonstration(demo: Run) -> None:
    shown = demo("doctor").stdout
    assert shown.endswith("一切正常\n")
    assert "✗" not in shown
    document = read(demo("doctor", "--json"))
    assert document["ok"] is True
    assert {"code", "title", "ok", "findings"} == set(document["checks"][0])


def test_doctor_says_what_is_wrong_and_what_to_do(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "fscore.db.key").chmod(0o644)
    with closing(sqlite3.connect(tmp_path / "fscore.db")) as connection:
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE sequence = 7")
        connection.execute("UPDATE licence SET operator_id = 999999 WHERE id = 1")
        connection.commit()
    shown = demo("doctor", status=1).stdout
    for text in (
        "✗ 密钥文件",
        "别的用户也能读密钥文件 fscore.db.key（权限 644）",
        "→ 请运行 chmod 600 fscore.db.key",
        "✗ 审计",
        "审计第 7 条：内容和它的摘要对不上",
        "✗ 记录之间的连接",
        "licence 第 1 条连着的 operator 不在了",
        "✓ 数据库设置",
    ):
        assert text in shown
    assert shown.endswith("发现问题，见上面打 ✗ 的\n")


def test_doctor_examines_even_what_can_not_be_opened(fscore: Run, tmp_path: Path) -> None:
    (tmp_path / "fscore.db").write_bytes(b"no database at all" * 100)
    document = read(fscore("doctor", "--json", status=1))
    assert document["ok"] is False
    assert "file is not a database" in document["checks"][0]["findings"][0]["found"]


def test_serving_needs_the_front_end(demo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fscore_admin", None)
    assert demo("serve", status=1).stderr.startswith("fscore: 没有装网页部分（缺 fscore_admin）。请运行 pip install")


def test_serving_hands_the_opened_system_on(demo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[object] = []
    front = ModuleType("fscore_admin")
    front.serve = lambda system, host, port: served.append((type(system).__name__, host, port))
    monkeypatch.setitem(sys.modules, "fscore_admin", front)
    demo("serve", "--port", "8123")
    assert served == [("System", "127.0.0.1", 8123)]


@pytest.mark.parametrize("command", ["init", "migrate", "doctor", "demo", "serve", "restore"])
def test_what_concerns_the_installation_is_done_by_its_operator_alone(demo: Run, command: str) -> None:
    file = ["fscore.db"] if command == "restore" else []
    shown = demo("--as", "wang", command, *file, status=2)
    assert shown.stderr == "fscore: 这个命令总由安装操作员执行，不能加 --as\n"


def test_a_port_in_use_is_said(demo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_arguments: object) -> None:
        raise OSError(98, "Address already in use")

    front = ModuleType("fscore_admin")
    front.serve = taken
    monkeypatch.setitem(sys.modules, "fscore_admin", front)
    shown = demo("serve", status=1)
    assert shown.stderr == "fscore: 打不开 127.0.0.1:8000（Address already in use）。请用 --port 换一个端口\n"
