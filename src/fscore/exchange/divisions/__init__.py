"""Division files: what may stand in them, and the tree that comes out."""

from fscore.exchange.divisions.reading import divisions_of, read_divisions
from fscore.exchange.divisions.tree import DivisionTree, Folded, nothing_known
from fscore.exchange.divisions.words import wrong_code, wrong_name
from fscore.model.division import code_of

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
