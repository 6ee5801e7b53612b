"""The tables of a set of criteria as a workbook: one sheet for the set, one for its items, one for each list."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import python_calamine
import xlsxwriter

from fscore.errors import Problem, RefusedFile
from fscore.exchange.criteria_cells import WrongCell, cell_text, cell_value
from fscore.exchange.criteria_columns import BOUND, FACTS, ITEMS, NUMBER, SHEETS, TEXT, Column, Sheet
from fscore.exchange.criteria_document import Document
from fscore.exchange.workbook_guard import Limits, guard_workbook
from fscore.labels import _

_LIMITS = Limits(rows=5_000, columns=100)
_CODED = re.compile(r"(.+?)（(?:.*：)?([^（）：]+)）")
_WIDTHS = {"名称": 48, "扣分情形": 48, "说明": 40, "情形": 48, "依据文件": 40}
_USUAL_WIDTH = 14


def write_workbook(document: Document) -> bytes:
    """Return the tables as an .xlsx file in which every cell is a text."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet, rows in _sheets(document):
        page = book.add_worksheet(sheet)
        page.ignore_errors({"number_stored_as_text": "A1:CV5000"})
        page.freeze_panes(1, 0)
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    page.write_string(at, place, text, wrapped if at else bold)
        for place, heading in enumerate(rows[0]):
            page.set_column(place, place, _WIDTHS.get(heading, _USUAL_WIDTH))
    book.close()
    return output.getvalue()


def _sheets(document: Document) -> Iterator[tuple[str, list[list[str]]]]:
    yield FACTS.name, _fact_rows(document)
    kinds = dict(document.get("kinds", {}))
    yield ITEMS.name, _rows(ITEMS, document["criteria"], kinds)
    for sheet in SHEETS:
        tables = _tables_of(document, sheet)
        if tables:
            yield sheet.name, _rows(sheet, tables, kinds)


def _tables_of(document: Document, sheet: Sheet) -> list[Document]:
    if sheet.parent:
        pairs = ((item["code"], table) for item in document["criteria"] for table in item.get(sheet.key, ()))
        return [{sheet.parent: code, **table} for code, table in pairs]
    if sheet.key == "kinds":
        return [{"code": code, "label": label} for code, label in document.get("kinds", {}).items()]
    return list(document.get(sheet.key, ()))


def _fact_rows(document: Document) -> list[list[str]]:
    rows = [[_("内容"), _("填写"), _("说明")]]
    for column in FACTS.columns:
        value = _held(document, column)
        if column.key == FACTS.by_kind and isinstance(value, Mapping):
            kinds = document.get("kinds", {})
            rows += [
                [_coded(column.heading, kinds.get(kind, kind), kind), cell_text(points, NUMBER), ""]
                for kind, points in value.items()
            ]
        else:
            rows.append([column.heading, cell_text(value, column.holds), column.hint])
    return rows


def _rows(sheet: Sheet, tables: list[Document], kinds: Mapping[str, str]) -> list[list[str]]:
    by_kind = [kind for kind in kinds if any(_has(table.get(sheet.by_kind), kind) for table in tables)]
    names = list(dict.fromkeys(name for table in tables for name in table.get(sheet.names, ())))
    headings = [column.heading for column in sheet.columns]
    headings += [_coded(_("分值"), kinds[kind], kind) for kind in by_kind]
    headings += [f"{_('名称')}（{name}）" for name in names]
    rows = [headings]
    for table in tables:
        split = isinstance(table.get(sheet.by_kind), Mapping)
        row = [
            "" if split and column.key == sheet.by_kind else cell_text(_held(table, column), column.holds)
            for column in sheet.columns
        ]
        weights = table[sheet.by_kind] if split else {}
        row += [cell_text(weights.get(kind), NUMBER) for kind in by_kind]
        row += [cell_text(table.get(sheet.names, {}).get(name), TEXT) for name in names]
        rows.append(row)
    return rows


def _has(value: Any, kind: str) -> bool:
    return isinstance(value, Mapping) and kind in value


def _coded(heading: str, label: str, code: str) -> str:
    return f"{heading}（{label}：{code}）"


def _held(table: Document, column: Column) -> Any:
    """Return what a table holds for a column; conditions come as a list of comparisons."""
    if column.holds == BOUND:
        own = table if column.key in ("bound", "bounds") else table.get(column.key)
        if own is None:
            return None
        first = {"op": own["op"], "value": own["value"]}
        return [first, own["and"]] if "and" in own else [first]
    first_key, dot, rest = column.key.partition(".")
    value = table.get(first_key)
    return value.get(rest) if dot and isinstance(value, Mapping) else value


