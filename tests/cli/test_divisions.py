"""Divisions on the command line."""

from pathlib import Path

from tests.cli.conftest import MODEL, Run
from tests.cli.documents import read

HEAD = "code,name,level,parent_code\n"


def test_a_file_is_loaded_and_may_be_loaded_again(fscore: Run, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(HEAD + "990102,乙区,district,\n990102101,某镇,township,990102\n", encoding="utf-8")
    fscore("init")
    shown = fscore("divisions", "load", "d.csv").stdout
    assert shown.startswith("d.csv：新增 2 个，已有 0 个\n")
    assert "乡镇 1 个" in shown
    assert fscore("divisions", "load", "d.csv").stdout.startswith("d.csv：新增 0 个，已有 2 个\n")
    assert read(fscore("indicators", "--json"))["division"] == "990102101000"  # the only township


def test_a_bad_file_is_refused_line_by_line(fscore: Run, tmp_path: Path) -> None:
    lines = "".join(f"9901{line:02d},,district,\n" for line in range(30))
    (tmp_path / "d.csv").write_text(HEAD + lines, encoding="utf-8")
    fscore("init")
    shown = fscore("divisions", "load", "d.csv", status=1).stderr.splitlines()
    assert shown[0].startswith("fscore: d.csv 没有收下，共 30 处问题。")
    assert len(shown) == 21
    assert shown[-1] == "  还有 10 处"
    assert fscore("divisions", "load", "none.csv", status=2).stderr == "fscore: 没有文件 none.csv\n"


def test_a_division_gets_another_name_and_another_code(demo: Run) -> None:
    shown = demo("divisions", "rename", "990101101219", "新坡村", "--on", "2023-12-01").stdout
    assert shown == "北坡村自 2023年12月1日 起叫新坡村\n"
    shown = demo("divisions", "recode", "990101101219", "990101101299").stdout
    assert shown == "新坡村自 2023年12月31日 起的代码是 990101101299；旧代码 990101101219 仍能找到它\n"
    assert read(demo("chain", "990101101219", "--json"))["target"] == "990101101299"


def test_divisions_are_split_and_merged_and_every_total_is_kept(demo: Run) -> None:
    asked = ["indicators", "--division", MODEL, "--json"]
    before = {one["id"]: one["part"] for one in read(demo(*asked))["indicators"]}
    shown = demo(
        "divisions", "merge", "990101101200", "990101101201", "--into", "990101101250", "向新村", "--on", "2023-12-31"
    ).stdout
    assert "起合并为 990101101250 向新村\n变更以前的数字不变；下级区划和原来的记录从这一天起归新的区划\n" in shown
    after = {one["id"]: one["part"] for one in read(demo(*asked))["indicators"]}
    assert after["I38"] == before["I38"]
    assert after["X01"] == before["X01"] - 1
    split = ["divisions", "split", "990101101202", "--part", "990101101260", "东村", "--part", "990101101261", "西村"]
    refused = demo(*split, status=1)  # where do its groups go?
    assert refused.stderr.startswith("fscore: ")
    children = [
        one["division"]
        for one in read(demo("indicators", "records", "X03", "--division", "990101101202", "--json"))["part"]
    ]
    ties = [word for child in children for word in ("--child", child, "990101101260")]
    assert "起分设为 990101101260 东村、990101101261 西村" in demo(*split, *ties).stdout


def test_a_village_and_a_community_merge_into_what_is_said(demo: Run) -> None:
    merge = ["divisions", "merge", "990101101218", "990101101001", "--into", "990101101270", "新社区"]
    refused = demo(*merge, status=1).stderr
    assert "类型不同，请写明“新社区”是什么类型（--kind）" in refused
    assert "village（行政村）、community（社区）" in demo(*merge, "--kind", "乡", status=2).stderr
    refused = demo(*merge, "--kind", "township", status=1).stderr
    assert refused == "fscore: 村（社区）的类型可以是行政村、社区、开发区等，不能是乡镇（街道）\n"
    before = _communities(demo)
    assert "合并为 990101101270 新社区" in demo(*merge, "--kind", "社区").stdout
    assert _communities(demo) == before
    demo("divisions", "rename", "990101101270", "新村", "--kind", "village")
    assert _communities(demo) == before - 1


def _communities(demo: Run) -> int:
    shown = read(demo("indicators", "--division", MODEL, "--json"))["indicators"]
    return next(one["part"] for one in shown if one["id"] == "X02")


def test_one_division_is_no_merger(demo: Run) -> None:
    shown = demo("divisions", "merge", "990101101200", "--into", "1", "某村", status=2)
    assert shown.stderr == "fscore: 合并至少要两个区划\n"


def test_a_day_to_come_is_refused(demo: Run) -> None:
    shown = demo("divisions", "rename", "990101101219", "新坡村", "--on", "2024-01-01", status=1)
    assert shown.stderr == "fscore: 2024-01-01 还没有到，请到那一天再改\n"
