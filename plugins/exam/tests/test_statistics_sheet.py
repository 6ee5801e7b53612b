"""The workbook of statistics has the numbers and two pictures."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from fscore.cli import program
from fscore_exam.statistics import Matrix, statistics
from fscore_exam.statistics_sheet import spread, write_statistics
from fscore_exam.tables import cells_of, marks_of


def matrix() -> Matrix:
    return marks_of(cells_of(["a", "b"], [["1", "0"], ["2", "4"], ["2", "8"], ["0", ""]]))


def test_scores_are_spread_in_ten_steps_up_to_full_marks():
    bars = spread(matrix())
    assert [bar.people for bar in bars] == [1, 1, 0, 0, 0, 0, 1, 0, 0, 1]
    assert (bars[0].label, bars[-1].label) == ("0–1", "9–10")
    assert sum(bar.people for bar in spread(marks_of(cells_of(["a"], [])))) == 0


def test_negative_totals_have_their_place():
    bars = spread(marks_of(cells_of(["a"], [["-5"], ["5"]])))
    assert (bars[0].low, bars[0].people, bars[-1].people) == (-5, 1, 1)


def test_the_workbook_has_every_number_and_two_charts():
    found = statistics(matrix())
    content = write_statistics(matrix(), found, "抽考")
    book = openpyxl.load_workbook(io.BytesIO(content))
    test, items = book["总体"], book["试题"]
    assert (test["A1"].value, test["B2"].value, test["B3"].value) == ("抽考", 4, pytest.approx(17 / 4))
    assert [cell.value for cell in items["A"]][:3] == ["题目", "a", "b"]
    assert items["B2"].value == pytest.approx(found.items[0].difficulty)
    assert items["K3"].value == 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = sorted(name for name in archive.namelist() if name.startswith("xl/charts/chart"))
        assert len(charts) == 2
        drawn = [archive.read(name).decode() for name in charts]
    assert any("得分分布" in chart for chart in drawn)
    assert any("难度和区分度" in chart for chart in drawn)


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("m.csv").write_text("a,b\n1,1\n1,1\n", encoding="utf-8")
    done = CliRunner().invoke(program, ["exam", "stats", "m.csv", "--xlsx", "m.xlsx"], prog_name="fscore")
    assert done.exit_code == 0, done.output
    assert "2 人、2 题的分析写进了 m.xlsx" in done.output
    assert openpyxl.load_workbook("m.xlsx")["总体"]["B8"].value == "—"
    assert json.loads(CliRunner().invoke(program, ["exam", "stats", "m.csv", "--json"]).stdout)["test"]["alpha"] is None
