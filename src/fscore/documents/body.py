"""From the parts of a document to the elements of its body."""

from collections.abc import Iterable, Iterator

from fscore.documents import styles
from fscore.documents.bound import KEY_LIMIT, BoundFigure, control_ids
from fscore.documents.layout import Block, Document, FigureRun, Heading, Paragraph, Run, Runs, Table, TextRun
from fscore.documents.ooxml import Element, clean, made, w, words
from fscore.errors import WrongUse
from fscore.labels import _
from fscore.model.period import chinese_date

_DIGITS = "零一二三四五六七八九"
_HEADING_FONTS = {1: styles.HEI, 2: styles.KAI, 3: styles.FANG, 4: styles.FANG}


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as headings print it.

    >>> chinese_number(3), chinese_number(12), chinese_number(20)
    ('三', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    lead = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return lead + (_DIGITS[ones] if ones else "")


class Numbering:
    """Counts headings: 一、 （一） 1. （1); a heading starts the levels below it anew."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """Return what stands before the next heading of ``level``."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        count = self._counts[level - 1]
        return (f"{chinese_number(count)}、", f"（{chinese_number(count)}）", f"{count}. ", f"（{count}）")[level - 1]


class Writer:
    """Makes the elements of one document, whose figures have their keys."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ids = control_ids(figure.key for figure in document.figures if figure.key)

    def elements(self) -> Iterator[Element]:
        """Return the elements of the body in their order, without the section."""
        document = self._document
        if document.number:
            yield self._paragraph("Number", (TextRun(document.number),))
            yield self._empty()
        for line in document.title.split("\n"):
            yield self._paragraph("Title", (TextRun(line),), styles.TITLE, styles.TITLE_SIZE)
        yield self._empty()
        yield from _together(
            [*self._blocks(document.blocks)], [*self._list_of_annexes(document), *self._signature(document)]
        )
        for count, annex in enumerate(document.annex, 1):
            mark = _("附件{count}").format(count=count if len(document.annex) > 1 else "")
            yield self._paragraph("AnnexMark", (TextRun(mark),), styles.HEI)
            yield self._empty()
            yield self._paragraph("Title", (TextRun(annex.title),), styles.TITLE, styles.TITLE_SIZE)
            yield self._empty()
            yield from self._blocks(annex.blocks)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Element]:
        numbering = Numbering()
        for block in blocks:
            if isinstance(block, Heading):
                number = numbering.next(block.level) if block.numbered else ""
                yield self._heading(block, number)
            elif isinstance(block, Paragraph):
                yield self._paragraph("Flush" if block.flush else None, block.runs)
            else:
                yield self._table(block)

    def _heading(self, heading: Heading, number: str) -> Element:
        inside = (TextRun(number), *heading.runs) if number else heading.runs
        return self._paragraph(f"Heading{heading.level}", inside, _HEADING_FONTS[heading.level])

    def _list_of_annexes(self, document: Document) -> Iterator[Element]:
        if not document.annex:
            return
        yield self._empty()
        only = len(document.annex) == 1
        for count, annex in enumerate(document.annex, 1):
            lead = _("附件：") if count == 1 else "\u3000\u3000\u3000"
            yield self._paragraph(None, (TextRun(f"{lead}{'' if only else f'{count}. '}{annex.title}"),))

    def _signature(self, document: Document) -> Iterator[Element]:
        """The issuer stands over the middle of the date, the date four characters from the right."""
        if not document.signature and document.dated is None:
            return
        yield self._empty()
        yield self._empty()
        day = chinese_date(document.dated) if document.dated else ""
        for text in (document.signature, day):
            if text:
                aside = 400 + max(-200, (_half_widths(day) - _half_widths(text)) * 25) if day else 400
                indent = made("ind", rightChars=aside, right=aside * styles.CHARACTER // 100)
                yield self._paragraph("Signature", (TextRun(text),), setting=indent)

    def _empty(self) -> Element:
        return made("p", made("pPr", made("rPr", styles.fonts(styles.FANG))))

    def _paragraph(
        self,
        style: str | None,
        inside: Runs,
        font: str = styles.FANG,
        size: int = styles.BODY_SIZE,
        setting: Element | None = None,
    ) -> Element:
        named = made("pStyle", val=style) if style else None
        properties = made("pPr", named, setting) if named is not None or setting is not None else None
        return made("p", properties, *(self._run(run, font, size) for run in inside))

    def _run(self, run: Run, font: str, size: int) -> Element:
        if isinstance(run, FigureRun):
            return self._control(run.figure, font, size)
        return made("r", styles.look(font, size, doubtful=run.doubtful), words("t", clean(run.text)))

    def _control(self, figure: BoundFigure, font: str, size: int) -> Element:
        """A figure: a content control that can't be typed into, with the key of its identity as tag."""
        if figure.key is None or len(figure.key) > KEY_LIMIT:
            raise WrongUse("The figure {id} has no key that Word takes: {key}", id=figure.id, key=figure.key)
        look = styles.look(font, size)
        properties = made(
            "sdtPr",
            styles.look(font, size),
            made("alias", val=clean(figure.title)[:KEY_LIMIT]),
            made("tag", val=figure.key),
            made("id", val=self._ids[figure.key]),
            made("lock", val="contentLocked"),
            made("text"),
        )
        return made("sdt", properties, made("sdtContent", made("r", look, words("t", clean(figure.text)))))

    def _table(self, table: Table) -> Element:
        total = sum(column.share for column in table.columns)
        widths = [styles.TYPE_WIDTH * column.share // total for column in table.columns]
        head = ((TextRun(column.title),) for column in table.columns)
        edges = ("top", "left", "bottom", "right", "insideH", "insideV")
        return made(
            "tbl",
            made(
                "tblPr",
                made("tblW", w=sum(widths), type="dxa"),
                made("jc", val="center"),
                made("tblBorders", *(made(edge, val="single", sz=4, space=0, color="000000") for edge in edges)),
                made("tblLayout", type="fixed"),
                made("tblCellMar", made("left", w=57, type="dxa"), made("right", w=57, type="dxa")),
            ),
            made("tblGrid", *(made("gridCol", w=width) for width in widths)),
            self._row(head, widths, table, head=True),
            *(self._row(row, widths, table) for row in table.rows),
        )

    def _row(self, cells: Iterable[Runs], widths: list[int], table: Table, *, head: bool = False) -> Element:
        made_cells = []
        for column, width, cell in zip(table.columns, widths, cells, strict=True):
            centred = made("jc", val="center") if column.centred and not head else None
            font = styles.HEI if head else styles.FANG
            inside = self._paragraph("CellHead" if head else "Cell", cell, font, styles.SHEET_SIZE, centred)
            made_cells.append(
                made("tc", made("tcPr", made("tcW", w=width, type="dxa"), made("vAlign", val="center")), inside)
            )
        return made("tr", made("trPr", made("cantSplit"), made("tblHeader") if head else None), *made_cells)


def _together(text: list[Element], end: list[Element]) -> list[Element]:
    """Keep what ends a document on one page with the last paragraph: no page may hold a signature alone."""
    if text and end:
        for paragraph in (text[-1], *end[:-1]):
            if paragraph.tag == w("p"):
                properties = paragraph.find(w("pPr"))
                if properties is None:
                    properties = made("pPr")
                    paragraph.insert(0, properties)
                style = properties.find(w("pStyle"))
                properties.insert(0 if style is None else 1, made("keepNext"))
    return [*text, *end]


def _half_widths(text: str) -> int:
    """How wide a text is, in halves of a character; digits and Latin letters are half as wide as Chinese."""
    return sum(1 if char.isascii() else 2 for char in text)
