import io
import zipfile

import pytest
import xlsxwriter

from fscore.errors import RefusedFile
from fscore.exchange.workbook_guard import Limits, guard_workbook

LIMITS = Limits(rows=100, columns=20, cells=500, parts=40, unpacked=200_000)
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook() -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet("表").write_string(0, 0, "甲")
    book.close()
    return output.getvalue()


def with_part(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook in which one part is another, or is added."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(output, "w", method) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return output.getvalue()


def sheet(inner: str) -> bytes:
    return with_part(SHEET, f'<worksheet xmlns="{MAIN}">{inner}</worksheet>'.encode())


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        guard_workbook(content, "表.xlsx", LIMITS)
    return str(refused.value.problems[0])


def test_an_ordinary_workbook_passes():
    guard_workbook(workbook(), "表.xlsx", LIMITS)


@pytest.mark.parametrize(
    "inner",
    [
        '<dimension ref="A1:XFD1048576"/><sheetData/>',
        '<sheetData><row r="1"><c r="XFD1"/></row></sheetData>',
        '<sheetData><row r="1"><c r="A1048576"/></row></sheetData>',
        "<sheetData><row r='1048576'/></sheetData>",
        '<sheetData><row r="1"><c r="&#88;FD1"/></row></sheetData>',
        "<sheetData>" + "<row/>" * 101 + "</sheetData>",
        "<sheetData><row>" + "<c/>" * 21 + "</row></sheetData>",
        "<sheetData>" + ("<row>" + "<c/>" * 10 + "</row>") * 60 + "</sheetData>",
    ],
    ids=["dimension", "column", "cell row", "row", "entity", "many rows", "many columns", "many cells"],
)
def test_a_sheet_that_reaches_too_far_is_refused(inner: str):
    assert refusal(sheet(inner)).startswith("表格太大：最多 100 行、20 列")


def test_a_sheet_under_another_name_is_looked_at_too():
    far = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="XFD1"/></row></sheetData></worksheet>'.encode()
    assert refusal(with_part("xl/other.xml", far)).startswith("表格太大")
    assert refusal(with_part("xl/other.png", far)).startswith("文件内部有来路不明的表")


def test_a_file_that_grows_when_unpacked_is_refused():
    assert refusal(with_part("xl/sharedStrings.xml", b"<a>" + b" " * 300_000 + b"</a>")).startswith("文件解开以后太大")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/VBAPROJECT.BIN"])
def test_a_workbook_with_macros_is_refused(part: str):
    assert refusal(with_part(part, b"<a/>")).startswith("里面有宏")


def test_damaged_and_other_files_are_refused():
    whole = workbook()
    assert refusal(b"not a workbook").startswith("不是完好的 .xlsx 文件")
    assert refusal(whole[: len(whole) // 2]).startswith("不是完好的 .xlsx 文件")
    assert refusal(with_part("content.xml", b"<a/>")).startswith("不是 .xlsx 文件")
    assert refusal(with_part(SHEET, b"<worksheet>")).startswith("文件内部已损坏")
    stored = with_part(SHEET, b"<worksheet/>", method=zipfile.ZIP_STORED)
    assert refusal(stored.replace(b"<worksheet/>", b"<worksheeT/>")).startswith("不是完好的 .xlsx 文件")


def test_a_file_of_too_many_parts_is_refused():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        made.writestr("xl/workbook.xml", b"<a/>")
        for place in range(50):
            made.writestr(f"xl/{place}.xml", b"<a/>")
    assert refusal(output.getvalue()).startswith("文件内部的部件过多或重复")


def test_a_part_whose_entities_grow_is_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50_000 + b'">]><a>' + b"&b;" * 1000 + b"</a>"
    assert refusal(with_part("xl/styles2.xml", bomb)).startswith("文件内部已损坏")
