"""Working days (工作日) by the holidays of the State Council, make-up days included."""

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


CHINA = ChineseCalendar()


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
