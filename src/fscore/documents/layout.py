"""The parts of a document, before it becomes a file: headings, paragraphs, tables, annexes, signature."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

import attrs

from fscore.documents.bound import BoundFigure, keyed
from fscore.errors import WrongUse

LEVELS = 4


@attrs.frozen
class TextRun:
    """Words; ``doubtful`` marks them for the reader's eye, such as a number that no record bears out."""

    text: str
    doubtful: bool = False


@attrs.frozen
class FigureRun:
    """A figure, which becomes a content control."""

    figure: BoundFigure


Run = TextRun | FigureRun
Runs = tuple[Run, ...]


def runs(*pieces: "str | BoundFigure | Run") -> Runs:
    """Return pieces of a paragraph: words as they are, figures as figures."""
    made: list[Run] = []
    for piece in pieces:
        if isinstance(piece, BoundFigure):
            made.append(FigureRun(piece))
        else:
            made.append(TextRun(piece) if isinstance(piece, str) else piece)
    return tuple(made)


def _level(_instance: object, _attribute: object, level: int) -> None:
    if not 1 <= level <= LEVELS:
        raise WrongUse("A heading has a level from 1 to 4, not {level}", level=level)


@attrs.frozen
class Heading:
    """A heading of level 1 to 4; its number (一、 （一） 1. （1）) is set by the writer, not by the author."""

    level: int = attrs.field(validator=_level)
    runs: Runs
    numbered: bool = True


@attrs.frozen
class Paragraph:
    """A paragraph of the text; the one to the addressee stands flush left."""

    runs: Runs
    flush: bool = False


@attrs.frozen
class Column:
    """A column of a table: its title and its share of the width."""

    title: str
    share: int = 1
    centred: bool = False


@attrs.frozen
class Table:
    """A table whose head is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]

    def __attrs_post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise WrongUse(
                    "Row {row} has {found} cells for {wanted} columns",
                    row=number,
                    found=len(row),
                    wanted=len(self.columns),
                )


Block = Heading | Paragraph | Table


@attrs.frozen
class Annex:
    """What is set out behind the text, on a page of its own."""

    title: str
    blocks: tuple[Block, ...]


@attrs.frozen
class Properties:
    """What the file says of itself; nothing is taken from the clock, so that the same data makes the same file."""

    author: str = ""
    created: datetime | None = None
    subject: str = ""


@attrs.frozen(kw_only=True)
class Document:
    r"""A document in the layout of GB/T 9704-2012.

    ``title`` may be broken into lines by ``\n`` where the meaning allows it. With ``figure_sheet`` the writer adds the
    annex that lists where each figure comes from.
    """

    title: str
    blocks: tuple[Block, ...]
    annex: tuple[Annex, ...] = ()
    signature: str = ""
    dated: date | None = None
    properties: Properties = Properties()
    number: str = ""
    figure_sheet: bool = True

    @property
    def figures(self) -> tuple[BoundFigure, ...]:
        """All figures in the order of the document."""
        found: list[BoundFigure] = []

        def note(figure: BoundFigure) -> BoundFigure:
            found.append(figure)
            return figure

        with_figures(self, note)
        return tuple(found)


def with_figures(document: Document, change: Callable[[BoundFigure], BoundFigure]) -> Document:
    """Return the document with each figure replaced, in the order in which it is read."""

    def in_runs(before: Runs) -> Runs:
        return tuple(FigureRun(change(run.figure)) if isinstance(run, FigureRun) else run for run in before)

    def in_block(block: Block) -> Block:
        if isinstance(block, Table):
            return attrs.evolve(block, rows=tuple(tuple(in_runs(cell) for cell in row) for row in block.rows))
        return attrs.evolve(block, runs=in_runs(block.runs))

    def in_blocks(before: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(in_block(block) for block in before)

    blocks = in_blocks(document.blocks)
    annex = tuple(attrs.evolve(one, blocks=in_blocks(one.blocks)) for one in document.annex)
    return attrs.evolve(document, blocks=blocks, annex=annex)


def bind(document: Document) -> Document:
    """Return the document with a key for each figure; the same data gives the same keys."""
    named: Iterator[BoundFigure] = keyed(document.figures)
    return with_figures(document, lambda _figure: next(named))
