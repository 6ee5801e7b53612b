"""A question bank as a sheet: one row a question, in the words that people fill in."""

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs
import python_calamine
import xlsxwriter

from fscore.errors import NotPossible, Problem, RefusedFile
from fscore.exchange.workbook_guard import Limits, guard_workbook
from fscore.labels import _
from fscore.model.text import normal
from fscore_exam.formats.carried import Collected, Unreadable, checked, clean, number, plain, sized
from fscore_exam.questions import LETTERS, Item, Option, Pair, QuestionKind, Scoring, Style, judged

SHEET = _("题库")
LIMITS = Limits(rows=10_001, columns=60, cells=600_000, unpacked=200_000_000)
_FACTS = {
    "title": _("标题"), "code": _("编号"), "topic": _("主题"), "audience": _("对象"), "source": _("来源"),
    "explanation": _("解析"),
}  # fmt: skip
_KIND, _STEM, _ANSWER, _POINTS = _("题型"), _("题干"), _("答案"), _("分值")
_PERCENTS, _AROUND, _SAID, _TAGS = _("选项分值%"), _("误差"), _("选项反馈"), _("标签")
_STYLE, _CASE, _FIXED, _SCORING, _LOWEST = _("格式"), _("区分大小写"), _("选项不打乱"), _("计分"), _("计分下限%")
_YES = _("是")
_AFTER = (
    _ANSWER,
    _POINTS,
    *_FACTS.values(),
    _PERCENTS,
    _AROUND,
    _SAID,
    _TAGS,
    _STYLE,
    _CASE,
    _FIXED,
    _SCORING,
    _LOWEST,
)
_OPTION = re.compile(_("选项") + "([A-Z])")
_TRUE, _FALSE = frozenset({"对", "正确", "√", "T", "TRUE", "是"}), frozenset({"错", "错误", "×", "F", "FALSE", "否"})
_BAR = re.compile(r"(?<!\\)\|")
_ARROW = " -> "


def write_sheet(items: Sequence[Item]) -> bytes:
    """Return questions as a workbook from which the same questions are read.

    Raises:
        NotPossible: naming a question that a sheet can't carry: one with files, or with a text too long for a cell.
    """
    for place, item in enumerate(items, 1):
        if item.files:
            raise NotPossible(_("第 {place} 题带文件，表格写不下，请用 Moodle XML"), place=place)
    most = max([4, *(len(item.options) for item in items)])
    headings = [_KIND, _STEM, *(f"{_('选项')}{letter}" for letter in LETTERS[:most]), *_AFTER]
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page = book.add_worksheet(SHEET)
    page.freeze_panes(1, 0)
    page.set_column(1, 1, 48)
    page.data_validation(
        1, 0, LIMITS.rows - 1, 0, {"validate": "list", "source": [kind.label for kind in QuestionKind]}
    )
    for place, heading in enumerate(headings):
        page.write_string(0, place, heading, bold)
    for at, item in enumerate(items, 1):
        row = _row(item)
        for place, heading in enumerate(headings):
            # A cell that does not take a text says so by a number below 0.
            if row.get(heading) and page.write_string(at, place, row[heading], wrapped) < 0:
                raise NotPossible(_("第 {place} 题的“{heading}”太长，表格写不下"), place=at, heading=heading)
    book.close()
    return checked(items, output.getvalue(), read_sheet)


def _row(item: Item) -> dict[str, str]:
    row = {_KIND: item.kind.label, _STEM: item.stem, _POINTS: plain(item.points), _TAGS: _barred(item.tags)}
    row |= {heading: getattr(item, name) for name, heading in _FACTS.items()}
    row |= {_STYLE: "" if item.style is Style.PLAIN else item.style.label}
    row |= {_CASE: _YES if item.case_sensitive else "", _FIXED: "" if item.shuffle else _YES}
    if item.scoring is not Scoring.PAPER:
        row |= {_SCORING: item.scoring.label, _LOWEST: plain(item.lowest)}
    if item.kind is QuestionKind.TRUE_FALSE:
        row[_ANSWER] = item.options[0 if item.true else 1].text
    elif item.kind is QuestionKind.MATCHING:
        row[_ANSWER] = _barred([f"{pair.left}{_ARROW}{pair.right}" for pair in item.pairs])
    else:
        row |= {f"{_('选项')}{LETTERS[place]}": one.text for place, one in enumerate(item.options)}
        row[_PERCENTS] = "|".join(plain(one.percent) for one in item.options)
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        row[_ANSWER] = "".join(sorted(item.right))
    if item.kind is QuestionKind.NUMERICAL:
        row[_AROUND] = "|".join(plain(one.tolerance) for one in item.options)
    if any(one.feedback for one in item.options):
        row[_SAID] = _barred([one.feedback for one in item.options])
    return row


