"""Division files: what may stand in them, and the tree that comes out."""

from fscore.exchange.divisions.reading import read_divisions
from fscore.exchange.divisions.tree import DivisionTree, Folded, KnownDivision, UnitRow, nothing_known

__all__ = ["DivisionTree", "Folded", "KnownDivision", "UnitRow", "nothing_known", "read_divisions"]
