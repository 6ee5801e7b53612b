"""Backup, verify and restore on the command line; what is in a backup is tested with the service."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import MODEL, Run
from tests.cli.documents import read


def test_a_backup_brings_everything_back(demo: Run, tmp_path: Path) -> None:
    shown = demo("backup", "kept.backup").stdout
    assert shown.startswith("备份到了 kept.backup：")
    assert re.search(r"：\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d 做的，", shown)
    assert "里面没有密钥，请另外保管密钥文件" in shown
    assert demo("verify", "kept.backup").stdout.startswith("kept.backup 完好：")
    before = demo("indicators", "--division", MODEL, "--json").stdout
    demo("plugin", "disable", "banquets", "--division", MODEL)
    assert demo("restore", "kept.backup", status=1).stderr.startswith(
        "fscore: fscore.db 已经有了。要换掉它请加 --replace"
    )
    told = demo("restore", "kept.backup", "--replace").stdout
    (aside,) = [path for path in tmp_path.glob("fscore.db.before-*") if not path.name.endswith(("-wal", "-shm"))]
    assert f"原来的改名为 {aside.name}" in told
    assert demo("indicators", "--division", MODEL, "--json").stdout == before
    assert demo("audit", "verify").stdout.startswith("审计 ")
    rows = read(demo("audit", "show", "--last", "3", "--json"))["rows"]
    assert [(row["action"], row["entity"]) for row in rows][-2:] == [
        ("backup", "installation"),
        ("restore", "installation"),
    ]


def test_a_damaged_backup_is_refused_and_nothing_is_touched(demo: Run, tmp_path: Path) -> None:
    demo("backup", "kept.backup")
    content = bytearray((tmp_path / "kept.backup").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "kept.backup").write_bytes(content)
    before = (tmp_path / "fscore.db").read_bytes()
    for command in (["verify", "kept.backup"], ["restore", "kept.backup", "--replace"]):
        assert demo(*command, status=1).stderr.startswith("fscore: kept.backup 没有收下")
    assert (tmp_path / "fscore.db").read_bytes() == before


def test_without_the_key_nothing_is_restored(demo: Run, tmp_path: Path) -> None:
    demo("backup", "kept.backup")
    shown = demo("--db", "sqlite:///new.db", "restore", "kept.backup", status=1)
    assert shown.stderr.startswith("fscore: 这份备份里没有密钥。请先把原来的密钥文件放到 new.db.key")
    assert not (tmp_path / "new.db").exists()


def test_a_backup_with_its_key_stands_alone(demo: Run, tmp_path: Path) -> None:
    assert "里面没有密钥" not in demo("backup", "kept.backup", "--with-key").stdout
    demo("--db", "sqlite:///new.db", "restore", "kept.backup")
    assert (tmp_path / "new.db.key").read_bytes() == (tmp_path / "fscore.db.key").read_bytes()
    demo("--db", "sqlite:///new.db", "doctor")


def test_the_files_of_a_backup_are_not_overwritten(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.backup").write_text("something")
    assert demo("backup", "kept.backup", status=1).stderr == "fscore: kept.backup 已经有了，请换一个文件名\n"
    assert demo("backup", "no/kept.backup", status=1).stderr == f"fscore: 没有文件夹 {tmp_path}/no\n"


def test_a_backup_is_restored_into_a_file_only(demo: Run) -> None:
    demo("backup", "kept.backup")
    shown = demo("--db", "postgresql://x@127.0.0.1/y", "restore", "kept.backup", status=2)
    assert "PostgreSQL 请用 pg_restore" in shown.stderr


@pytest.mark.parametrize("role", ["officer", "auditor"])
def test_only_who_runs_the_installation_makes_a_backup(demo: Run, role: str) -> None:
    demo("user", "add", "wang", "王某", "--role", role, "--division", MODEL)
    assert demo("--as", "wang", "backup", "kept.backup", status=1).stderr.endswith("不能备份，请找系统管理员\n")
