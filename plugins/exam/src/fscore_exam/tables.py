"""Plain tables of answers or marks: one row a person, one column a question, a header row above."""

import csv
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import attrs
import numpy as np
from numpy.typing import NDArray

from fscore.errors import Problem, RefusedFile, in_order
from fscore.exchange.divisions.encoding import recognise
from fscore.labels import _
from fscore.model.text import normal
from fscore_exam.statistics import Matrix, Whole

LARGEST = 1 << 29
MOST_COLUMNS = 1000
MOST_CELLS = 200_000_000
MOST_SHOWN = 100
_ONE_ROW = _("表头下面要有一行，现在有 {count} 行；第一行是表头，要和答卷的一样")
BLANK = frozenset({"", "NA"})
LARGEST_MARK = Decimal(10**15)
SHOWN = 20
_SEPARATED_BY = ",;\t"
_FITS = 1 << 61
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,25})?|\.\d{1,25})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_SEPARATORS = re.compile(r"[\s,，、;；/]+")
_LETTERS = re.compile(r"[A-Z]+", re.ASCII)
_CHOICES = re.compile(r"[A-Z]{1,8}", re.ASCII)
_OF_PEOPLE = frozenset({"姓名", "名字", "考生", "考号", "准考证号", "学号", "编号", "序号", "name", "id", "no", "no."})
_WORDS = {"对": "T", "正确": "T", "√": "T", "✓": "T", "TRUE": "T", "错": "F", "错误": "F", "×": "F", "FALSE": "F"}


@attrs.frozen(eq=False)
class Cells:
    """A table whose different texts are kept once: ``codes`` has one row a question and one column a person."""

    name: str
    names: tuple[str, ...]
    codes: NDArray[np.int32]
    texts: tuple[str, ...]
    lines: Sequence[int] = ()

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.codes.shape[1])

    def problem(self, question: int, code: int, reason: str) -> Problem:
        """Return what is wrong with a text, and where it stands first."""
        person = int(np.flatnonzero(self.codes[question] == code)[0])
        line = self.lines[person] if person < len(self.lines) else person + 2
        return Problem(_("第 {line} 行“{name}”").format(line=line, name=self.names[question]), reason)