def _lines(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unlined(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def _barred(texts: Sequence[str]) -> str:
    return "|".join(_lines(text).replace("|", "\\|") for text in texts)


def _unbarred(text: str) -> list[str]:
    """Split at the bars that are not escaped; a backslash before a backslash escapes nothing behind it."""
    parts, current, place = [], "", 0
    while place < len(text):
        if text[place] == "\\" and place + 1 < len(text):
            current += text[place : place + 2]
            place += 2
        elif text[place] == "|":
            parts.append(current)
            current, place = "", place + 1
        else:
            current += text[place]
            place += 1
    return [_unlined(part) for part in [*parts, current]] if text else []


def read_sheet(content: bytes, name: str) -> list[Item]:
    """Return the questions of a workbook.

    Raises:
        RefusedFile: with the row and the reason of everything that can't be read.
    """
    found = Collected(name)
    for at, row in rows_of(
        content, name, (_KIND, _STEM), lambda heading: heading in _AFTER or bool(_OPTION.fullmatch(heading))
    ):
        try:
            found.keep(at, _item(row))
        except Unreadable as fault:
            found.fault(at, str(fault))
    return found.done()


def rows_of(content: bytes, name: str, required: Sequence[str], known: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells of each row of the first sheet of a workbook; empty rows are left out.

    Raises:
        RefusedFile: if it is no workbook, or its header is not the one wanted.
    """
    sized(content, name)
    guard_workbook(content, name, LIMITS)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as fault:
        raise RefusedFile(name, [Problem("", _("表格读不出来，请用表格软件另存为 .xlsx 后再试"))]) from fault
    headings = [normal(cell_text(cell)) for cell in rows[0]] if rows else []
    where = _("第 1 行")
    problems = [
        Problem(where, _("没有“{heading}”这一列").format(heading=one)) for one in required if one not in headings
    ]
    problems += [
        Problem(where, _("不认识“{heading}”这一列，请改名或删去").format(heading=one))
        for one in headings
        if one and one not in required and not known(one)
    ]
    problems += [
        Problem(where, _("有两列都叫“{heading}”").format(heading=one))
        for one in sorted({one for one in headings if one and headings.count(one) > 1})
    ]
    if problems:
        raise RefusedFile(name, problems)
    for at, row in enumerate(rows[1:], 2):
        cells = {heading: cell_text(cell) for heading, cell in zip(headings, row, strict=False) if heading}
        if any(cells.values()):
            yield at, cells


def cell_text(cell: Any) -> str:
    """Return what stands in a cell as text; a whole number without its zeros."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return _YES if cell else _("否")
    return str(cell).strip()


def _item(row: dict[str, str]) -> Item:
    kind = QuestionKind.named(normal(row[_KIND]))
    if kind is None:
        kinds = "、".join(one.label for one in QuestionKind)
        raise Unreadable(_("题型“{text}”不认识，可以写：{kinds}").format(text=row[_KIND][:20], kinds=kinds))
    facts: dict[str, Any] = {
        "stem": clean(row[_STEM]),
        "points": number(row.get(_POINTS) or "1", _POINTS),
        "tags": tuple(clean(tag) for tag in _unbarred(row.get(_TAGS, ""))),
        "style": _named(Style, row.get(_STYLE, ""), _STYLE) or Style.PLAIN,
        "case_sensitive": _flag(row, _CASE),
        "shuffle": not _flag(row, _FIXED),
        "scoring": _named(Scoring, row.get(_SCORING, ""), _SCORING) or Scoring.PAPER,
        "lowest": number(row.get(_LOWEST) or "0", _LOWEST),
    }
    facts |= {name: clean(row.get(heading, "")) for name, heading in _FACTS.items()}
    if kind is QuestionKind.TRUE_FALSE:
        options: tuple[Option, ...] = judged(true=_truth(row.get(_ANSWER, "")))
    elif kind is QuestionKind.MATCHING:
        facts["pairs"] = tuple(_pair(text) for text in _unbarred(row.get(_ANSWER, "")))
        options = ()
    else:
        options = _options(kind, row)
    said = _unbarred(row.get(_SAID, ""))
    if said:
        if len(said) != len(options):
            raise Unreadable(_("“{heading}”要和选项一样多，用 | 隔开").format(heading=_SAID))
        options = tuple(attrs.evolve(one, feedback=clean(text)) for one, text in zip(options, said, strict=True))
    return Item(kind, options=options, **facts)


def _named(choice: Any, text: str, heading: str) -> Any:
    if not text:
        return None
    found = choice.named(text)
    if found is None:
        raise Unreadable(_("“{heading}”没有“{text}”这一项").format(heading=heading, text=text[:20]))
    return found


def _flag(row: dict[str, str], heading: str) -> bool:
    text = row.get(heading, "")
    if text not in ("", _YES, _("否")):
        raise Unreadable(_("“{heading}”要写“是”或空着").format(heading=heading))
    return text == _YES


def _truth(text: str) -> bool:
    found = normal(text).upper()
    if found not in _TRUE | _FALSE:
        raise Unreadable(_("判断题的答案要写“对”或“错”，不是“{text}”").format(text=text[:20]))
    return found in _TRUE


def _pair(text: str) -> Pair:
    left, arrow, right = text.partition(_ARROW.strip())
    if not arrow:
        raise Unreadable(_("匹配题的答案要像“生肉 -> 红 | 蔬菜 -> 绿”这样写"))
    return Pair(clean(left), clean(right))


def _options(kind: QuestionKind, row: dict[str, str]) -> tuple[Option, ...]:
    texts = [clean(row.get(f"{_('选项')}{letter}", "")) for letter in LETTERS]
    while texts and not texts[-1]:
        texts.pop()
    answer = normal(row.get(_ANSWER, ""))
    written = kind in (QuestionKind.SHORT, QuestionKind.NUMERICAL)
    if written and not texts and answer:
        texts = [clean(text) for text in _unbarred(answer)]
    if kind is QuestionKind.NUMERICAL:
        texts = [text if text == "*" else f"{number(text, _ANSWER).normalize():f}" for text in texts]
    percents = [number(one, _PERCENTS) for one in _listed(row, _PERCENTS, len(texts))]
    around = [number(one, _AROUND) for one in _listed(row, _AROUND, len(texts))] or [Decimal(0)] * len(texts)
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        percents = _by_letters(answer, len(texts), percents)
    percents = percents or [Decimal(100)] * len(texts)
    return tuple(
        Option(text, percent, tolerance=near) for text, percent, near in zip(texts, percents, around, strict=True)
    )


def _listed(row: dict[str, str], heading: str, count: int) -> list[str]:
    found = [one.strip() for one in _BAR.split(row.get(heading, ""))] if row.get(heading) else []
    if found and len(found) != count:
        raise Unreadable(_("“{heading}”要有 {count} 个，用 | 隔开").format(heading=heading, count=count))
    return found


def _by_letters(answer: str, count: int, percents: list[Decimal]) -> list[Decimal]:
    """Return what options are worth by the letters of the right ones, which share the points."""
    letters = re.sub(r"[\s,，、;；]", "", answer).upper()
    if not letters or any(letter not in LETTERS[:count] for letter in letters):
        raise Unreadable(_("答案“{answer}”要写选项的字母").format(answer=answer[:20]))
    right = frozenset(letters)
    if percents:
        if {LETTERS[place] for place, one in enumerate(percents) if one > 0} != right:
            raise Unreadable(_("“{heading}”和答案对不上").format(heading=_PERCENTS))
        return percents
    each = (Decimal(100) / len(right)).quantize(Decimal("0.00001"))
    return [each if LETTERS[place] in right else Decimal(0) for place in range(count)]
