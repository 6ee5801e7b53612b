"""Division files: what may stand in them, and the tree that comes out."""

from fscore.exchange.divisions.reading import divisions_of, read_divisions
from fscore.exchange.divisions.tree import DivisionTree, Folded, nothing_known
from fscore.exchange.divisions.words import code_of, wrong_code, wrong_name

__all__ = [
    "DivisionTree",
    "Folded",
    "code_of",
    "divisions_of",
    "nothing_known",
    "read_divisions",
    "wrong_code",
    "wrong_name",
]