class _Codes(dict[str, int]):
    """Numbers texts in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


def cells_of(names: Sequence[str], rows: Sequence[Sequence[str]], name: str = "") -> Cells:
    """Return a table that is in memory already."""
    codes = _Codes()
    flat = array("i", [codes[text] for row in rows for text in row])
    return _cells(name, names, flat, codes, array("q", range(2, len(rows) + 2)))


def _cells(name: str, names: Sequence[str], flat: "array[int]", codes: dict[str, int], lines: Sequence[int]) -> Cells:
    laid = np.frombuffer(flat, dtype=np.int32) if len(flat) else np.zeros(0, np.int32)
    by_person = laid.reshape(-1, max(1, len(names)))
    return Cells(name, tuple(names), np.ascontiguousarray(by_person.T), tuple(codes), lines)


def read_cells(path: Path) -> Cells:
    """Read a CSV file.

    Raises:
        RefusedFile: with every line that is not like the header, or that can't be read.
    """
    if path.stat().st_size > LARGEST:
        _refuse(path, Problem("", _("文件太大，最多 {most} MB").format(most=LARGEST >> 20)))
    text = recognise(path)
    codes, flat, lines = _Codes(), array("i"), array("q")
    problems: list[Problem] = []
    with path.open(encoding=text.encoding, newline="") as file:
        separator = _separator(file.readline())
        file.seek(0)
        reader = csv.reader(file, delimiter=separator)
        names, width = _header(path, reader)
        try:
            for row in reader:
                if not row:
                    continue
                if len(row) != len(names):
                    reason = _unlike(row, len(names), width)
                    if reason:
                        problems.append(Problem(_("第 {line} 行").format(line=reader.line_num), reason))
                        continue
                flat.extend([codes[cell] for cell in row[: len(names)]])
                lines.append(reader.line_num)
                if len(flat) > MOST_CELLS:
                    _refuse(path, Problem("", _("表太大，最多 {most} 格").format(most=MOST_CELLS)))
        except csv.Error as fault:
            problems.append(
                Problem(_("第 {line} 行").format(line=reader.line_num), _("读不下去：{fault}").format(fault=fault))
            )
    if problems:
        raise RefusedFile(path.name, problems[:MOST_SHOWN], len(problems))
    return _cells(path.name, names, flat, codes, lines)


def check_questions(cells: Cells) -> None:
    """Refuse a table whose first column says who answered; numbers of people would be taken for marks.

    Raises:
        RefusedFile: with what to do.
    """
    if cells.names[0].casefold() in _OF_PEOPLE:
        raise RefusedFile(cells.name, [_no_question(cells)])


def _no_question(cells: Cells) -> Problem:
    reason = _("第一列“{name}”不是题目；请删掉这一列再试，表里只留题目，一列一题").format(name=cells.names[0])
    return Problem(_("第 1 行"), reason)


def _separator(header: str) -> str:
    """Return what stands between the cells; a comma, unless the header has none."""
    bare = re.sub(r'"[^"]*"', "", header)
    return next((one for one in _SEPARATED_BY if one in bare), ",")


def _unlike(row: Sequence[str], named: int, width: int) -> str:
    """Return why a row does not fit its header; columns without a name may stand behind it if they are empty."""
    if not named <= len(row) <= width:
        return _("有 {found} 格，表头有 {wanted} 格").format(found=len(row), wanted=named)
    place = next((place for place, cell in enumerate(row[named:], named + 1) if cell.strip()), 0)
    return _("第 {place} 列有内容，表头却没有名称").format(place=place) if place else ""


def _header(path: Path, reader: Iterator[list[str]]) -> tuple[list[str], int]:
    """Return the names of the columns, and how many columns there are with those behind that have no name."""
    try:
        names = [normal(name).strip() for name in next(reader, [])]
    except csv.Error as fault:
        _refuse(path, Problem(_("第 1 行"), _("读不下去：{fault}").format(fault=fault)))
    width = len(names)
    while names and not names[-1]:
        names.pop()
    if not names:
        _refuse(path, Problem(_("第 1 行"), _("没有表头，要一列一题")))
    if len(names) > MOST_COLUMNS:
        _refuse(path, Problem(_("第 1 行"), _("最多 {most} 列").format(most=MOST_COLUMNS)))
    problems = []
    for place, name in enumerate(names, 1):
        if not name:
            problems.append(Problem(_("第 1 行"), _("第 {place} 列没有名称").format(place=place)))
        elif name in names[: place - 1]:
            problems.append(Problem(_("第 1 行"), _("有两列都叫“{name}”").format(name=name)))
    if problems:
        raise RefusedFile(path.name, problems[:MOST_SHOWN], len(problems))
    return names, width


def _refuse(path: Path, problem: Problem) -> NoReturn:
    raise RefusedFile(path.name, [problem])


@attrs.frozen
class Told:
    """What a file says of a question, and in which line."""

    text: str
    line: int


def read_row(path: Path, names: Sequence[str]) -> list[Told]:
    """Read a CSV file that says one thing of each question: a header row and one row below it, or a question a row.

    Raises:
        RefusedFile: if it has more rows, lacks a question, or names one that is not there.
    """
    found = read_cells(path)
    listed = _listed(found)
    if sorted(listed) == sorted(names):
        return [listed[name] for name in names]
    if found.people != 1:
        _refuse(path, Problem("", _ONE_ROW.format(count=found.people)))
    missing = [name for name in names if name not in found.names]
    unknown = [name for name in found.names if name not in names]
    problems = [Problem(_("第 1 行"), _("没有“{name}”这一题").format(name=name)) for name in missing]
    problems += [Problem(_("第 1 行"), _("答卷里没有“{name}”这一题").format(name=name)) for name in unknown]
    if problems:
        raise RefusedFile(path.name, problems[:MOST_SHOWN], len(problems))
    by_name = {name: found.texts[found.codes[place, 0]] for place, name in enumerate(found.names)}
    return [Told(normal(by_name[name]).strip(), found.lines[0]) for name in names]


def _listed(found: Cells) -> dict[str, Told]:
    """Return what two columns with a heading say of the questions in the first."""
    if len(found.names) != 2:
        return {}
    texts = [normal(text).strip() for text in found.texts]
    rows = zip(found.codes.T.tolist(), found.lines, strict=True)
    listed = [(texts[name], Told(texts[told], line)) for (name, told), line in rows]
    return dict(listed) if len(dict(listed)) == len(listed) else {}


def choice(text: str) -> str:
    """Return a choice in its one form: letters in order, so that "c、a" is "AC"; "" is blank.

    >>> choice("ｃ、a")
    'AC'
    """
    found = _SEPARATORS.sub("", normal(text)).upper()
    if found in BLANK:
        return ""
    if found in _WORDS:
        return _WORDS[found]
    return "".join(sorted(set(found))) if _LETTERS.fullmatch(found) else found


def number(text: str) -> Decimal | None:
    """Return a mark as it is written, or None if it is not one.

    >>> number("\u22121.5")
    Decimal('-1.5')
    """
    text = text.replace("\u2212", "-")
    found = Decimal(text) if _NUMBER.fullmatch(text) else None
    return found if found is not None and abs(found) <= LARGEST_MARK else None


def maxima_of(path: Path, names: Sequence[str]) -> list[Decimal]:
    """Read the marks of a full answer.

    Raises:
        RefusedFile: as :func:`read_row`, or if one is not a positive number.
    """
    problems, found = [], []
    for name, told in zip(names, read_row(path, names), strict=True):
        most = number(told.text)
        if most is None or most < 0:
            reason = _("满分要写 0 或更大的数，不是“{text}”").format(text=told.text[:SHOWN])
            problems.append(Problem(_("第 {line} 行“{name}”").format(line=told.line, name=name), reason))
        else:
            found.append(most)
    if problems:
        raise RefusedFile(path.name, problems[:MOST_SHOWN], len(problems))
    return found


def _places(numbers: Sequence[Decimal], questions: int) -> int:
    """Return how many digits after the point are kept: all of them, as far as a total of all questions can be held."""
    wanted = max((-int(one.normalize().as_tuple().exponent) for one in numbers), default=0)
    largest = max((abs(int(one)) + 1 for one in numbers), default=1) * max(1, questions)
    return max(0, min(wanted, len(str(_FITS // largest)) - 1))


def _scaled(mark: Decimal, places: int) -> int:
    return int(mark.scaleb(places).to_integral_value())


def marks_of(cells: Cells, maxima: Sequence[Decimal] | None = None) -> Matrix:
    """Return the marks in a table; without ``maxima`` the largest mark seen is a question's maximum.

    Raises:
        RefusedFile: naming the first place of each text that is not a mark.
    """
    texts = [normal(text).strip() for text in cells.texts]
    read = [Decimal(0) if text in BLANK else number(text) for text in texts]
    wrong = [code for code, mark in enumerate(read) if mark is None]
    if wrong:
        raise RefusedFile(cells.name, *_not_marks(cells, wrong))
    marks = [mark for mark in read if mark is not None]
    places = _places([*marks, *(maxima or ())], len(cells.names))
    values = np.array([_scaled(mark, places) for mark in marks] or [0], dtype=np.int64)
    blank = np.array([text in BLANK for text in texts] or [False])
    laid: Whole = values[cells.codes]
    most = [_scaled(one, places) for one in maxima] if maxima is not None else _largest(laid)
    return Matrix(cells.names, laid, tuple(most), places, tuple(int(n) for n in blank[cells.codes].sum(axis=1)))


def _largest(marks: Whole) -> list[int]:
    return [max(0, int(row.max())) if len(row) else 0 for row in marks]


def _not_marks(cells: Cells, wrong: Sequence[int]) -> tuple[list[Problem], int]:
    blank = np.array([normal(text).strip() in BLANK for text in cells.texts])
    bad = np.isin(np.arange(len(cells.texts)), wrong)
    first, *others = cells.codes
    if others and (bad | blank)[first].all() and not any(bad[row].any() for row in others):
        return [_no_question(cells)], 1
    if len(wrong) * 2 > len(blank) - blank.sum() and all(
        _CHOICES.fullmatch(choice(cells.texts[code])) for code in wrong
    ):
        text = choice(cells.texts[wrong[0]])
        reason = _("“{text}”像是选项，不是分数；表里写的是选项，就用 --key 给出答案").format(text=text)
        return [cells.problem(_question(cells, wrong[0]), wrong[0], reason)], 1
    problems = []
    for code in wrong[:MOST_SHOWN]:
        reason = _("“{text}”不是分数；要写数，没有作答的空着或写 NA").format(
            text=" ".join(cells.texts[code].split())[:SHOWN]
        )
        problems.append(cells.problem(_question(cells, code), code, reason))
    return in_order(problems), len(wrong)


def _question(cells: Cells, code: int) -> int:
    return next(place for place, row in enumerate(cells.codes) if bool(np.any(row == code)))


def marked(cells: Cells, mark: Callable[[int, str], Decimal], maxima: Sequence[Decimal], *, places: int = 0) -> Matrix:
    """Mark a table of choices: each different answer to a question is marked once, by ``mark(question, choice)``.

    A blank scores 0 and is counted. Marks have at most ``places`` digits after the point, or as many as ``maxima``.
    """
    places = max(places, _places(maxima, len(cells.names)))
    texts = [choice(text) for text in cells.texts]
    blank = np.array([text == "" for text in texts] or [False])
    laid = np.zeros(cells.codes.shape, np.int64)
    blanks = []
    for question, row in enumerate(cells.codes):
        seen = np.bincount(row, minlength=len(blank))
        worth = np.zeros(len(blank), np.int64)
        for code in np.flatnonzero((seen > 0) & ~blank).tolist():
            worth[code] = _scaled(mark(question, texts[code]), places)
        np.take(worth, row, out=laid[question])
        blanks.append(int(seen[blank].sum()))
    return Matrix(cells.names, laid, tuple(_scaled(one, places) for one in maxima), places, tuple(blanks))


def marked_by_key(cells: Cells, key: Sequence[str], maxima: Sequence[Decimal] | None = None) -> Matrix:
    """Mark a table of choices with a key; a right answer earns the maximum (1 where none is given).

    Several right answers to a question are written with a bar between them: ``A|B``.
    """
    right = [frozenset(choice(one) for one in text.split("|")) - {""} for text in key]
    worth = list(maxima) if maxima is not None else [Decimal(1)] * len(cells.names)
    zero = Decimal(0)
    return marked(cells, lambda question, given: worth[question] if given in right[question] else zero, worth)
