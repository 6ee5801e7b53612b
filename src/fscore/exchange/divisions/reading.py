"""Read a division file into a checked tree, or refuse it with everything that is wrong with it."""

from pathlib import Path

from fscore.exchange.divisions.joining import Joining
from fscore.exchange.divisions.problems import Problems
from fscore.exchange.divisions.sources import open_source
from fscore.exchange.divisions.tree import DivisionTree, Known, nothing_known
from fscore.exchange.divisions.units import Units
from fscore.labels import _


def read_divisions(path: Path, known: Known = nothing_known) -> DivisionTree:
    """Read a plain CSV (``code,name,level,parent_code``), or china-division's ``dist`` folder or ``data.sqlite``.

    A row that padding of codes makes equal to one of the units above it is folded into that one: its children hang on
    the unit above. Units that ``known`` has and that say the same are left out of the tree and counted as unchanged.

    Args:
        path: the file or folder.
        known: gives the divisions of the database for codes, those unknown left out; asked once.

    Raises:
        RefusedFile: with the lines at fault; then nothing of the file counts.
    """
    problems = Problems(path.name)
    source = open_source(path, problems)
    units = Units(problems)
    for part in source.parts:
        units.take(part)
    if not units.codes and not problems.total:
        problems.add("", _("文件里没有一个区划"))
    return Joining(units, known, problems).tree(source.name, source.digest)
