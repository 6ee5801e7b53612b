"""Looks into an .xlsx file before a reader does: a small file can hold a table that no memory holds.

The reader lays a sheet out from its first to its last cell, so one cell far away is enough to end the process. Hence
every part is unpacked under a limit and its cells are counted here first.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import attrs
from lxml import etree

from fscore.errors import Problem, RefusedFile
from fscore.labels import _

_XML = (".xml", ".rels", ".vml")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", re.ASCII)
_MACRO = re.compile(r"vbaproject|(?:^|/)(?:macro|dialog)sheets/", re.IGNORECASE)
_CHUNK = 65536


@attrs.frozen(kw_only=True)
class Limits:
    """How much a workbook may hold."""

    rows: int
    columns: int
    cells: int = 200_000
    parts: int = 200
    unpacked: int = 20_000_000


def guard_workbook(content: bytes, name: str, limits: Limits) -> None:
    """Let an .xlsx file pass that is whole and within the limits.

    Raises:
        RefusedFile: if it is something else, damaged, or larger.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, name, limits)
            left = limits.unpacked
            for part in archive.infolist():
                unpacked = _unpacked(archive, part, left, name)
                left -= len(unpacked)
                _check_part(part.filename, unpacked, name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise _refusal(name, _("不是完好的 .xlsx 文件，请用表格软件另存为 .xlsx 后再试")) from fault


def _check_parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    names = [part.filename for part in archive.infolist()]
    if "xl/workbook.xml" not in names or "content.xml" in names or "xl/workbook.bin" in names:
        raise _refusal(name, _("不是 .xlsx 文件，请用表格软件另存为 .xlsx 后再试"))
    if any(_MACRO.search(part) for part in names):
        raise _refusal(name, _("里面有宏，不收带宏的表格，请另存为不带宏的 .xlsx 后再试"))
    if len(names) > limits.parts or len(set(names)) < len(names):
        raise _refusal(name, _("文件内部的部件过多或重复，请用表格软件另存为 .xlsx 后再试"))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> bytes:
    pieces = []
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise _refusal(name, _("文件解开以后太大，请删去多余的表和空行"))
            pieces.append(piece)
    return b"".join(pieces)


def _check_part(part: str, content: bytes, name: str, limits: Limits) -> None:
    if not part.lower().endswith(_XML):
        if b"sheetData" in content:
            raise _refusal(name, _("文件内部有来路不明的表，请用表格软件另存为 .xlsx 后再试"))
        return
    cells = 0
    try:
        for row, column in _positions(content):
            cells += 1
            if row > limits.rows or column > limits.columns or cells > limits.cells:
                raise _refusal(
                    name,
                    _("表格太大：最多 {rows} 行、{columns} 列，请删去后面多余的行和列（看起来是空的也要删）"),
                    rows=limits.rows,
                    columns=limits.columns,
                )
    except etree.XMLSyntaxError as fault:
        raise _refusal(name, _("文件内部已损坏，请用表格软件另存为 .xlsx 后再试")) from fault


def _positions(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each row and cell of a part is, counted from 1; parts that are no sheets have none."""
    row = column = 0
    events = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for event, element in events:
        if event == "end":
            element.clear()
            continue
        word = etree.QName(element).localname if isinstance(element.tag, str) else ""
        stated = str(element.get("r") or "")
        if word == "row":
            row, column = (int(stated) if stated.isdecimal() else row + 1), 0
        elif word == "c":
            found = _REFERENCE.fullmatch(stated)
            column = _column(found.group(1)) if found else column + 1
            row = int(found.group(2)) if found else row
        elif word == "dimension":
            corners = _REFERENCE.findall(str(element.get("ref") or ""))
            yield from ((int(at), _column(letters)) for letters, at in corners)
            continue
        else:
            continue
        yield row, column


def _column(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _refusal(name: str, reason: str, **data: int) -> RefusedFile:
    return RefusedFile(name, [Problem("", reason.format_map(data))])
