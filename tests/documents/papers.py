"""What the tests of documents share: figures, a document, and Word's ways of changing a file."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from fscore.documents import (
    BoundFigure,
    Document,
    Heading,
    Paragraph,
    ReadDocument,
    Verdict,
    compare,
    read,
    runs,
    write,
)
from fscore.evaluation.figures import Figure
from fscore.evaluation.ratio import PERCENT, Number, Unit, Value
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.model.period import year

COUNT = Unit("起")
AT_LEAST_95 = Rule("catering.graded", Decimal(95), Op.GE, "%", date(2023, 1, 1), Citation("测试用的规则"))
BODY = "word/document.xml"


def make_figure(number: str, part: Number | None, whole: Number | None = None, **facts: object) -> Figure:
    """A figure of the demonstration township for 2023."""
    unit = COUNT if whole is None else PERCENT
    value = facts.pop("value", None) or Value.of(unit, part or 0, whole)
    shared: dict[str, object] = {
        "code": f"code-{number.lower()}", "title": f"指标{number}", "definition": "受理的备案",
        "division": "990101101000", "division_name": "青禾镇", "period": year(2023), "value": value,
        "evidence": "ab12" * 16,
    }  # fmt: skip
    return Figure(id=number, **{**shared, **facts})  # type: ignore[arg-type]


def make_bound(
    number: str, part: Number, whole: Number | None = None, form: str = "value", **facts: object
) -> BoundFigure:
    """A figure as it is printed."""
    made = BoundFigure.of(make_figure(number, part, whole, **facts), form)  # type: ignore[arg-type]
    assert made is not None
    return made


def make_document() -> Document:
    """A small summary with two figures, a year in the text and one in a title."""
    banquets, graded = make_bound("I38", 230), make_bound("I34", 79, 83, "claim", target=AT_LEAST_95)
    return Document(
        title="青禾镇2023年食品安全工作总结",
        blocks=(
            Heading(1, runs("主要工作")),
            Paragraph(runs("2023年全年共备案自办酒席", banquets, "起，没有发生事故。")),
            Paragraph(runs("餐饮单位量化分级率达", graded, "。依据《条例》办理。")),
        ),
        signature="青禾镇食安办",
        dated=date(2023, 12, 31),
    )


def edit(content: bytes, change: Callable[[str], str], part: str = BODY) -> bytes:
    """The file with one part changed as text; the change has to change something."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                changed = change(text)
                assert changed != text
                text = changed
            file.writestr(name, text)
    return target.getvalue()


def verdict(content: bytes, **now: BoundFigure) -> Verdict:
    """What becomes of a file whose records are as they were, but for the figures given by id."""
    document: ReadDocument = read(content)
    return compare(document, {str(figure.key): now.get(figure.id, figure) for figure in document.figures})


@cache
def written() -> bytes:
    """The small summary as a file."""
    return write(make_document())
