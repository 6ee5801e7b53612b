"""Documents in the layout of GB/T 9704-2012: written, read and verified, every figure leading back to its records."""

from fscore.documents.bound import BoundFigure, Form
from fscore.documents.grammar import BadTemplate
from fscore.documents.layout import (
    Annex,
    Block,
    Column,
    Document,
    FigureRun,
    Heading,
    Paragraph,
    Properties,
    Run,
    Table,
    TextRun,
    bind,
    runs,
)
from fscore.documents.numerals import Numeral, numerals
from fscore.documents.reading import ReadDocument, read
from fscore.documents.sheet import figure_sheet
from fscore.documents.template import Gap, Rendered, Template, without_empty_headings
from fscore.documents.verifying import FigureState, Finding, Verdict, compare
from fscore.documents.writing import write

__all__ = [
    "Annex",
    "BadTemplate",
    "Block",
    "BoundFigure",
    "Column",
    "Document",
    "FigureRun",
    "FigureState",
    "Finding",
    "Form",
    "Gap",
    "Heading",
    "Numeral",
    "Paragraph",
    "Properties",
    "ReadDocument",
    "Rendered",
    "Run",
    "Table",
    "Template",
    "TextRun",
    "Verdict",
    "bind",
    "compare",
    "figure_sheet",
    "numerals",
    "read",
    "runs",
    "without_empty_headings",
    "write",
]
