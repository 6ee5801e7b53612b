"""The contract of a plugin: everything that can be checked without knowing its subject.

What would break a system is refused when the plugin is loaded; here is looked for the rest besides.

``check_plugin(fscore_banquets, "banquets")`` is the first test of every plugin.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

from fscore.documents.grammar import BadTemplate
from fscore.documents.template import Template
from fscore.errors import PluginProblem
from fscore.evaluation.ratio import State
from fscore.extension import hookspecs
from fscore.extension.checks import PARTS, clashes
from fscore.extension.contents import hooks_of
from fscore.extension.declarations import Reminder
from fscore.extension.plugins import Contribution, Plugins
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import about, describe
from fscore.model.period import year
from fscore.model.record import Record
from fscore.services.figures import reading
from fscore.services.reminders import reminders
from fscore.storage import migrate
from fscore.storage.indicators import entity_of
from fscore.storage.sessions import open_engine
from fscore.testing.fixtures import COUNTY, county, with_required
from fscore.version import VERSION

FACTS = ("township", "year", "today", "here", "area", "government")
"""What the summary gives to every section besides figures."""
YEAR = 2023
_CHINESE = re.compile("[\u4e00-\u9fff]")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EMPTY = (State.OK, State.NOTHING, State.NOT_REPORTED, State.NO_DENOMINATOR, State.ABSENT)


class BrokenContract(AssertionError):
    """A plugin doesn't keep its promises; the message has every fault, one a line."""


def check_plugin(module: ModuleType, name: str) -> None:
    """Check that a plugin keeps what every plugin promises.

    Raises:
        BrokenContract: with all that is wrong.
    """
    found = plugin_faults(module, name)
    if found:
        raise BrokenContract("\n".join(found))


def plugin_faults(module: ModuleType, name: str) -> list[str]:
    """Return what is wrong with a plugin, each fault with where it is; nothing if all is well."""
    spelling = list(_hooks(module))
    if spelling:
        return spelling
    needed = {**with_required(hooks_of(module).manifest().requires), name: module}
    loaded = Plugins(VERSION, needed)
    if loaded.failures:
        return [f"{one.plugin} {one.call}: {one.reason}" for one in loaded.failures.values()]
    plugin = loaded[name]
    checks: tuple[Callable[[Contribution], Iterable[str]], ...] = (
        _docstrings,
        _labels,
        _personal,
        _hints,
        _codes,
        _rules,
    )
    found = [fault for check in checks for fault in check(plugin)]
    others = _others(name)
    found += _clashes(plugin, others)
    found += _sections(plugin, others)
    found += _migrations(plugin, loaded)
    return found or list(_answers(needed, plugin))


def _hooks(module: ModuleType) -> Iterator[str]:
    if not module.__doc__:
        yield f"{module.__name__}: no docstring"
    try:
        offered = hooks_of(module)
    except PluginProblem as fault:
        yield str(fault)
        return
    for name, found in vars(module).items():
        marked = hasattr(found, "fscore_impl")
        if marked and not hasattr(hookspecs, name):
            yield f"{module.__name__}.{name}: there is no such hook"
        if not marked and (name == "manifest" or name.startswith("register_")):
            yield f"{module.__name__}.{name}: is not marked with @hookimpl"
    if not hasattr(offered, "manifest"):
        yield f"{module.__name__}: has no manifest"


def _docstrings(plugin: Contribution) -> Iterator[str]:
    for cls in plugin.entities:
        for one in (cls, *_choices(cls)):
            if not vars(one).get("__doc__"):
                yield f"{one.__module__}.{one.__name__}: no docstring"
    for indicator in plugin.indicators:
        if not indicator.formula.__doc__:
            yield f"{indicator.id}: its formula has no docstring"


def _choices(cls: type) -> list[type[Choice]]:
    return [one.type for one in describe(cls) if issubclass(one.type, Choice)]


def _labels(plugin: Contribution) -> Iterator[str]:
    manifest = plugin.manifest
    yield from _chinese("manifest", manifest.title, manifest.summary)
    for cls in plugin.entities:
        name = about(cls).name
        fields = describe(cls)
        yield from _chinese(name, about(cls).label, *(one.about.label for one in fields))
        yield from _twice(name, (one.about.label for one in fields))
        yield from _chinese(name, *(text for one in fields for text in (one.about.help, one.about.unit) if text))
        for choice in _choices(cls):
            yield from _chinese(choice.__name__, *(member.label for member in choice))
            yield from _twice(choice.__name__, (member.label for member in choice))
    yield from _twice("entities", (about(cls).label for cls in plugin.entities))
    for indicator in plugin.indicators:
        yield from _chinese(indicator.id, indicator.label, indicator.definition)
    yield from _twice("indicators", (one.label for one in plugin.indicators))
    for reminder in plugin.reminders:
        yield from _chinese(reminder.code, reminder.title)
    for rule in plugin.rules:
        yield from _chinese(rule.version, rule.title)


def _chinese(where: str, *texts: str) -> Iterator[str]:
    # Units may be signs that everybody reads: %, m², kg.
    for text in texts:
        if not _CHINESE.search(text) and not re.fullmatch(r"[%‰°a-zA-Z]{1,3}[²³]?", text):
            yield f"{where}: “{text}” is not Chinese"


def _twice(where: str, labels: Iterable[str]) -> Iterator[str]:
    for label, times in Counter(labels).items():
        if times > 1:
            yield f"{where}: “{label}” stands for {times} different things"


