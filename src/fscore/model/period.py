"""Periods: the days that a figure speaks of."""

from calendar import monthrange
from datetime import date, timedelta

import attrs

from fscore.errors import NotPossible, WrongUse
from fscore.labels import _

QUARTERS = 4


def chinese_date(day: date) -> str:
    """Return ``day`` as documents print it, without leading zeros.

    >>> chinese_date(date(2023, 4, 3))
    '2023年4月3日'
    """
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def months_after(day: date, months: int) -> date:
    """Return the day that many months later (earlier, if negative), or the last of its month if that is shorter.

    >>> months_after(date(2023, 1, 31), 1)
    datetime.date(2023, 2, 28)
    """
    year_number, before = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year_number, before + 1, min(day.day, monthrange(year_number, before + 1)[1]))


EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""The days that a record may speak of, and that may be asked for."""


def check_day(day: date) -> None:
    """Refuse a day so early or late that nothing can be reckoned with it.

    Raises:
        NotPossible: naming the days between which it has to lie.
    """
    if not EARLIEST <= day <= LATEST:
        template = _("{day}太早或太晚：只算{first}到{last}")
        first, last = chinese_date(EARLIEST), chinese_date(LATEST)
        raise NotPossible(template, day=chinese_date(day), first=first, last=last)


@attrs.frozen(order=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date
    label: str = attrs.field(default="", order=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUse(
                "A period must not end ({last}) before it begins ({first})", first=self.first, last=self.last
            )

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, for ``between``."""
        return self.first, self.last

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.label or _("{first}至{last}").format(first=chinese_date(self.first), last=chinese_date(self.last))

    def until(self, day: date) -> "Period":
        """Return the period cut after ``day``, if that is earlier than its last day and not before its first."""
        if self.first <= day < self.last:
            return Period(self.first, day, self.label)
        return self

    def quarters(self) -> tuple["Period", ...]:
        """Return the calendar quarters that lie wholly or partly in the period."""
        found = []
        current = quarter_of(self.first)
        while current.first <= self.last:
            found.append(current)
            current = quarter_of(current.last + timedelta(days=1))
        return tuple(found)

    def months(self) -> tuple["Period", ...]:
        """Return the calendar months that lie wholly or partly in the period."""
        found = []
        current = month(self.first.year, self.first.month)
        while current.first <= self.last:
            found.append(current)
            following = current.last + timedelta(days=1)
            current = month(following.year, following.month)
        return tuple(found)


def year(number: int) -> Period:
    """Return the calendar year ``number``.

    >>> year(2023).days
    (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    """
    return Period(date(number, 1, 1), date(number, 12, 31), _("{year}年").format(year=number))


def year_of(day: date) -> Period:
    """Return the year that ``day`` lies in."""
    return year(day.year)


def quarter(number: int, which: int) -> Period:
    """Return quarter ``which`` (1 to 4) of the year ``number``."""
    if not 1 <= which <= QUARTERS:
        raise WrongUse("A quarter is 1, 2, 3 or 4, not {which}", which=which)
    last = which * 3
    label = _("{year}年第{which}季度").format(year=number, which=which)
    return Period(date(number, last - 2, 1), date(number, last, monthrange(number, last)[1]), label)


def month(number: int, which: int) -> Period:
    """Return month ``which`` (1 to 12) of the year ``number``."""
    label = _("{year}年{which}月").format(year=number, which=which)
    return Period(date(number, which, 1), date(number, which, monthrange(number, which)[1]), label)


def quarter_of(day: date) -> Period:
    """Return the quarter that ``day`` lies in."""
    return quarter(day.year, (day.month + 2) // 3)
