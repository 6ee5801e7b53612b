"""Working days (工作日) by the holidays of the State Council, make-up days included.

The holidays of a year are published late in the year before. A limit that runs into a year which nobody knows yet still
has to have a day: :func:`limit` takes Monday to Friday there, and :func:`provisional` says so to whoever shows it.
"""

from datetime import date, timedelta
from typing import Protocol

import chinese_calendar

from fscore.errors import NotPossible
from fscore.labels import _


class WorkdayCalendar(Protocol):
    """What tells working days; a host may bring its own."""

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on ``day``."""
        ...


class ChineseCalendar:
    """The published holidays; a year that is not published yet is said so, and not guessed."""

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on ``day``.

        Raises:
            NotPossible: if the arrangement of that year is not known.
        """
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise NotPossible(_("{year} 年的放假安排还没有公布，工作日算不出来"), year=day.year) from None


class ProvisionalCalendar:
    """The published holidays; of a year whose holidays are not published yet, Monday to Friday."""

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on ``day``, as far as anybody knows."""
        try:
            return CHINA.is_workday(day)
        except NotPossible:
            return day.weekday() < _WEEKEND


CHINA = ChineseCalendar()
PROVISIONAL = ProvisionalCalendar()
_WEEKEND = 5
_DAY = timedelta(days=1)


def after_workdays(day: date, count: int, calendar: WorkdayCalendar = CHINA) -> date:
    """Return the working day that is ``count`` working days after ``day``, which itself does not count.

    >>> after_workdays(date(2023, 9, 28), 1)
    datetime.date(2023, 10, 7)
    """
    current = day
    while count > 0:
        current += timedelta(days=1)
        if calendar.is_workday(current):
            count -= 1
    return current


def workdays_between(first: date, last: date, calendar: WorkdayCalendar = CHINA) -> int:
    """Return how many working days lie after ``first`` up to and with ``last``."""
    days = ((first + timedelta(days=number)) for number in range(1, (last - first).days + 1))
    return sum(calendar.is_workday(day) for day in days)


def limit(day: date, count: int) -> date:
    """Return the last day of a limit of ``count`` working days that begins after ``day``; see :func:`provisional`."""
    return after_workdays(day, count, PROVISIONAL)


def taken(first: date, last: date) -> int:
    """Return how many working days after ``first`` something took until ``last``; see :func:`provisional`."""
    return workdays_between(first, last, PROVISIONAL)


def latest_start(day: date, count: int) -> date:
    """Return the latest day after which ``count`` working days have gone by on ``day``."""
    current = day
    while count > 0:
        count -= PROVISIONAL.is_workday(current)
        current -= _DAY
    return current


def provisional(day: date) -> str:
    """Return what has to be said of a limit in working days that ends on ``day``; nothing if its year is published."""
    try:
        CHINA.is_workday(day)
    except NotPossible:
        return _("{year} 年的放假安排还没有公布，先按周一至周五算，公布后期限可能变").format(year=day.year)
    return ""
