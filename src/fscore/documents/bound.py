"""Bound figures: a number as it stands in one place of a document, with the identity that leads back to its records."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, Self, get_args

import attrs

from fscore.evaluation.figures import Figure
from fscore.evaluation.ratio import Number, Value
from fscore.evaluation.wording import claim_text, full_text, none_text, part_text, plain, value_text, whole_text
from fscore.labels import _
from fscore.model.period import Period, chinese_date

Form = Literal["value", "part", "whole", "claim", "none", "full"]
FORMS: tuple[str, ...] = get_args(Form)

# What Word takes as a tag of a content control; a longer one makes the file unreadable.
KEY_LIMIT = 64
_SHORT = re.compile(r"[A-Za-z0-9]{1,16}", re.ASCII)

_PRINT: dict[str, Callable[[Value], str | None]] = {
    "value": value_text,
    "part": part_text,
    "whole": whole_text,
    "none": none_text,
    "full": full_text,
}


@attrs.frozen(kw_only=True)
class BoundFigure:
    """A figure as it is printed once: ``text`` is what stands there, ``form`` says which of its numbers that is.

    ``division_from`` is the first day of the division, if it is known: of two that had one code, it says which.
    ``rule`` names the version of the rule, ``ground`` the official text that set it. ``key`` is unique within a
    document and given when the document is written.
    """

    id: str
    code: str
    text: str
    title: str
    definition: str
    division: str
    division_name: str
    period: Period
    part: Number | None
    whole: Number | None
    unit: str
    state: str
    rule: str = ""
    ground: str = ""
    verified: bool = True
    evidence: str | None = None
    form: Form = "value"
    key: str | None = None
    division_from: date | None = None

    @classmethod
    def of(cls, figure: Figure, form: Form = "value", key: str | None = None) -> "BoundFigure | None":
        """Return ``figure`` as the wording rules print it in ``form``, or None when there is no number to print."""
        text = claim_text(figure.value, figure.target) if form == "claim" else _PRINT[form](figure.value)
        if text is None:
            return None
        shared = {
            name: getattr(figure, name)
            for name in (
                "id",
                "code",
                "title",
                "definition",
                "division",
                "division_name",
                "period",
                "rule",
                "verified",
                "evidence",
                "division_from",
            )
        }
        value = figure.value
        return cls(
            text=text, part=value.part, whole=value.whole, unit=value.unit.label, state=value.state.value, form=form,
            key=key, ground=_ground(figure), **shared,
        )  # fmt: skip

    @property
    def place(self) -> tuple[str, str, date, date, str]:
        """What it is a figure of: indicator, division, first and last day, and form."""
        return self.id, self.division, self.period.first, self.period.last, self.form

    @property
    def numbers(self) -> str:
        """Part and whole as they are set beside a rate, such as 79/83; a count alone."""
        if self.part is None:
            return ""
        return plain(self.part) if self.whole is None else f"{plain(self.part)}/{plain(self.whole)}"

    def data(self) -> dict[str, str]:
        """Return the identity as plain texts; what is None is left out."""
        found = {
            "key": self.key, "id": self.id, "code": self.code, "form": self.form, "text": self.text,
            "title": self.title, "definition": self.definition, "division": self.division,
            "divisionName": self.division_name,
            "first": self.period.first.isoformat(), "last": self.period.last.isoformat(), "period": self.period.label,
            "part": _written(self.part), "whole": _written(self.whole), "unit": self.unit, "state": self.state,
            "rule": self.rule, "ground": self.ground, "verified": "true" if self.verified else "false",
            "evidence": self.evidence,
            "divisionFrom": self.division_from.isoformat() if self.division_from is not None else None,
        }  # fmt: skip
        return {name: text for name, text in found.items() if text is not None}

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> Self:
        """Return the bound figure of plain texts.

        Raises:
            ValueError: if a date or a number can't be read, or the form is none of ours.
            KeyError: if a text is missing.
        """
        if data["form"] not in FORMS:
            raise ValueError(data["form"])
        period = Period(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]), data["period"])
        names = (
            "key",
            "id",
            "code",
            "form",
            "text",
            "title",
            "definition",
            "division",
            "unit",
            "state",
            "rule",
            "ground",
        )
        same = {name: data[name] for name in names}
        return cls(
            period=period, part=_number(data.get("part")), whole=_number(data.get("whole")),
            division_name=data["divisionName"], verified=data["verified"] == "true", evidence=data.get("evidence"),
            division_from=date.fromisoformat(data["divisionFrom"]) if "divisionFrom" in data else None,
            **same,  # type: ignore[arg-type]  # the form was looked at above
        )  # fmt: skip


def _ground(figure: Figure) -> str:
    """The text that set the target, in words for people."""
    if figure.target is None:
        return ""
    since = chinese_date(figure.target.effective)
    return _("{citation}，{since}起").format(citation=figure.target.citation, since=since)


def _written(number: Number | None) -> str | None:
    return None if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    number = Decimal(text) if re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", text, re.ASCII) else None
    if number is None:
        raise ValueError(text)
    return number if "." in text else int(number)


def _short(text: str) -> str:
    """Return ``text`` if it is fit for a key, else what stands for it there."""
    return text if _SHORT.fullmatch(text) else "x" + hashlib.sha256(text.encode()).hexdigest()[:12]


def control_ids(keys: Iterable[str]) -> dict[str, int]:
    """Return a number for each key: positive, of 31 bits, derived from the key, and no two alike."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for key in keys:
        text, number = key, 0
        while not number or number in taken:
            number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) & 0x7FFFFFFF
            text += "'"
        found[key] = number
        taken.add(number)
    return found


def keyed(figures: Iterable[BoundFigure]) -> Iterator[BoundFigure]:
    """Give each figure its key: what it is a figure of, and which of the same it is in the order of the document."""
    seen: dict[tuple[object, ...], int] = {}
    for figure in figures:
        ordinal = seen[figure.place] = seen.get(figure.place, 0) + 1
        days = "-".join(day.strftime("%Y%m%d") for day in figure.period.days)
        key = f"{_short(figure.id)}-{_short(figure.division)}-{days}-{figure.form[0]}{ordinal}"
        yield attrs.evolve(figure, key=key)
