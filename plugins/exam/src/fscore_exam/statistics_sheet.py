"""The statistics of a test as a workbook with pictures: how scores are spread, how hard and how sharp questions are."""

import io
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import xlsxwriter

from fscore.labels import _
from fscore_exam.statistics import ItemStatistics, Matrix, Statistics, TestStatistics

BARS = 10
ITEM_LABELS = {
    "name": _("题目"),
    "difficulty": _("难度P"),
    "sd": _("标准差"),
    "discrimination_index": _("区分指数%"),
    "discriminative_efficiency": _("区分效率%"),
    "effective_weight": _("有效权重%"),
    "upper_lower_27": _("区分度D"),
    "item_total_r": _("题总相关"),
    "item_rest_r": _("题余相关"),
    "alpha_if_deleted": _("删后信度"),
}
TEST_LABELS = {
    "attempts": _("人数"),
    "mean": _("平均分"),
    "median": _("中位数"),
    "sd": _("标准差"),
    "skewness": _("偏度"),
    "kurtosis": _("峰度"),
    "alpha": _("信度α"),
    "kr20": _("信度KR-20"),
    "error_ratio": _("误差比%"),
    "standard_error": _("标准误"),
}
BLANKS = _("空白")


@attrs.frozen
class Bar:
    """One step of the spread of scores: from ``low`` to below ``high`` (the last one includes it)."""

    low: float
    high: float
    people: int

    @property
    def label(self) -> str:
        """The step as it is written below a bar."""
        return f"{self.low:g}–{self.high:g}"


def spread(matrix: Matrix, bars: int = BARS) -> list[Bar]:
    """Return how many people have which score, in equal steps from 0 (or the lowest score below it) to full marks."""
    totals = matrix.marks.sum(axis=0)
    unit = 10**matrix.places
    low = min(0, int(totals.min())) if len(totals) else 0
    high = max(sum(matrix.maxima), int(totals.max()) if len(totals) else 0, low + 1)
    counts, edges = np.histogram(totals, bins=bars, range=(low, high))
    return [
        Bar(float(edges[place]) / unit, float(edges[place + 1]) / unit, int(count))
        for place, count in enumerate(counts.tolist())
    ]


def write_statistics(matrix: Matrix, found: Statistics, title: str) -> bytes:
    """Return a workbook: the test with the spread of scores, the questions with their chart."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _test(book, found.test, spread(matrix), title)
    _items(book, found.items, matrix.blanks)
    book.close()
    return output.getvalue()


def _test(book: Any, test: TestStatistics, bars: Sequence[Bar], title: str) -> None:
    name = _("总体")
    page, bold = book.add_worksheet(name), book.add_format({"bold": True})
    page.set_column(0, 0, 16)
    page.write_string(0, 0, title, bold)
    for at, (field, label) in enumerate(TEST_LABELS.items(), 1):
        page.write_string(at, 0, label)
        _number(page, at, 1, getattr(test, field))
    first = len(TEST_LABELS) + 2
    page.write_string(first, 0, _("得分"), bold)
    page.write_string(first, 1, _("人数"), bold)
    for at, bar in enumerate(bars, first + 1):
        page.write_string(at, 0, bar.label)
        page.write_number(at, 1, bar.people)
    last = first + len(bars)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": _("人数"),
            "categories": [name, first + 1, 0, last, 0],
            "values": [name, first + 1, 1, last, 1],
            "gap": 20,
        }
    )
    chart.set_title({"name": _("得分分布")})
    chart.set_legend({"none": True})
    page.insert_chart("D2", chart)


def _items(book: Any, items: Sequence[ItemStatistics], blanks: Sequence[int]) -> None:
    name = _("试题")
    page, bold = book.add_worksheet(name), book.add_format({"bold": True})
    page.freeze_panes(1, 1)
    for place, label in enumerate([*ITEM_LABELS.values(), BLANKS]):
        page.write_string(0, place, label, bold)
    for at, one in enumerate(items, 1):
        page.write_string(at, 0, one.name)
        for place, field in enumerate(list(ITEM_LABELS)[1:], 1):
            _number(page, at, place, getattr(one, field))
        if at <= len(blanks):
            page.write_number(at, len(ITEM_LABELS), blanks[at - 1])
    chart = book.add_chart({"type": "column"})
    for field in ("difficulty", "upper_lower_27"):
        place = list(ITEM_LABELS).index(field)
        chart.add_series(
            {
                "name": ITEM_LABELS[field],
                "categories": [name, 1, 0, len(items), 0],
                "values": [name, 1, place, len(items), place],
            }
        )
    chart.set_title({"name": _("难度和区分度")})
    chart.set_size({"width": 720, "height": 320})
    page.insert_chart(len(items) + 2, 1, chart)


def _number(page: Any, at: int, place: int, value: float | None) -> None:
    if value is None:
        page.write_string(at, place, "—")
    else:
        page.write_number(at, place, value)
