"""Why a score is what it is: a tree from the result down to the evidence."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from fscore.evaluation.criteria import plain
from fscore.evaluation.sources import Citation
from fscore.labels import Text, _, filled, translate
from fscore.model.entity import about, title


@attrs.frozen
class Said:
    """A sentence for people that can still be translated."""

    template: str
    data: Mapping[str, Any] = attrs.field(factory=dict)

    def text(self, language: str = "zh") -> str:
        """Return the sentence in ``language``."""
        values = {
            name: words(value, language) if isinstance(value, Said | Decimal) else value
            for name, value in self.data.items()
        }
        return filled(self.template, values, language)

    def __str__(self) -> str:
        return self.text()


def said(template: str, **data: Any) -> Said:
    """Return a sentence whose template is looked up when it is read."""
    return Said(template, data)


def words(value: Said | Decimal | str, language: str = "zh") -> str:
    """Return a sentence, a number or a plain text as it is read."""
    if isinstance(value, Said):
        return value.text(language)
    return translate(value, language) if isinstance(value, Text) else plain(value)


@attrs.frozen
class Evidence:
    """What a finding rests on: a record, or a text where there is no record."""

    entity: str = ""
    id: int | None = None
    text: str = ""

    @classmethod
    def of(cls, record: Any, text: str | None = None) -> "Evidence":
        """Return a record as evidence, under its title unless a text says more."""
        return cls(about(type(record)).name, record.id, title(record) if text is None else text)

    def __str__(self) -> str:
        record = f"{self.entity} {self.id}" if self.entity else ""
        return "：".join(part for part in (record, self.text) if part)

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as ``{"entity", "id", "text"}``."""
        return {"entity": self.entity or None, "id": self.id, "text": self.text}


@attrs.frozen(kw_only=True)
class Ground:
    """The rule that a part of a score rests on, and whether a person has compared it with the official text."""

    rule: str = ""
    citation: Citation | None = None
    verified: bool = False
    verified_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the ground with its citation taken apart."""
        return {
            "rule": self.rule or None,
            "citation": attrs.asdict(self.citation) if self.citation else None,
            "verified": self.verified,
            "verified_on": self.verified_on.isoformat() if self.verified_on else None,
        }

    def text(self, language: str = "zh") -> str:
        """Return the ground as one line."""
        cited = " ".join(part for part in (str(self.citation or ""), self.rule) if part)
        return cited if self.verified else said(_("{cited}（未与正式文本核对）"), cited=cited).text(language)


@attrs.frozen(kw_only=True)
class Explanation:
    """One node: what it is about, what was found, how many points of how many, why, and what is below.

    Where a node and any of its children have points, the children's points add up to the node's. A node without
    points (None) only groups or tells.
    """

    label: Said | str
    code: str = ""
    found: Said | str = ""
    points: Decimal | None = None
    of: Decimal | None = None
    failed: bool = False
    reason: Said | str = ""
    ground: Ground | None = None
    evidence: tuple[Evidence, ...] = ()
    children: tuple["Explanation", ...] = ()

    def to_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the tree as one object, children within."""
        return {
            "code": self.code or None,
            "label": words(self.label, language),
            "found": words(self.found, language),
            "points": number(self.points),
            "of": number(self.of),
            "failed": self.failed,
            "reason": words(self.reason, language),
            "rule": self.ground.to_json() if self.ground else None,
            "evidence": [each.to_json() for each in self.evidence],
            "children": [child.to_json(language) for child in self.children],
        }

    def lines(self, language: str = "zh", depth: int = 0) -> Iterator[str]:
        """Yield the tree as indented lines for a terminal."""
        margin = "  " * depth
        head = words(self.label, language)
        if self.points is not None:
            of = f" / {plain(self.of)}" if self.of is not None else ""
            head = f"{head}：{plain(self.points)}{of}"
        told = [words(part, language) for part in (self.found, self.reason) if part]
        mark = "✗ " if self.failed else ""
        yield margin + mark + "，".join([head, *told])
        if self.ground:
            yield f"{margin}  {translate(_('依据：'), language)}{self.ground.text(language)}"
        for each in self.evidence:
            yield f"{margin}  {translate(_('凭据：'), language)}{each}"
        for child in self.children:
            yield from child.lines(language, depth + 1)

    def walk(self) -> Iterator["Explanation"]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def number(value: Decimal | None) -> int | str | None:
    """Return a number as JSON carries it: an integer if it was written as one, else a decimal string."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return int(value) if isinstance(exponent, int) and exponent >= 0 else plain(value)
