"""The regimes of the office and what keeps them: records with their states, rules, figures and reminders.

Each entity says in ``regimes`` which of them its records keep; the rest follows from the declarations.
"""

import inspect
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy.sql import visitors

from fscore.evaluation.sources import Rule, RuleBook
from fscore.extension.declarations import Reminder
from fscore.extension.plugins import CORE, Contribution, Plugins
from fscore.model.division import Division
from fscore.model.entity import about, describe
from fscore.model.period import year
from fscore.storage.indicators import Indicator
from fscore.storage.measure import sides
from fscore.storage.rules import Rules
from fscore.storage.tables import CORE_ENTITIES, mappers, table_of

YEAR = 2025
"""The year that figures and reminders are asked for, to see which rules they look up."""


@attrs.frozen
class Use:
    """A figure or reminder with the entities it asks for and the codes of the rules it looks up."""

    of: Indicator | Reminder
    entities: frozenset[type]
    rules: frozenset[str]


@attrs.frozen
class Register:
    """One entity that keeps regimes, and all that is declared about it.

    ``states`` has the label of each field with a course and the labels of its states in their order; ``refused`` is
    what its class says that it refuses in a record as a whole.
    """

    entity: type
    plugin: str
    states: tuple[tuple[str, tuple[str, ...]], ...]
    refused: str
    uses: tuple[Use, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the dated rules behind its figures and reminders."""
        return tuple(sorted({code for use in self.uses for code in use.rules}))


def registers(plugins: Plugins) -> list[Register]:
    """Return the entities that say which regimes they keep, those of the core first.

    What other records refer to, such as a business, is asked for beside them by most figures: only those of its own
    plugin speak of it.
    """
    book = RuleBook(rule for one in (plugins.core, *plugins) for rule in one.rules)
    owned: list[tuple[str, Contribution, tuple[type, ...]]] = [(CORE, plugins.core, CORE_ENTITIES)]
    owned += [(one.manifest.id, one, one.entities) for one in plugins]
    targets = {field.ref for _name, _one, entities in owned for cls in entities for field in describe(cls)}
    uses = [(name, use) for name, contribution, _entities in owned for use in _uses(contribution, book)]
    return [
        _register(cls, name, [use for owner, use in uses if owner == name or cls not in targets])
        for name, _contribution, entities in owned
        for cls in entities
        if about(cls).regimes
    ]


def _register(cls: type, plugin: str, uses: Iterable[Use]) -> Register:
    states = tuple(
        (field.about.label, tuple(member.label for member in field.type))
        for field in describe(cls)
        if field.about.flow is not None
    )
    check = getattr(cls, "faults", None)
    lines = (inspect.getdoc(check) or "").splitlines() if check is not None else []
    return Register(cls, plugin, states, lines[0] if lines else "", tuple(use for use in uses if cls in use.entities))


def _uses(plugin: Contribution, book: RuleBook) -> Iterator[Use]:
    period = year(YEAR)
    for indicator in plugin.indicators:
        rules = _Watched(book, {})
        statements = tuple(sides(indicator.formula(period, rules)))
        yield _use(indicator, statements, {*rules.asked, *((indicator.target,) if indicator.target else ())})
    for reminder in plugin.reminders:
        rules = _Watched(book, {})
        yield _use(reminder, (reminder.wanted(period.last, rules),), {*rules.asked, reminder.rule})


def _use(of: Indicator | Reminder, statements: "Iterable[sa.Select[Any]]", rules: Iterable[str]) -> Use:
    named = {table.name for one in statements for table in visitors.iterate(one) if isinstance(table, sa.Table)}
    asked = {one.class_ for one in mappers.mappers if table_of(one.class_).name in named}
    return Use(of, frozenset(asked), frozenset(rules))


class _Watched(Rules):
    """Rules that remember which codes were looked up."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.asked: set[str] = set()

    def find(self, code: str, on: date, division: Division | None = None) -> Rule | None:
        """Return the version in force, and remember that it was asked for."""
        self.asked.add(code)
        return super().find(code, on, division)

    def met(self, code: str, column: Any, *, on: Any, division: Any = None) -> sa.ColumnElement[bool]:
        """Return the condition of the rule, and remember that it was asked for."""
        self.asked.add(code)
        return super().met(code, column, on=on, division=division)
