"""Sets of criteria on the command line, and scores under them."""

from importlib import resources
from pathlib import Path

from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read

SHIPPED = Path(str(resources.files("fscore_four_complete"))) / "criteria" / "2011.toml"


def test_a_sound_file_is_checked_and_it_is_said_that_it_is_not_kept(fscore: Run) -> None:
    shown = fscore("criteria", "load", SHIPPED).stdout
    assert "（four-complete），2011年1月1日起施行：4 项，没有发现问题" in shown
    assert "还没有人和正式文件核对过" in shown
    assert "只检查，不保存" in shown


def test_a_bad_file_is_refused_with_what_is_wrong(fscore: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("code = ", encoding="utf-8")
    (tmp_path / "bad.docx").write_text("x", encoding="utf-8")
    assert fscore("criteria", "load", "bad.toml", status=1).stderr.startswith(
        "fscore: bad.toml 没有收下，共 1 处问题。"
    )
    assert fscore("criteria", "load", "bad.docx", status=2).stderr == (
        "fscore: 指标表要是 .toml 或 .xlsx 文件，不是 bad.docx\n"
    )


def test_a_subject_is_scored_from_the_records(demo: Run) -> None:
    listed = read(demo("indicators", "records", "X12", "--division", MODEL, "--json"))["part"]
    scores = [read(demo("score", "four-complete", one["id"], "--json")) for one in listed[:12]]
    for one in scores:
        assert {"set", "version", "subject", "on", "points", "total", "grade", "passed", "vetoes"} <= set(one)
        assert one["explanation"]["children"]
    assert (scores[0]["set"], scores[0]["on"]) == ("four-complete", "2023-12-31")
    assert scores[0]["subject"] == {"entity": "operator", "id": listed[0]["id"]}
    assert {one["passed"] for one in scores} > {True} or {one["state"] for one in scores} >= {"incomplete"}


def test_a_subject_is_found_by_its_name(demo: Run) -> None:
    name = read(demo("chain", "90", "--json"))["name"]
    shown = demo("score", "four-complete", name).stdout
    assert shown.startswith(f"农村食品安全示范店四齐全：{name}，2023年12月31日\n按业务日期 2023年12月31日\n得分 ")
    assert "还没有人和正式文件核对过" in shown
    explained = demo("score", "four-complete", name, "--explain").stdout
    assert "依据：" in explained or "凭据：" in explained


def test_what_can_not_be_scored_is_refused(demo: Run) -> None:
    for arguments, line in (
        (["four-complet", "1"], "没有指标表 four-complet。是不是 four-complete？能从记录里算的有："),
        (["four-complete", "没有的店"], "没有叫“没有的店”的经营主体"),
        (["four-complete", "99999"], "没有这条经营主体：99999"),
        (["four-complete", "1", "--on", "1999-01-01"], "指标表 four-complete 在 1999-01-01 还没有施行，或已经废止"),
    ):
        assert demo("score", *arguments, status=1).stderr.startswith(f"fscore: {line}")


def test_where_the_module_is_off_nothing_is_scored(demo: Run) -> None:
    (one, *_rest) = read(demo("indicators", "records", "X12", "--division", MESSY, "--json"))["part"]
    demo("plugin", "disable", "four_complete", "--division", MESSY)
    shown = demo("score", "four-complete", one["id"], status=1)
    assert shown.stderr.endswith("没有启用模块“农村食品安全示范店”\n")