def read_workbook(content: bytes, name: str) -> tuple[Document, dict[str, str]]:
    """Return the tables of a workbook, and the row of each item by its code.

    Raises:
        RefusedFile: if it is no such workbook, or cells hold what their columns can't.
    """
    guard_workbook(content, name, _LIMITS)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        pages = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    except python_calamine.CalamineError as fault:
        reason = _("表格读不出来，请用表格软件另存为 .xlsx 后再试")
        raise RefusedFile(name, [Problem("", reason)]) from fault
    problems = [
        Problem("", _("没有“{sheet}”表").format(sheet=sheet.name))
        for sheet in (FACTS, ITEMS)
        if sheet.name not in pages
    ]
    if problems:
        raise RefusedFile(name, problems)
    document = _read_facts(pages[FACTS.name], problems)
    places: dict[str, str] = {}
    document["criteria"] = []
    for at, table in _read_rows(ITEMS, pages[ITEMS.name], problems):
        places.setdefault(table.get("code", ""), _place(ITEMS, at))
        document["criteria"].append({"_place": _place(ITEMS, at), **table})
    for sheet in SHEETS:
        if sheet.name in pages:
            _add(document, sheet, list(_read_rows(sheet, pages[sheet.name], problems)), problems)
    if problems:
        raise RefusedFile(name, problems)
    return document, places


def _add(document: Document, sheet: Sheet, rows: list[tuple[int, Document]], problems: list[Problem]) -> None:
    if sheet.key == "kinds":
        kinds = document["kinds"] = {}
        for at, table in rows:
            code = table.get("code", "")
            if code in kinds:
                problems.append(Problem(_place(sheet, at), _("代码“{code}”写了两次").format(code=code)))
            kinds[code] = table.get("label", "")
        return
    if not sheet.parent:
        document[sheet.key] = [{"_place": _place(sheet, at), **table} for at, table in rows]
        return
    items = {item.get("code"): item for item in document["criteria"]}
    for at, table in rows:
        item = items.get(table.pop(sheet.parent, None))
        if item is None:
            problems.append(Problem(_place(sheet, at), _("“项目代码”要写“项目”表里的一个代码")))
        else:
            item.setdefault(sheet.key, []).append({"_place": _place(sheet, at), **table})


def _read_facts(rows: list[list[Any]], problems: list[Problem]) -> Document:
    columns = {column.heading: column for column in FACTS.columns}
    document: Document = {}
    for at, row in enumerate(rows[1:], 2):
        heading, cell = (*(row[:2]), "", "")[:2]
        if not str(heading).strip():
            continue
        kind = _CODED.fullmatch(str(heading))
        column = columns.get(kind.group(1) if kind else str(heading).strip())
        if column is None or (kind and column.key != FACTS.by_kind):
            reason = _("不认识“{heading}”，请删去这一行").format(heading=heading)
            problems.append(Problem(_place(FACTS, at), reason))
            continue
        if kind:
            column = attrs.evolve(column, key=f"{column.key}.{kind.group(2)}")
        _put(document, column, cell, _place(FACTS, at), problems)
    return document


def _read_rows(sheet: Sheet, rows: list[list[Any]], problems: list[Problem]) -> Iterator[tuple[int, Document]]:
    headings = [str(cell).strip() for cell in rows[0]] if rows else []
    found = [_column_of(sheet, heading) for heading in headings]
    for heading, column in zip(headings, found, strict=True):
        if heading and column is None:
            where = _("“{sheet}”表第 1 行").format(sheet=sheet.name)
            problems.append(Problem(where, _("不认识“{heading}”这一列，请改名或删去").format(heading=heading)))
        elif heading and headings.count(heading) > 1:
            where = _("“{sheet}”表第 1 行").format(sheet=sheet.name)
            problems.append(Problem(where, _("“{heading}”这一列写了两次").format(heading=heading)))
    for at, row in enumerate(rows[1:], 2):
        table: Document = {}
        for column, cell in zip(found, row, strict=False):
            if column is not None:
                _put(table, column, cell, _place(sheet, at), problems)
        if table:
            yield at, table


def _column_of(sheet: Sheet, heading: str) -> Column | None:
    own = next((column for column in sheet.columns if column.heading == heading), None)
    coded = _CODED.fullmatch(heading)
    if own or not coded:
        return own
    if sheet.by_kind and coded.group(1) == _("分值"):
        return Column(heading, f"{sheet.by_kind}.{coded.group(2)}", NUMBER)
    if sheet.names and coded.group(1) == _("名称"):
        return Column(heading, f"{sheet.names}.{coded.group(2)}")
    return None


def _put(table: Document, column: Column, cell: Any, where: str, problems: list[Problem]) -> None:
    """Put a cell's value where it belongs in the table."""
    try:
        value = cell_value(cell, column.holds)
    except WrongCell as fault:
        reason = _("“{heading}”{fault}，现在是“{cell}”").format(heading=column.heading, fault=fault, cell=cell)
        problems.append(Problem(where, reason))
        return
    if value is None:
        return
    if column.holds == BOUND:
        first, *others = value
        value = {**first, **({"and": others[0]} if others else {})}
        if len(others) > 1:
            reason = _("“{heading}”最多写两个条件").format(heading=column.heading)
            problems.append(Problem(where, reason))
        if column.key in ("bound", "bounds"):
            table.update(value)
            return
    first_key, dot, rest = column.key.partition(".")
    if not dot:
        table[column.key] = value
    elif isinstance(table.setdefault(first_key, {}), dict):
        table[first_key][rest] = value
    else:
        reason = _("“{heading}”和不分类型的分值只能写一种").format(heading=column.heading)
        problems.append(Problem(where, reason))


def _place(sheet: Sheet, at: int) -> str:
    return _("“{sheet}”表第 {at} 行").format(sheet=sheet.name, at=at)
