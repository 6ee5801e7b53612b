"""Reminders: what is due, late or running out, with the person who has to see to it and the rule behind it."""

from datetime import date
from typing import Any

import attrs

from fscore.extension.declarations import Reminder, Urgency
from fscore.extension.guarded import Failure, guarded
from fscore.extension.plugins import CORE
from fscore.model.division import Division, Level
from fscore.model.entity import about, title
from fscore.model.people import Post
from fscore.services.chain import holders
from fscore.services.work import Work
from fscore.storage.measure import Measure

AT_MOST = 200


@attrs.frozen
class Due:
    """One thing to see to; ``person`` is None where nobody holds the post that would."""

    code: str
    title: str
    division: Division
    person: str | None
    due: date
    state: Urgency
    record: Any
    rule: str

    @property
    def subject(self) -> str:
        """The words that name the record."""
        return title(self.record)

    @property
    def entity(self) -> str:
        """The kind of record, as commands name it."""
        return about(type(self.record)).name


def reminders(work: Work, area: Division, on: date, limit: int = AT_MOST) -> list[Due]:
    """Return what is to be seen to in an area on a day, the longest overdue first; at most ``limit`` of each kind."""
    found: list[Due] = []
    persons: dict[int, str | None] = {}
    for plugin, reminder in work.system.plugins.reminders():
        if plugin != CORE and not work.scope.reach[plugin].points:
            continue
        answer = guarded(plugin, reminder.code, lambda: _records(work, plugin, reminder, area, on, limit), seconds=60)  # noqa: B023 - called at once
        if isinstance(answer, Failure):
            work.system.plugins.fail(answer)
            continue
        for record, due in answer:
            division = record if isinstance(record, Division) else work.place(record.division_id)
            state = Urgency.LATE if due < on else reminder.urgency
            if division.id not in persons:
                persons[division.id] = _responsible(work, division, on)
            found.append(
                Due(reminder.code, reminder.title, division, persons[division.id], due, state, record, reminder.rule)
            )
    return sorted(found, key=lambda one: (one.due, one.code, one.division.code))


def _records(
    work: Work, plugin: str, reminder: Reminder, area: Division, on: date, limit: int
) -> list[tuple[Any, date]]:
    reach = None if plugin == CORE else work.scope.reach[plugin]
    measure = Measure(work.session, area, work.rules, reach)
    records = measure.records(reminder.select(on, work.rules), limit=limit)
    return [(record, reminder.due(record, on, work.rules)) for record in records]


def _responsible(work: Work, division: Division, on: date) -> str | None:
    post = Post.LIAISON if division.level >= Level.VILLAGE else Post.OFFICER
    found = holders(work, division, post, on)
    return found[0][1].name if found else None
