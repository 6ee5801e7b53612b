"""Figures: a number with all that proves it: its indicator, division, period, rule and evidence."""

import hashlib
from collections.abc import Iterable
from datetime import date

import attrs

from fscore.evaluation.ratio import Value
from fscore.evaluation.sources import Rule
from fscore.evaluation.wording import full_text, none_text
from fscore.model.period import Period


@attrs.frozen(kw_only=True)
class Figure:
    """What an indicator amounts to for a division and a period, ready to be printed.

    ``division`` is the division's code; ``rule`` names the version of the rule that the number was counted by;
    ``verified`` says that a person has compared that rule with the official text. ``evidence`` is the digest of the
    records behind the number, if it was computed. ``division_from`` is the first day of the division, if it is known.
    """

    id: str
    code: str
    title: str
    definition: str
    division: str
    division_name: str
    period: Period
    value: Value
    target: Rule | None = None
    rule: str = ""
    verified: bool = True
    evidence: str | None = None
    division_from: date | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None if there is no target, or no number."""
        return self.value.met(self.target)

    @property
    def full(self) -> bool:
        """Whether every one of at least one was counted: the only ground for 全 and 100%."""
        return full_text(self.value) is not None

    @property
    def none(self) -> bool:
        """Whether there was none, and this is known: what was not reported is not none."""
        return none_text(self.value) is not None


def evidence_digest(records: Iterable[tuple[str, int, int]]) -> str:
    """Return the sha256 over the entity, id and revision of each record, in sorted order.

    >>> first, second = ("banquet", 1, 1), ("banquet", 2, 1)
    >>> evidence_digest([first, second]) == evidence_digest([second, first])
    True
    """
    digest = hashlib.sha256()
    for entity, number, revision in sorted(records):
        digest.update(f"{entity}\t{number}\t{revision}\n".encode())
    return digest.hexdigest()
