"""What plugins declare besides entities, rules, indicators and criteria: sections, reminders, demonstration records."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs
import sqlalchemy as sa

from fscore.errors import WrongUse
from fscore.evaluation.answers import Answer
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.period import Period, year
from fscore.storage.indicators import Indicator, Share, entity_of
from fscore.storage.rules import Rules

if TYPE_CHECKING:
    from fscore.services.demonstration import Scene
    from fscore.services.work import Work


class Outline(Choice):
    """The outline of the annual summary; the report owns it, sections only name their place in it."""

    PROFILE = "profile", _("导语")
    ORGANISATION = "organisation", _("加强领导，落实责任")
    PUBLICITY = "publicity", _("广泛宣传，营造氛围")
    FUNDING = "funding", _("保障经费，落实投入")
    SOURCE = "source", _("把好源头关")
    PRODUCTION = "production", _("把好生产关")
    DISTRIBUTION = "distribution", _("把好流通关")
    CONSUMPTION = "consumption", _("把好消费关")
    PUBLICITY_REGIME = "publicity_regime", _("完善宣传机制")
    WARNING_REGIME = "warning_regime", _("完善预警机制")
    RIGHTS_REGIME = "rights_regime", _("完善维权机制")
    TRAINING = "training", _("加强培训，提升能力")
    PROBLEMS = "problems", _("存在的困难和问题")
    PRIORITIES = "priorities", _("下一步工作打算")


@attrs.frozen
class Said:
    """A paragraph that somebody wrote into a record; ``speaks_of`` are the plugins whose subject it is about.

    It stands below ``heading``, which is set once above all that share it. Words that are not a person's but the
    plugin's own are ``composed``: a template like that of a section, whose numbers are figures.
    """

    text: str
    speaks_of: tuple[str, ...] = ()
    heading: str = ""
    composed: bool = False


@attrs.frozen
class Section:
    """A part of a report: a text template with figures, or paragraphs that stand in records (``said``).

    If it has neither, its plugin ships the template as ``sections/<code>.txt``, and its :class:`Contents` reads it.
    ``order`` sorts the sections of one place. ``speaks_of`` are plugins whose subject it mentions besides its own
    plugin's: it is left out wherever one of them is off.
    """

    code: str
    place: Outline
    template: str = ""
    order: int = 50
    speaks_of: tuple[str, ...] = ()
    said: "Callable[[Work, Division, Period], Iterable[Said]] | None" = None


@attrs.frozen
class Part:
    """A heading of a report, at a level from 1 to 4; ``place`` is where sections go below it, if any do."""

    level: int
    heading: str
    place: Outline | None = None


@attrs.frozen
class Report:
    """A document with an outline of its own; ``{township}`` and ``{year}`` stand in its title.

    ``lead`` is the place of the paragraphs before the first heading. Headings below which nothing stands are left out.
    """

    code: str
    title: str
    lead: Outline
    parts: tuple[Part, ...]


class Urgency(Choice):
    """Why a reminder is shown."""

    DUE = "due", _("到期")
    LATE = "late", _("逾期")
    EXPIRING = "expiring", _("快到期")


Selection = Callable[[date, Rules], "sa.Select[Any]"]


@attrs.frozen
class Reminder:
    """Something that somebody has to see to.

    ``select`` lists the records on a day. By when each must be done, ``rule`` says, the code of the rule behind it: its
    limit runs from the day in the field ``since``, of several from the first that is filled in, else from today.
    If ``due`` names a field, or is a function of a record, the day and the rules, the day is found there and not
    reckoned. What ends on the day in the field ``ends``, such as a licence, or with the period that ``ends`` finds
    around today, such as the quarter, is due on that day.

    The rule ``notice`` says how many days before its day it is told of, and from then on; of what ends, that is
    ``rule`` itself unless said. Another reminder may tell of it again: from the days of the rule ``until`` on, this one
    does not.
    """

    code: str
    title: str
    select: Selection
    rule: str
    since: str | tuple[str, ...] = ""
    due: str | Callable[[Any, date, Rules], date] = ""
    ends: str | Callable[[date], Period] = ""
    notice: str = ""
    until: str = ""
    urgency: Urgency = Urgency.DUE

    def wanted(self, on: date, rules: Rules) -> "sa.Select[Any]":
        """Return the records that it is about on a day, by rules as they hold where they lie."""
        found = self.select(on, rules)
        if self.ends or self.notice:
            found = found.where(self._over_within(self.notice or self.rule, found, on, rules))
        if self.until:
            found = found.where(sa.not_(self._over_within(self.until, found, on, rules)))
        return found

    def day(self, record: Any, on: date, rules: Rules) -> Any:
        """Return by when it must be done for one record, by rules as they hold where it lies."""
        if callable(self.due):
            return self.due(record, on, rules)
        if callable(self.ends):
            return self.ends(on).last
        if self.due or self.ends:
            return getattr(record, self.due or self.ends) or on
        since = next((day for name in _names(self.since) if (day := getattr(record, name))), on)
        return rules.deadline(self.rule, since, today=on)

    def _over_within(self, notice: str, found: "sa.Select[Any]", on: date, rules: Rules) -> sa.ColumnElement[bool]:
        """Return the condition that the day of a record is no more than the days of a rule ahead."""
        soon, cls = on + rules.days(notice, on), entity_of(found)
        if self.since:
            return _first_of(cls, self.since) <= rules.back(self.rule, soon)
        if isinstance(self.ends, str) and self.ends:
            return _first_of(cls, self.ends) <= soon
        last = self.ends(on).last if callable(self.ends) else rules.deadline(self.rule, on)
        return sa.true() if last <= soon else sa.false()


def _names(fields: str | tuple[str, ...]) -> tuple[str, ...]:
    return (fields,) if fields and isinstance(fields, str) else tuple(fields)


def _first_of(cls: type, fields: str | tuple[str, ...]) -> sa.ColumnElement[date]:
    """Return the first of some columns that is filled in, as an expression."""
    return reduce(sa.func.coalesce, (getattr(cls, name) for name in _names(fields)))


def reminder(
    *,
    code: str,
    title: str,
    rule: str,
    since: str | tuple[str, ...] = "",
    due: str | Callable[[Any, date, Rules], date] = "",
    ends: str | Callable[[date], Period] = "",
    notice: str = "",
    until: str = "",
    urgency: Urgency = Urgency.DUE,
) -> Callable[[Selection], Reminder]:
    """Make a select a reminder; see :class:`Reminder` for the arguments."""

    def declare(select: Selection) -> Reminder:
        return Reminder(code, title, select, rule, since, due, ends, notice, until, urgency)

    return declare


def again(of: Reminder, *, code: str, title: str, until: str = "", urgency: Urgency = Urgency.DUE) -> Reminder:
    """Return the reminder of the same records that takes over where the rule ``until`` of another ends it."""
    return attrs.evolve(of, code=code, title=title, rule=of.until, until=until, urgency=urgency)


def in_state(cls: Any, *states: Choice, over: str | tuple[str, ...] = ()) -> Selection:
    """Return what selects the records of a class that are in one of some states, for a reminder.

    ``over`` names the field whose day has to lie behind, of several the first that is filled in.
    """

    def select(on: date, _rules: Rules) -> "sa.Select[Any]":
        found = sa.select(cls).where(cls.state.in_(states))
        return found.where(_first_of(cls, over) < on) if over else found

    return select


def lacking(indicator: Indicator) -> Selection:
    """Return what selects, for a reminder, those whom an indicator measures and does not count, in the year so far."""

    def select(on: date, rules: Rules) -> "sa.Select[Any]":
        share = indicator.formula(year(on.year).until(on), rules)
        if not isinstance(share, Share) or entity_of(share.part) is not entity_of(share.whole):
            raise WrongUse("Nobody lacks {code}: it counts no records out of others of their kind", code=indicator.code)
        cls: Any = entity_of(share.whole)
        return share.whole.where(cls.id.not_in(share.part.with_only_columns(cls.id)))

    return select


def at_once(_record: Any, on: date, _rules: Rules) -> date:
    """Return today: the day of what has to be done now, whenever one looks."""
    return on


@attrs.frozen
class OperatorPost:
    """A post that somebody holds for a business, besides those of the core; whoever holds it stands in its chain.

    ``held`` selects the persons who hold it for one business on a day. Where nobody does, the chain names the gap.
    """

    value: str
    label: str
    held: "Callable[[Operator, date], sa.Select[Person]]"


@attrs.frozen
class Remarks:
    """What is unusual about records of an entity that are taken all the same: a late filing, a number out of line.

    ``find`` tells it of one record, in the unit of work of whoever reads it; nothing of it stands in anybody's way.
    """

    entity: type
    find: "Callable[[Work, Any], Iterable[str]]"


@attrs.frozen
class Answers:
    """Where the answers to a criteria set come from when a subject is scored: records, not somebody's memory.

    ``criteria`` is the code of the set, ``subject`` the class of what is scored. ``find`` reads, in the unit of work of
    whoever asks, what is on record for one subject on a day; an item that nothing is on record for is left out.
    ``withheld`` reads which of the set's facts hold for which a subject is not graded.
    """

    criteria: str
    subject: type
    find: "Callable[[Work, Any, date], Iterable[Answer]]"
    withheld: "Callable[[Work, Any, date], Iterable[str]] | None" = None


@attrs.frozen
class Demonstration:
    """A plugin's part of the demonstration: records made from declared facts; ``after`` names parts that come first."""

    code: str
    make: "Callable[[Scene], None]"
    after: tuple[str, ...] = ()
