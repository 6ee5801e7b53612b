"""A division as far as its code and its place go: what a list of divisions is compared with."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

import attrs

from fscore.model.division import DivisionKind

Ancestors = tuple[int | None, ...]


@attrs.frozen
class KnownDivision:
    """A division that is there already; ``path`` has the ids of its ancestors by level, its own included.

    ``code`` is today's; it differs from the code that was asked for if the unit got another one since. ``valid_to`` is
    its last day if it is closed.
    """

    id: int
    code: str
    name: str
    level: int
    kind: DivisionKind
    parent_code: str | None
    path: Ancestors
    valid_to: date | None = None


Known = Callable[[Collection[str]], Mapping[str, KnownDivision]]
