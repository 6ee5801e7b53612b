"""The filters above a list: one control for each field that a list can be narrowed by."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from fscore.errors import NotFound
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import Described
from fscore.services.display import heading
from fscore.services.listing import filters, places
from fscore.services.work import Work

FEW_PLACES = 60


@attrs.frozen
class Control:
    """A control of the filter row; ``kind`` is ``choice``, ``days``, ``text``, or ``fixed`` for what only links set."""

    name: str
    label: str
    kind: str
    value: str = ""
    until: str = ""
    options: tuple[tuple[str, str], ...] = ()
    shown: str = ""

    @property
    def active(self) -> bool:
        """Whether it narrows the list now."""
        return bool(self.value or self.until)


def controls(work: Work, cls: type, given: Mapping[str, str]) -> list[Control]:
    """Return the controls of a list, each with what is chosen."""
    return [made for one in filters(cls, work.actor.role) if (made := _control(work, one, given)) is not None]


def _control(work: Work, one: Described, given: Mapping[str, str]) -> Control | None:
    label, value = one.about.label, given.get(one.name, "")
    if one.ref is not None and one.ref is not Division:
        return Control(one.name, label, "fixed", value, shown=_named(work, one.ref, value)) if value else None
    if one.type is date:
        return Control(one.name, label, "days", given.get(f"{one.name}-from", ""), given.get(f"{one.name}-to", ""))
    options = _options(work, one)
    if options is None:
        return Control(one.name, label, "text", value)
    return Control(one.name, label, "choice", value, options=options) if len(options) > 1 else None


def _options(work: Work, one: Described) -> tuple[tuple[str, str], ...] | None:
    """Return what there is to choose from, or None where one has to write."""
    if one.ref is Division:
        near = places(work, FEW_PLACES)
        return None if near is None else tuple((place.code, place.name) for place in near)
    if issubclass(one.type, Choice):
        members: Any = one.type
        return tuple((each.value, each.label) for each in members)
    return (("1", _("是")), ("0", _("否"))) if one.type is bool else None


def _named(work: Work, target: Any, value: str) -> str:
    if not value.isascii() or not value.isdigit() or not work.scope.may_read(target):
        return value
    try:
        return heading(work.get(target, int(value[:18])))
    except NotFound:
        return value


def kept(given: Iterable[tuple[str, str]], **changed: str | int | None) -> dict[str, Any]:
    """Return the arguments of a list's address with some of them changed; None leaves one out."""
    made = {name: value for name, value in given if value}
    for name, value in changed.items():
        made.pop(name, None)
        if value not in (None, ""):
            made[name] = str(value)
    return made
