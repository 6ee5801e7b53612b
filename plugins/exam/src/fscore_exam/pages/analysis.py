"""What the results of a paper say about its questions: the spread of scores, each question with its verdict."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from urllib.parse import quote

import attrs
from flask import Response, make_response, render_template, request

from fscore.evaluation.sources import Rule
from fscore.labels import _
from fscore.model.division import Division
from fscore.storage.rules import Rules
from fscore_admin.for_plugins import current_work
from fscore_exam.model import Attempt, Paper
from fscore_exam.pages.charts import bars_of, columns_of
from fscore_exam.papers import asked
from fscore_exam.results import Which, failing, marked_attempts, matrix_of
from fscore_exam.sheet import points_text
from fscore_exam.shown import stem
from fscore_exam.statistics import ItemStatistics, TestStatistics, statistics
from fscore_exam.statistics_sheet import TEST_LABELS, spread, write_statistics

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDANCE = (
    "exam.facility-low",
    "exam.facility-high",
    "exam.discrimination-good",
    "exam.discrimination-fair",
    "exam.discrimination-weak",
    "exam.discrimination-valid",
)
_SHARPNESS = (
    ("exam.discrimination-good", "ok", _("区分很好")),
    ("exam.discrimination-fair", "ok", _("区分尚可")),
    ("exam.discrimination-weak", "due", _("区分偏弱")),
    ("exam.discrimination-valid", "late", _("区分度低")),
)
_STEM = 40
_ONE_PLACE = frozenset({"error_ratio"})
_LEFT_OUT = frozenset({"attempts", "mean", "alpha"})


@attrs.frozen
class Row:
    """One question as a row."""

    place: int
    stem: str
    item: ItemStatistics
    numbers: tuple[str, ...]
    blanks: int
    chips: tuple[tuple[str, str], ...]


def analysis(record: int) -> str:
    """Show the statistics of a paper."""
    work = current_work()
    paper = work.get(Paper, record)
    which = Which.named(request.args.get("which", "")) or Which.FIRST
    matrix = matrix_of(work, paper, which)
    found = statistics(matrix)
    rules = _guidance(work.rules, paper.held_on, work.place(paper.division_id))
    questions = asked(work, paper)
    rows = [
        Row(
            one.line.place,
            _short(stem(one.item)),
            item,
            _numbers(item),
            matrix.blanks[at] if matrix.blanks else 0,
            tuple(verdicts(item, rules)),
        )
        for at, (one, item) in enumerate(zip(questions, found.items, strict=True))
    ]
    sat = marked_attempts(work, paper, which)
    return render_template(
        "exam/analysis.html",
        paper=paper,
        which=which,
        choices=list(Which),
        people=matrix.people,
        passed=sum(1 for one in sat if one.passed),
        sat=len(sat),
        mean=_cut(found.test.mean, 1),
        alpha=_cut(found.test.alpha, 2),
        more=_more(found.test),
        bars=spread(matrix),
        spread=bars_of(spread(matrix)),
        columns=columns_of(found.items, *(rules[code].value for code in GUIDANCE[:2])),
        rows=rows,
        failing=[(one, _score(one.attempt)) for one in failing(work, paper)],
        today=work.today,
        rules=list(rules.values()),
    )


def analysis_file(record: int) -> Response:
    """Hand the same out as a workbook."""
    work = current_work()
    paper = work.get(Paper, record)
    which = Which.named(request.args.get("which", "")) or Which.FIRST
    matrix = matrix_of(work, paper, which)
    response = make_response(write_statistics(matrix, statistics(matrix), paper.name))
    response.headers["Content-Type"] = XLSX
    name = quote(_("{paper}试题分析.xlsx").format(paper=paper.name), safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _guidance(rules: Rules, on: date, place: Division) -> dict[str, Rule]:
    return {code: rules.value(code, on, place) for code in GUIDANCE}


def verdicts(item: ItemStatistics, rules: dict[str, Rule]) -> Sequence[tuple[str, str]]:
    """Return what the numbers of a question amount to, as chips: how hard it is, and how well it tells people apart."""
    found = []
    if item.facility is not None:
        percent = _exact(item.facility * 100)
        if not rules["exam.facility-low"].met(percent):
            found.append(("due", _("太难")))
        elif not rules["exam.facility-high"].met(percent):
            found.append(("info", _("偏容易")))
        else:
            found.append(("ok", _("难度合适")))
    if item.discrimination_index is None:
        return [*found, ("off", _("区分不出"))]
    index = _exact(item.discrimination_index)
    for code, chip, word in _SHARPNESS:
        if rules[code].met(index):
            return [*found, (chip, word)]
    return [*found, ("late", _("区分反了，看看答案对不对"))]


def _exact(value: float) -> Decimal:
    """Return a float as the number it stands for: 0.35 times 100 is 35."""
    return Decimal(f"{value:.9f}")


def _cut(value: float | None, places: int) -> str | None:
    """Return a number with so many decimals, cut and never rounded up."""
    return None if value is None else f"{_exact(value).quantize(Decimal(1).scaleb(-places), ROUND_DOWN):f}"


def _numbers(item: ItemStatistics) -> tuple[str, ...]:
    facility = None if item.facility is None else item.facility * 100
    percents = (facility, item.discrimination_index, item.discriminative_efficiency, item.effective_weight)
    return (*(_cut(one, 1) or _("没数") for one in percents), _cut(item.upper_lower_27, 2) or _("没数"))


def _more(test: TestStatistics) -> list[tuple[str, str]]:
    return [
        (label, _cut(getattr(test, name), 1 if name in _ONE_PLACE else 2) or _("没数"))
        for name, label in TEST_LABELS.items()
        if name not in _LEFT_OUT
    ]


def _score(attempt: Attempt) -> str:
    return _("没数") if attempt.score is None else points_text(attempt.score)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _STEM else f"{line[:_STEM]}…"
