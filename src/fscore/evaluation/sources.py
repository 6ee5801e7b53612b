"""Where numbers come from: citations, dated rules, and the book that finds the rule of a day and a place."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from fscore.errors import UnknownCode
from fscore.model.op import Op

__all__ = ["DAYS", "MONTHS", "MONTH_OF_YEAR", "WORKDAYS", "Citation", "Op", "Rule", "RuleBook"]

DAYS, WORKDAYS, MONTHS = "天", "个工作日", "个月"
"""The units of limits that run from a day."""
MONTH_OF_YEAR = "月"
"""The unit of a limit that ends with one month of the year."""


@attrs.frozen
class Citation:
    """An official text: its title, number and article."""

    title: str
    number: str = ""
    article: str = ""
    issuer: str = ""

    def __str__(self) -> str:
        return "".join((f"《{self.title}》", f"（{self.number}）" if self.number else "", self.article))


@attrs.frozen
class Rule:
    """A number set by a document, from a day on.

    ``region`` is the code of the division that the rule is for, None for everywhere. ``superseded`` is the first day
    on which the rule no longer holds. ``verified`` says that a person has compared it with the official text.
    """

    code: str
    value: Decimal
    op: Op
    unit: str
    effective: date
    citation: Citation
    title: str = ""
    region: str | None = None
    superseded: date | None = None
    verified: bool = False
    verified_on: date | None = None

    def in_force(self, day: date) -> bool:
        """Tell whether the rule holds on ``day``."""
        return self.effective <= day and (self.superseded is None or day < self.superseded)

    def met(self, found: Decimal | int) -> bool:
        """Tell whether ``found`` satisfies the rule."""
        return self.op.holds(found, self.value)

    @property
    def version(self) -> str:
        """What names this version of the rule in a document."""
        place = f"@{self.region}" if self.region else ""
        return f"{self.code}{place}/{self.effective.isoformat()}"


class RuleBook:
    """All versions of all rules, shipped and local."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._versions: dict[str, list[Rule]] = {}
        for rule in rules:
            self._versions.setdefault(rule.code, []).append(rule)
        for versions in self._versions.values():
            versions.sort(key=lambda rule: rule.effective)

    def __iter__(self) -> Iterator[Rule]:
        return iter([rule for code in sorted(self._versions) for rule in self._versions[code]])

    def __contains__(self, code: str) -> bool:
        return code in self._versions

    def versions(self, code: str) -> tuple[Rule, ...]:
        """Return every version of a rule, oldest first.

        Raises:
            UnknownCode: if no rule has the code.
        """
        if code not in self._versions:
            raise UnknownCode("No rule has the code '{code}'", code=code)
        return tuple(self._versions[code])

    def find(self, code: str, on: date, region: Iterable[str] = ()) -> Rule | None:
        """Return the version in force on ``on``: of the nearest region, and there the latest.

        Args:
            region: the codes of the division and its ancestors, nearest first.
        """
        live = [rule for rule in self.versions(code) if rule.in_force(on)]
        for place in (*region, None):
            here = [rule for rule in live if rule.region == place]
            if here:
                return here[-1]
        return None
