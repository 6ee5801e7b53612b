"""Time limits in working days (工作日): in Python for one record, and as conditions that the database can judge."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.evaluation.workdays import CHINA, after_workdays, workdays_between
from fscore.storage.rules import Rules

DAY = timedelta(days=1)
WEEKEND = 5


class Published:
    """The published holidays; of a year whose holidays are not published yet, Monday to Friday.

    A limit that runs into such a year may move by some days once its holidays are known. Without this, nothing that is
    open at the end of a year would have a limit at all.
    """

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on ``day``."""
        try:
            return CHINA.is_workday(day)
        except NotPossible:
            return day.weekday() < WEEKEND


CALENDAR = Published()


def limit(day: date, count: int) -> date:
    """Return the last day of a limit of ``count`` working days that begins after ``day``."""
    return after_workdays(day, count, CALENDAR)


def taken(first: date, last: date) -> int:
    """Return how many working days after ``first`` something took until ``last``."""
    return workdays_between(first, last, CALENDAR)


def latest_start(day: date, count: int) -> date:
    """Return the latest day after which ``count`` working days have gone by on ``day``."""
    current = day
    while count > 0:
        count -= CALENDAR.is_workday(current)
        current -= DAY
    return current


def due_by(rules: Rules, code: str, start: Any, day: date, division: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a limit of working days which began after ``start`` ends on ``day`` or before.

    The database knows no working days. So the days on which as many as the rule's versions allow had gone by are
    worked out here, and each record is judged by the version of its day and place.
    """
    allowed = sorted({int(rule.value) for rule in rules.book.versions(code)}, reverse=True)
    gone_by = sa.case(*((start <= latest_start(day, count), count) for count in allowed), else_=0)
    return sa.not_(rules.met(code, gone_by + 1, on=start, division=division))
