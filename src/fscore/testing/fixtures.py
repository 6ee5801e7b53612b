"""What tests of a plugin start from: a system in memory, an invented county, records of which little is said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import entry_points
from itertools import count
from typing import Any

import fscore
from fscore.errors import UnknownCode, WrongUse
from fscore.evaluation.sources import Rule
from fscore.extension.contents import Contents, hooks_of
from fscore.extension.manifest import Category, Manifest
from fscore.extension.plugins import GROUP
from fscore.model.choice import Choice
from fscore.model.division import Level
from fscore.model.entity import Described, describe
from fscore.model.switching import SwitchKind
from fscore.services.divisions import add_division
from fscore.services.switching import turn
from fscore.services.system import System

COUNTY = "990101000000"
"""The invented county: 甲镇 with 甲村 and 乙村, 丙镇 with 丙村."""
PLACES: Mapping[str, tuple[str, Level, str]] = {
    "某县": (COUNTY, Level.DISTRICT, ""),
    "甲镇": ("990101101000", Level.TOWNSHIP, COUNTY),
    "丙镇": ("990101102000", Level.TOWNSHIP, COUNTY),
    "甲村": ("990101101200", Level.VILLAGE, "990101101000"),
    "乙村": ("990101101201", Level.VILLAGE, "990101101000"),
    "丙村": ("990101102200", Level.VILLAGE, "990101102000"),
}
VILLAGE = "甲村"
SECRET = b"a key that only tests have 01234"
LONG_AGO = date(2000, 1, 1)


def with_required(names: Iterable[str]) -> dict[str, Any]:
    """Return the modules of installed plugins by name, with those of all that they require.

    Raises:
        UnknownCode: if one is not installed.
    """
    entries = {entry.name: entry for entry in entry_points(group=GROUP)}
    found: dict[str, Any] = {}
    wanted = list(names)
    while wanted:
        name = wanted.pop()
        if name not in entries:
            raise UnknownCode("The plugin '{code}' is not installed", code=name)
        found[name] = entries[name].load()
        wanted += [one for one in hooks_of(found[name]).manifest().requires if one not in found]
    return found


def local_rules(rules: Sequence[Rule]) -> Contents:
    """Return a plugin that has nothing but rules: those that a place has set for itself."""
    made = Manifest(
        id="local_rules",
        version="1",
        title="本地规定",
        title_en="Local rules",
        summary="算例里写的本地规定。",
        category=Category.REPORT,
        requires_core=">=0",
    )
    return Contents(made, rules=rules)


def county(modules: Mapping[str, Any], *, today: date, rules: Sequence[Rule] = ()) -> System:
    """Open a system in memory with the invented county, in which all of ``modules`` are on.

    Raises:
        WrongUse: if a plugin can't be used, with the reason.
    """
    extra = {"local_rules": local_rules(rules)} if rules else {}
    system = fscore.open("sqlite://", secret=SECRET, plugins={**modules, **extra})
    if system.plugins.failures:
        reasons = "; ".join(f"{one.plugin}.{one.call}: {one.reason}" for one in system.plugins.failures.values())
        raise WrongUse("A plugin can't be used: {reasons}", reasons=reasons)
    system.set_business_day(today)
    with system.work() as work:
        for name, (code, level, parent) in PLACES.items():
            add_division(work, code=code, name=name, level=level, parent=parent)
        work.commit()
    for name in system.plugins.names:
        turn(system, name, SwitchKind.ENABLE, COUNTY, starts_on=LONG_AGO)
    return system


_running = count(1)


def filled(cls: type, values: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return ``values`` with something plausible for each required field that they leave out.

    Args:
        day: what days are filled in with.

    Raises:
        WrongUse: if a reference is left out, which nobody can guess.
    """
    missing = [one for one in describe(cls) if one.required and one.name not in values]
    return {**{one.name: _plausible(one, day) for one in missing}, **values}


def _plausible(field: Described, day: date) -> Any:
    about = field.about
    if field.ref is not None:
        raise WrongUse("Say which record '{name}' refers to", name=field.name)
    if field.type is str:
        if about.check is not None or about.pattern is not None:
            raise WrongUse("Say what '{name}' is: it has a form that can't be guessed", name=field.name)
        return f"{about.label}{next(_running)}"[-(about.max_length or 200) :]
    if issubclass(field.type, Choice):
        return next(iter(field.type))
    if field.type in (int, Decimal):
        return about.at_least if about.at_least is not None else 1
    return {bool: True, date: day}[field.type]