def _personal(plugin: Contribution) -> Iterator[str]:
    for cls in plugin.entities:
        for one in describe(cls):
            kept = one.about.personal
            if kept is not None and not (kept.kind and kept.purpose and kept.basis):
                yield f"{about(cls).name}.{one.name}: personal data without kind, purpose and legal basis"


def _hints(plugin: Contribution) -> Iterator[str]:
    """A hint with a misspelt field or rule would just not be there."""
    rules = {rule.code for rule in plugin.rules}
    for cls in plugin.entities:
        numbers = {one.name for one in describe(cls) if one.type in (int, Decimal)}
        for one in describe(cls):
            where, estimate = f"{about(cls).name}.{one.name}", one.about.estimate
            if estimate is not None and not {one.name, estimate.of} <= numbers:
                yield f"{where}: is not worked out from a number; there is no such number '{estimate.of}'"
            codes = [notice.rule for notice in one.about.notices] + ([] if estimate is None else [estimate.rule])
            yield from (f"{where}: there is no rule '{code}'" for code in codes if code not in rules)


def _codes(plugin: Contribution) -> Iterator[str]:
    prefix = f"{plugin.manifest.id}."
    for cls in plugin.entities:
        if not issubclass(cls, Record):
            yield f"{about(cls).name}: is not derived from Record"
    codes = [rule.code for rule in plugin.rules] + [one.code for one in plugin.reminders]
    for code in codes:
        if not code.startswith(prefix) or not _KEBAB.fullmatch(code.removeprefix(prefix)):
            yield f"{code}: codes of rules and reminders are {prefix} and kebab-case"
    for indicator in plugin.indicators:
        if not _KEBAB.fullmatch(indicator.code):
            yield f"{indicator.id}: the code '{indicator.code}' is not kebab-case"


def _rules(plugin: Contribution) -> Iterator[str]:
    for rule in plugin.rules:
        if rule.verified and rule.verified_on is None:
            yield f"{rule.version}: verified, but nobody says when"


def _others(name: str) -> Plugins:
    """Return the installed plugins without one, which might keep another from being loaded."""
    installed = Plugins(VERSION)
    if name not in installed.known:
        return installed
    return Plugins(VERSION, {one.manifest.id: one.module for one in installed.declared if one.manifest.id != name})


def _clashes(plugin: Contribution, others: Plugins) -> Iterator[str]:
    """The order in which plugins are loaded decides who is refused, and that would be the other one as easily."""
    for part in PARTS:
        yield from clashes(part, getattr(plugin, part), others.taken)


def _sections(plugin: Contribution, others: Plugins) -> Iterator[str]:
    figures = {one.id for one in plugin.indicators} | set(others.indicators)  # others may be spoken of
    for section in plugin.sections:
        try:
            Template(section.template).check(figures, FACTS)
        except BadTemplate as fault:
            yield from (f"sections/{section.code}.txt {problem}" for problem in fault.problems)


def _migrations(plugin: Contribution, loaded: Plugins) -> Iterator[str]:
    """Compare the tables that the histories make with those that are declared."""
    if not plugin.entities:
        return
    engine = open_engine("sqlite://")
    migrate.upgrade(engine, migrate.CORE, migrate.CORE_PACKAGE)
    for one in loaded:
        if one.entities:
            migrate.upgrade(engine, one.manifest.id, one.module.__name__)
    up, _back = migrate.draft(engine, migrate.plugin_tables(plugin.entities))
    engine.dispose()
    steps = [line.strip() for line in up.splitlines() if line.strip().startswith("op.")]
    if steps:
        name = plugin.manifest.id
        differing = "; ".join(steps)[:300]
        yield f'migrations: not what is declared; run python -m fscore.testing.draft {name} "…": {differing}'


def _answers(needed: Mapping[str, Any], plugin: Contribution) -> Iterator[str]:
    """Ask everything of a county in which nothing is on record yet."""
    today = date(YEAR, 12, 31)
    system = county(needed, today=today)
    with system.work(reading=True) as work:
        area = work.division(COUNTY)
        for indicator in plugin.indicators:
            value = reading(work, indicator.id, area, year(YEAR)).value
            if value.state not in _EMPTY or (value.part or 0) != 0:
                yield f"{indicator.id}: with no records it is {value.state.value} {value.part} {value.reason}"
        own = {one.code for one in plugin.reminders}
        for due in reminders(work, area, today):
            # A unit is there without any record, and may be missing one.
            if due.code in own and not isinstance(due.record, Division):
                yield f"{due.code}: reminds of something with no records"
        failed = {failure.call for failure in system.plugins.failures.values()}
        for reminder in plugin.reminders:
            if reminder.code not in failed:
                yield from _days(reminder, entity_of(reminder.select(today, work.rules)))
    system.engine.dispose()
    for failure in system.plugins.failures.values():
        yield f"{failure.plugin} {failure.call}: {failure.reason}"


def _days(reminder: Reminder, cls: type) -> Iterator[str]:
    """A misspelt field would only show once there is a record."""
    since = (reminder.since,) if isinstance(reminder.since, str) else reminder.since
    for name in (*since, reminder.due, reminder.ends):
        if isinstance(name, str) and name and not hasattr(cls, name):
            yield f"{reminder.code}: {cls.__name__} has no day '{name}'"
