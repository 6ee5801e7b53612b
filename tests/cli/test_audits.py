"""The audit trail on the command line."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.documents import read


def test_a_whole_trail_is_said_to_hold(demo: Run) -> None:
    document = read(demo("audit", "verify", "--json"))
    assert document["ok"] is True
    assert document["broken"] == []
    assert document["rows"] > 100
    shown = demo("audit", "verify").stdout
    assert f"审计 {document['rows']} 条，前后连得上" in shown
    assert document["end"] in shown


def test_a_trail_that_was_tampered_with_ends_with_one(demo: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "fscore.db")) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = 9")
        connection.commit()
    document = read(demo("audit", "verify", "--json", status=1))
    assert {"sequence": 10, "reason": "missing"} in document["broken"]
    shown = demo("audit", "verify", status=1).stdout
    assert "第 10 条：前面缺了" in shown
    assert "有人绕过程序改过数据库" in shown


def test_the_last_rows_are_shown_oldest_first(demo: Run) -> None:
    demo("plugin", "disable", "banquets", "--division", "990101101000")
    rows = read(demo("audit", "show", "--last", "5", "--json"))["rows"]
    numbers = [row["sequence"] for row in rows]
    assert numbers == sorted(numbers)
    assert len(rows) == 5
    assert (rows[-1]["action"], rows[-1]["entity"]) == ("add", "plugin_switch")
    table = demo("audit", "show", "--last", "2").stdout.splitlines()
    assert table[0].split() == ["序号", "时间", "谁", "做了什么", "记录", "编号", "改了"]
    assert len(table) == 3


def test_records_and_fields_are_called_by_their_labels(demo: Run) -> None:
    shown = demo("audit", "show", "--entity", "经营主体", "--record", "1").stdout
    assert "  经营主体  " in shown
    assert "、单位名称、" in shown
    demo("backup", "kept.backup")
    last = demo("audit", "show", "--last", "1").stdout.splitlines()[-1]
    assert last.split()[-2:] == ["整个系统", "文件名、密钥"]


def test_one_record_can_be_followed(demo: Run) -> None:
    rows = read(demo("audit", "show", "--entity", "operator", "--record", "1", "--json"))["rows"]
    assert [(row["entity"], row["record"], row["action"]) for row in rows] == [("operator", 1, "add")]
