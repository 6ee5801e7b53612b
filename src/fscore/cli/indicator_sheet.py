"""Indicators as an Excel file: texts stay texts, numbers are numbers, and nothing is a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from fscore.cli.answers import aim
from fscore.errors import NotPossible
from fscore.evaluation.ratio import Number
from fscore.evaluation.wording import value_text
from fscore.labels import Text, _, joined, translate
from fscore.model.division import Division
from fscore.model.period import Period, chinese_date
from fscore.services.figures import Line, Reading

_COLUMNS = (
    (_("编号"), 8),
    (_("指标"), 34),
    (_("区划"), 16),
    (_("完成"), 10),
    (_("总数"), 10),
    (_("值"), 12),
    (_("单位"), 10),
    (_("目标"), 10),
    (_("结论"), 10),
    (_("说明"), 40),
)
_CONCLUSIONS = {True: _("达标"), False: _("未达标"), None: "—"}


@attrs.frozen
class Sheet:
    """What the file is about."""

    area: Division
    period: Period
    fixed: date | None
    readings: Sequence[Reading]
    rows: Mapping[str, list[Line]]
    language: str = "zh"


def write_sheet(path: Path, about: Sheet) -> None:
    """Write the readings, and division by division where they are broken down.

    Raises:
        NotPossible: if the file can't be written there.
    """
    try:
        with xlsxwriter.Workbook(path) as book:
            _fill(book, about)
    except (OSError, FileCreateError) as fault:
        reason = getattr(fault.args[0] if fault.args else fault, "strerror", None) or getattr(fault, "strerror", "")
        raise NotPossible(_("写不了 {file}：{reason}"), file=path, reason=reason or type(fault).__name__) from fault


def _fill(book: xlsxwriter.Workbook, about: Sheet) -> None:
    sheet = book.add_worksheet(translate(_("指标"), about.language))
    bold = book.add_format({"bold": True})
    for at, (header, places) in enumerate(_COLUMNS):
        sheet.write_string(1, at, translate(header, about.language), bold)
        sheet.set_column(at, at, places)
    sheet.write_string(0, 0, translate(_heading(about), about.language), bold)
    for at, cells in enumerate(_lines(about), start=2):
        _write(sheet, at, cells, about.language)
    sheet.freeze_panes(2, 2)


def _heading(about: Sheet) -> str:
    names = {"area": about.area.name, "code": about.area.code, "period": str(about.period)}
    if about.fixed is None:
        return _("{area}（{code}） {period}").format(**names)
    return _("{area}（{code}） {period} 按业务日期 {day}").format(**names, day=chinese_date(about.fixed))


def _lines(about: Sheet) -> Iterable[tuple[str | Number | None, ...]]:
    for one in about.readings:
        parts = [part for part in (one.value.reason, joined(one.value.left_out)) if part]
        note = joined(parts, _("{first}；{rest}"))
        yield _cells(one, about.area.name, one, aim(one.target) or "—", note)
        for line in about.rows.get(one.indicator.id, ()):
            yield _cells(one, line.division.name if line.division else _("不在其中"), line, "", "")


def _cells(one: Reading, place: str, found: Reading | Line, target: str, note: str) -> tuple[str | Number | None, ...]:
    value = found.value
    text = value_text(value) or value.state.label
    names = one.indicator.id, one.indicator.label, place
    return *names, value.part, value.whole, text, value.unit.label, target, _CONCLUSIONS[found.met], note


def _write(sheet: Any, line: int, cells: Iterable[str | Number | None], language: str) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(line, column, translate(cell, language) if isinstance(cell, Text) else cell)
        elif cell is not None:
            sheet.write_number(line, column, float(cell))
