"""Reminders: what is due, late or running out, with the person who has to see to it and the rule behind it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.errors import WrongUse
from fscore.evaluation.sources import WORKDAYS
from fscore.evaluation.wording import amount_of
from fscore.evaluation.workdays import provisional
from fscore.extension.declarations import Reminder, Urgency
from fscore.extension.guarded import QUERY_SECONDS, Failure
from fscore.extension.plugins import CORE
from fscore.labels import Text, _
from fscore.model.division import Division, Level
from fscore.model.entity import about, title
from fscore.model.period import check_day
from fscore.model.posts import Post
from fscore.services.chain import holders
from fscore.services.figures import check_business
from fscore.services.work import Work
from fscore.storage.indicators import entity_of
from fscore.storage.measure import Measure
from fscore.storage.rules import Rules

AT_MOST = 200


@attrs.frozen
class Due:
    """One thing to see to; ``person`` is None where nobody holds the post that would.

    ``rule`` is the code of the rule behind it and ``basis`` what that rule says here; ``doubt`` says why the day may
    still move.
    """

    code: str
    title: str
    division: Division
    person: str | None
    due: date
    state: Urgency
    record: Any
    rule: str
    basis: str = ""
    doubt: str = ""

    @property
    def subject(self) -> str:
        """The words that name the record."""
        return title(self.record)

    @property
    def entity(self) -> str:
        """The kind of record, as commands name it."""
        return about(type(self.record)).name


class Dues(list[Due]):
    """What is to be seen to; of the modules whose titles are in ``silent``, which failed, nobody knows."""

    silent: tuple[str, ...] = ()


def reminders(
    work: Work, area: Division, on: date, limit: int = AT_MOST, *, speaks_of: Callable[[type], bool] | None = None
) -> Dues:
    """Return what is to be seen to in an area on a day, the longest overdue first; at most ``limit`` of each kind.

    Args:
        work: whose work it is.
        area: where.
        on: the day.
        limit: how many of each reminder at most.
        speaks_of: tells of which kinds of records reminders are wanted; others are not looked for.

    Raises:
        NotAllowed: if the role works with no records.
        NotPossible: if the day is too early or too late to reckon with.
    """
    check_business(work)
    check_day(on)
    found: list[Due] = []
    plugins = work.system.plugins
    unusable = (name for name in plugins.known if name not in plugins)
    silent = {plugins.title(name) for name in unusable if work.scope.reach[name].on_somewhere(area)}
    persons: dict[int, str | None] = {}
    for plugin, reminder in plugins.reminders():
        reach = None if plugin == CORE else work.scope.reach[plugin]
        if reach is not None and not reach.on_somewhere(area):
            continue
        wanted = _asked(work, plugin, reminder, area, on=on, speaks_of=speaks_of)
        if wanted is None:
            continue
        measure = Measure(work.session, area, reach, on=on)
        listed = _records(work, plugin, reminder, measure, wanted, on=on, limit=limit)
        if isinstance(listed, Failure):
            silent.add(plugins.title(plugin))
            continue
        for record, due in listed:
            division = record if isinstance(record, Division) else work.place(record.division_id)
            state = Urgency.LATE if due < on else reminder.urgency
            if division.id not in persons:
                persons[division.id] = _responsible(work, division, on)
            basis, doubt = _reasons(work.rules.near(division), reminder.rule, due, on)
            found.append(
                Due(
                    reminder.code,
                    reminder.title,
                    division,
                    persons[division.id],
                    due,
                    state,
                    record,
                    reminder.rule,
                    basis,
                    doubt,
                )
            )
    dues = Dues(sorted(found, key=lambda one: (one.due, one.code, one.division.code)))
    dues.silent = tuple(sorted(silent))
    return dues


def _asked(
    work: Work,
    plugin: str,
    reminder: Reminder,
    area: Division,
    *,
    on: date,
    speaks_of: Callable[[type], bool] | None,
) -> "sa.Select[Any] | Failure | None":
    """Return what a reminder looks for; None if it is of no kind that is wanted."""
    rules = work.rules.near(area)

    def ask() -> "sa.Select[Any] | None":
        found = reminder.wanted(on, rules)
        return found if speaks_of is None or speaks_of(entity_of(found)) else None

    return work.system.plugins.run(plugin, reminder.code, ask)


def _records(
    work: Work,
    plugin: str,
    reminder: Reminder,
    measure: Measure,
    statement: "sa.Select[Any] | Failure",
    *,
    on: date,
    limit: int,
) -> list[tuple[Any, date]] | Failure:
    """Return the records that one reminder is about, with their days, or how its plugin failed."""
    if isinstance(statement, Failure):
        return statement
    run, rules = work.system.plugins.run, work.rules

    def look() -> Sequence[Any]:
        with work.session.apart():
            return measure.records(statement, limit=limit)

    records = run(plugin, reminder.code, look, QUERY_SECONDS)
    if isinstance(records, Failure):
        return records
    places = [one if isinstance(one, Division) else work.place(one.division_id) for one in records]

    def days() -> list[tuple[Any, date]]:
        # By the rules of where the record lies, whatever area was asked for.
        return [(one, _day(reminder.day(one, on, rules.near(at)))) for one, at in zip(records, places, strict=True)]

    return run(plugin, reminder.code, days)


def _day(found: Any) -> date:
    if not isinstance(found, date):
        raise WrongUse("A reminder is due on a day, not on {found}", found=found)
    return found


def _reasons(rules: Rules, code: str, due: date, on: date) -> tuple[str, str]:
    """Return what a rule says on a day, and what is doubtful about a limit that it sets; nothing if it is not there."""
    rule = rules.find(code, on) if code in rules.book else None
    if rule is None:
        return "", ""
    title = next((one.title for one in rules.book.versions(code) if one.title), "")  # local versions have none
    basis = _("{title}：{amount}").format(title=Text(title), amount=amount_of(rule)) if title else amount_of(rule)
    return basis, provisional(due) if rule.unit == WORKDAYS else ""


def _responsible(work: Work, division: Division, on: date) -> str | None:
    """Return who sees to what is due in a division: its liaison, or above the villages the officer."""
    if division.level < Level.VILLAGE:
        found = holders(work, division, Post.OFFICER, on)
    else:
        village = division.ancestor(Level.VILLAGE) or division.id
        found = holders(work, work.place(village), Post.LIAISON, on)
    return found[0].name if found else None
