"""Answers to a form as files: a sheet to print and fill in, and TOML for programs."""

import io
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import python_calamine
import xlsxwriter

from fscore.errors import FscoreError, InvalidValue, Problem, RefusedFile
from fscore.evaluation.answers import Answer, answer_written, answers_from, item_of
from fscore.evaluation.criteria import AnsweredBy, CriteriaSet, Criterion, plain
from fscore.exchange.workbook_guard import Limits, guard_workbook
from fscore.labels import _
from fscore.model.text import forbidden, normal

SHEET = _("认定")
CODE, ANSWER, BASIS = _("代码"), _("认定结果"), _("依据")
ANSWER_KEY, BASIS_KEY = "answer", "basis"
_COLUMNS = ((CODE, 16), (_("项目"), 48), (_("满分"), 8), (_("怎么写"), 40), (ANSWER, 16), (BASIS, 40))
_LIMITS = Limits(rows=3_000, columns=40)
_MOST_BYTES = 2_000_000
_LONGEST = 500
_HOW = {
    AnsweredBy.YES_NO: _("是 或 否"),
    AnsweredBy.POINTS: _("得分，0 到 {of}"),
    AnsweredBy.DEDUCTIONS: _("次数，例如“{example} 2”；没有就写 无"),
    AnsweredBy.INDICATOR: _("数值{unit}；有数据的由系统算，不用写"),
}


@attrs.frozen
class Filled:
    """What a file answers: items, and facts for which the subject is not graded, whether they hold."""

    answers: tuple[Answer, ...]
    facts: Mapping[str, bool]


def write_answer_sheet(criteria: CriteriaSet, kind: str | None = None) -> bytes:
    """Return an empty sheet for a set as a workbook: one item a row, with how it is to be answered."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page.freeze_panes(1, 2)
    for place, (heading, places) in enumerate(_COLUMNS):
        page.set_column(place, place, places)
        page.write_string(0, place, heading, bold)
    for at, row in enumerate(_rows(criteria, kind), 1):
        for place, text in enumerate(row):
            page.write_string(at, place, text, wrapped)
    book.close()
    return output.getvalue()


def _rows(criteria: CriteriaSet, kind: str | None) -> Iterator[tuple[str, ...]]:
    kinds: list[str | None] = [kind] if kind is not None else [*criteria.kinds] or [None]
    for item in criteria.criteria:
        of = [points for points in (item.points_for(one) for one in kinds) if points is not None]
        if of:
            yield item.code, item.label, plain(max(of)) if max(of) else "", _how(criteria, item, max(of)), "", ""
    for fact in criteria.withheld:
        yield fact.code, fact.label, "", _("不评级的情形：是 或 否"), "", ""


def _how(criteria: CriteriaSet, item: Criterion, of: Decimal) -> str:
    example = item.deductions[0].code if item.deductions else ""
    how = _HOW[item.answered_by].format(of=plain(of), example=example, unit=f"（{item.unit}）" if item.unit else "")
    if criteria.absence_of(item).value != "refused":
        how = _("{how}；不适用写 缺项：理由").format(how=how)
    return _("{how}；要看{evidence}").format(how=how, evidence=item.evidence) if item.evidence else how


def read_answers(path: Path, criteria: CriteriaSet) -> Filled:
    """Return what a filled sheet (.xlsx) or a TOML file answers; empty rows answer nothing.

    Raises:
        RefusedFile: with every fault, each with its row.
    """
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise RefusedFile(path.name, [Problem("", _("文件超过 {most} MB").format(most=_MOST_BYTES // 1_000_000))])
    read = _toml_cells if path.suffix.lower() == ".toml" else _sheet_cells
    return _filled(criteria, read(content, path.name), path.name)


@attrs.frozen
class _Cell:
    where: str
    code: str
    said: Any
    basis: str = ""


def _toml_cells(content: bytes, name: str) -> list[_Cell]:
    try:
        document = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        reason = _("写法不合 TOML 格式，请看这一处：{fault}").format(fault=fault)
        raise RefusedFile(name, [Problem("", reason)]) from fault
    cells = []
    for code, said in document.items():
        table = said if isinstance(said, dict) and ANSWER_KEY in said else {ANSWER_KEY: said}
        cells.append(_Cell(code, code, table[ANSWER_KEY], normal(str(table.get(BASIS_KEY, "")))))
    return cells


def _sheet_cells(content: bytes, name: str) -> list[_Cell]:
    guard_workbook(content, name, _LIMITS)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False) if SHEET in book.sheet_names else []
    except python_calamine.CalamineError as fault:
        reason = _("表格读不出来，请用表格软件另存为 .xlsx 后再试")
        raise RefusedFile(name, [Problem("", reason)]) from fault
    headings = [str(cell).strip() for cell in rows[0]] if rows else []
    lacking = [one for one in (CODE, ANSWER) if one not in headings]
    if lacking:
        reason = _("“{sheet}”表要有“{columns}”这一列，请用 fscore criteria sheet 写出的表填").format(
            sheet=SHEET, columns="”“".join(lacking)
        )
        raise RefusedFile(name, [Problem("", reason)])
    found = []
    for at, row in enumerate(rows[1:], 2):
        cells = dict(zip(headings, row, strict=False))
        said = _text(cells.get(ANSWER, ""))
        if said:
            where = _("“{sheet}”表第 {at} 行").format(sheet=SHEET, at=at)
            found.append(_Cell(where, _text(cells.get(CODE, "")), said, _text(cells.get(BASIS, ""))))
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return normal(str(cell))


def _filled(criteria: CriteriaSet, cells: list[_Cell], name: str) -> Filled:
    problems: list[Problem] = []
    answers: dict[str, Answer] = {}
    facts: dict[str, bool] = {}
    items = {item.code: item for item in criteria.criteria}
    known = {fact.code for fact in criteria.withheld}
    for cell in cells:
        try:
            if cell.code in answers or cell.code in facts:
                raise InvalidValue(_("代码“{value}”写了两次"), field=cell.code, label=cell.code, value=cell.code)
            if cell.code in known and cell.code not in items:
                facts[cell.code] = _fact(cell.said)
            else:
                answers[cell.code] = _answer(criteria, item_of(items, cell.code), cell)
        except FscoreError as fault:
            problems.append(Problem(cell.where, fault.text()))
    if problems:
        raise RefusedFile(name, problems)
    return Filled(tuple(answers.values()), facts)


def _fact(said: Any) -> bool:
    words = {"是": True, "否": False, True: True, False: False}
    if not isinstance(said, str | bool) or said not in words:
        raise InvalidValue(_("不评级的情形要写“是”或“否”，现在是“{value}”"), field="", label="", value=said)
    return words[said]


def _answer(criteria: CriteriaSet, item: Criterion, cell: _Cell) -> Answer:
    found = forbidden(f"{cell.said}{cell.basis}")
    if found or len(cell.basis) > _LONGEST or len(str(cell.said)) > _LONGEST:
        template = _("“{label}”的认定和依据各不超过 {most} 个字，没有特殊字符")
        raise InvalidValue(template, field=item.code, label=item.label, value=found, most=_LONGEST)
    if isinstance(cell.said, str):
        return attrs.evolve(answer_written(item, cell.said), note=cell.basis)
    (answer,) = answers_from(criteria, {item.code: cell.said})
    return attrs.evolve(answer, note=cell.basis)
