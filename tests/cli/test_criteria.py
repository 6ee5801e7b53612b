"""Sets of criteria on the command line, and scores under them."""

from importlib import resources
from pathlib import Path

from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read

SHIPPED = Path(str(resources.files("fscore_four_complete"))) / "criteria" / "2011.toml"


def listed(demo: Run, *options: str) -> list[dict[str, object]]:
    """The sets of one's own."""
    found = read(demo("criteria", "list", "--json", *options))["criteria"]
    return [one for one in found if one["code"] == "my-form"]


def test_a_sound_file_may_only_be_checked_which_needs_no_database(fscore: Run) -> None:
    shown = fscore("criteria", "load", SHIPPED, "--check").stdout
    assert "（four-complete），2011年1月1日起施行：4 项，没有发现问题" in shown
    assert "还没有人和正式文件核对过" in shown
    assert shown.endswith("只检查，没有保存\n")


def test_a_form_goes_out_as_excel_comes_in_and_is_the_same(demo: Run, tmp_path: Path) -> None:
    demo("criteria", "template", "my.xlsx")
    assert "my.xlsx 已经有了，请换一个文件名" in demo("criteria", "template", "my.xlsx", status=2).stderr
    shown = demo("criteria", "load", "my.xlsx").stdout
    assert "已装入，各地适用，摘要 " in shown
    assert "起用日期在今天以前：2023年1月1日以来的评分都按这一版重新算" in shown
    demo("criteria", "export", "my-form", "out.toml")
    demo("criteria", "export", "my-form", "out.xlsx")
    for name in ("out.toml", "out.xlsx"):
        assert demo("criteria", "load", name).stdout.endswith("和已经装入的一样，没有再存一份（各地）\n")
    (tmp_path / "own.toml").write_text(
        (tmp_path / "out.toml").read_text(encoding="utf-8").replace("巡查情况", "巡查"), encoding="utf-8"
    )
    assert "装错了才更正，并写理由" in demo("criteria", "load", "own.toml", status=1).stderr
    demo("criteria", "load", "own.toml", "--division", MODEL)
    demo("criteria", "load", "own.toml", "--correct", "--reason", "写错了")
    assert [(one["division"], one["withdrawn"]) for one in listed(demo)] == [(MODEL, False), (None, False)]
    assert len(listed(demo, "--all")) == 3
    assert [one["division"] for one in listed(demo, "--division", MESSY)] == [None]
    table = demo("criteria", "list").stdout
    assert "安装操作员装入" in table
    assert "农村食品安全示范店" in table
    assert "审计" in demo("audit", "verify").stdout


def test_a_loaded_form_scores_a_village_by_figures_and_by_what_people_found_out(demo: Run, tmp_path: Path) -> None:
    demo("criteria", "template", "my.toml")
    demo("criteria", "load", "my.toml")
    village = MODEL[:9] + "200"
    shown = demo("score", "my-form", village).stdout
    assert "得分 — / 100\n" in shown
    assert "巡查情况（由人评分）：没有依据：还没有人认定，要看巡查记录\n" in shown
    demo("criteria", "sheet", "my-form", village, "sheet.xlsx")
    told = 'incident = "否"\nledger = "missing 2"\npatrol = 25\nmeeting = { answer = "是", basis = "会议记录" }\n'
    (tmp_path / "found.toml").write_text(told, encoding="utf-8")
    tried = demo("score", "my-form", village, "--answers", "found.toml").stdout
    assert "试算：文件里填的 4 项没有保存\n得分 91.0 / 100\n等级 优秀\n合格\n" in tried
    assert read(demo("score", "my-form", village, "--json"))["state"] == "incomplete"
    assert "记下 4 项，和已有的一样 0 项" in demo("criteria", "answer", "my-form", village, "found.toml").stdout
    assert "记下 0 项，和已有的一样 4 项" in demo("criteria", "answer", "my-form", village, "found.toml").stdout
    found = read(demo("score", "my-form", village, "--json"))
    assert (found["points"], found["grade"], found["passed"], found["tried"]) == ("91.0", "优秀", True, False)
    assert found["digest"] == listed(demo)[0]["digest"]
    explained = demo("score", "my-form", village, "--explain").stdout
    assert "凭据：指标 I01 三级监管网络覆盖率，" in explained
    assert "认定，依据：会议记录" in explained
    assert "没有数据库" in demo("--db", "sqlite:///other.db", "criteria", "load", "my.toml", status=2).stderr


def test_a_bad_file_is_refused_with_what_is_wrong(fscore: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("code = ", encoding="utf-8")
    (tmp_path / "bad.docx").write_text("x", encoding="utf-8")
    assert fscore("criteria", "load", "bad.toml", status=1).stderr.startswith(
        "fscore: bad.toml 没有收下，共 1 处问题。"
    )
    assert fscore("criteria", "load", "bad.docx", status=2).stderr == (
        "fscore: 指标表要是 .toml 或 .xlsx 文件，不是 bad.docx\n"
    )


def test_nothing_is_kept_of_a_file_that_is_refused(demo: Run, tmp_path: Path) -> None:
    demo("criteria", "template", "my.toml")
    text = (tmp_path / "my.toml").read_text(encoding="utf-8")
    (tmp_path / "bad.toml").write_text(text.replace("points = 30", "points = 31"), encoding="utf-8")
    refused = demo("criteria", "load", "bad.toml", status=1).stderr.splitlines()
    assert refused[0].startswith("fscore: bad.toml 没有收下，共 2 处问题。指标：各项分值加起来是 101，总分写的是 100")
    assert refused[1].startswith("  分组“日常工作”：各项分值加起来是 41")
    (tmp_path / "unit.toml").write_text(text.replace('unit = "%"', 'unit = "人"'), encoding="utf-8")
    assert "的单位是“%”" in demo("criteria", "load", "unit.toml", status=1).stderr
    assert listed(demo, "--all") == []


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
        (["four-complet", "1"], "没有指标表 four-complet。是不是 four-complete？现有："),
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
