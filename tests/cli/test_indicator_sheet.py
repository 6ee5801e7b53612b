"""Indicators as an Excel file: in the language that is asked for, or a clear refusal."""

import errno
import os
import re
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.cli.conftest import MODEL, Run

ASK = ["indicators", "--division", MODEL, "--year", "2023"]
CHINESE = re.compile("[\u4e00-\u9fff，；（）]")


def _full(*_arguments: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_that_can_not_be_written_is_refused(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "nowhere"
    assert demo(*ASK, "--xlsx", nowhere / "x.xlsx", status=2).stderr == f"fscore: 没有文件夹 {nowhere}\n"
    monkeypatch.setattr(xlsxwriter.workbook, "ZipFile", _full)
    said = demo(*ASK, "--xlsx", tmp_path / "x.xlsx", status=1).stderr
    assert said == f"fscore: 写不了 {tmp_path / 'x.xlsx'}：No space left on device\n"


def test_a_sheet_in_english_says_nothing_of_ours_in_chinese(demo: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    demo("--lang", "en", *ASK, "--by", "village", "--xlsx", file)
    (sheet,) = load_workbook(file)
    assert sheet.title == "Indicators"
    assert sheet["A1"].value == f"青禾镇 ({MODEL}) 2023, as of business day 2023-12-31"
    cells = {str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row if cell.column_letter != "C"}
    assert {"Whole", "Value", "Target", "Home banquets filed"} <= cells
    assert [text for text in cells if CHINESE.search(text)] == []
