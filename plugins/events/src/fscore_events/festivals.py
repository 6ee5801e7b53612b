"""The festivals and the exam that are known beforehand, from ``festivals.toml``."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

import attrs

from fscore_events.model import EventKind


@attrs.frozen
class Occasion:
    """A festival or an exam on its days."""

    name: str
    kind: EventKind
    starts_on: date
    ends_on: date


@cache
def occasions() -> Sequence[Occasion]:
    """Return all that are known, the earliest first."""
    text = resources.files(__package__).joinpath("festivals.toml").read_text(encoding="utf-8")
    found = [Occasion(one["name"], EventKind(one["kind"]), *one["days"]) for one in tomllib.loads(text)["occasion"]]
    return sorted(found, key=lambda one: one.starts_on)


def coming(first: date, last: date) -> list[Occasion]:
    """Return the occasions that begin from one day to another, both included."""
    return [one for one in occasions() if first <= one.starts_on <= last]
