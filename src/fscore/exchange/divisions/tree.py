"""A checked tree of divisions, parents before children, ready for the table."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from fscore.model.division import DivisionKind, Level
from fscore.model.known_division import Ancestors, KnownDivision

LEVEL_COUNT = len(Level)
ROOT = -1

# id, code, name, level, kind, parent_id, then the ids of the units at the levels 1 to 6 that this one stands below,
# its own among them.
UnitRow = tuple[int | str | None, ...]


def nothing_known(codes: Collection[str]) -> Mapping[str, KnownDivision]:
    """Answer for an empty database, whatever the codes."""
    del codes
    return {}


@attrs.frozen
class Folded:
    """A row that stands for the same unit as one above it, and went into that one."""

    where: str
    code: str
    name: str
    into: str


@attrs.frozen
class DivisionTree:
    """Units in an order in which a parent stands before its children; within a level, by code.

    ``parents`` has the position of the unit above, :data:`ROOT` for none, or below that ``-2 - n`` for the nth of
    ``outside``, the divisions that the database has already.
    """

    name: str
    digest: str
    codes: list[str]
    names: list[str]
    levels: bytes
    kinds: list[DivisionKind]
    parents: Sequence[int]
    outside: tuple[KnownDivision, ...]
    folded: tuple[Folded, ...]
    unchanged: int

    def __len__(self) -> int:
        return len(self.codes)

    def rows(self, first_id: int = 1) -> Iterator[UnitRow]:
        """Yield the rows as the table keeps them; ids are given in order from ``first_id``."""
        nothing: list[Ancestors] = [(None,) * (LEVEL_COUNT - level) for level in range(LEVEL_COUNT + 1)]
        parents = self.parents
        above = bytearray(len(self))
        for parent in parents:
            if parent >= 0:
                above[parent] = 1
        paths: dict[int, Ancestors] = {-2 - place: known.path for place, known in enumerate(self.outside)}
        paths[ROOT] = nothing[0]
        columns = zip(self.codes, self.names, self.levels, self.kinds, parents, strict=True)
        for position, (code, name, level, kind, parent) in enumerate(columns):
            unit = first_id + position
            path = (*paths[parent][: level - 1], unit, *nothing[level])
            if above[position]:
                paths[position] = path
            yield (unit, code, name, level, kind.value, self._parent_id(parent, first_id), *path)

    def _parent_id(self, parent: int, first_id: int) -> int | None:
        if parent >= 0:
            return first_id + parent
        return None if parent == ROOT else self.outside[-2 - parent].id
