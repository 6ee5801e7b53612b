"""Values as people read them: choices by label, days in Chinese, amounts with their unit, personal data masked."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fscore.errors import InvalidValue
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.clock import CHINA
from fscore.model.entity import Described, about, field
from fscore.model.period import chinese_date

EMPTY = _("没填")
WEEKDAYS = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))
_SHORT = 2


def mask(text: str) -> str:
    """Return a personal text with its first and last character only; of a short one, only the first.

    >>> mask("15400000123")
    '1*********3'
    """
    if len(text) <= _SHORT:
        return text[:1] + "*"
    return text[0] + "*" * (len(text) - 2) + text[-1]


def hidden(one: Described) -> bool:
    """Tell whether a field is shown masked, unless somebody asks for it with a reason."""
    return one.about.personal is not None and one.about.personal.masked


def plain(value: Any) -> str:
    """Return a value in words, without its unit.

    >>> plain(Decimal("1204.50")), plain(date(2023, 4, 3)), plain(True)
    ('1,204.5', '2023年4月3日', '是')
    """
    if value is None or value == "":
        return ""
    return next((words(value) for kind, words in _WORDS if isinstance(value, kind)), str(value))


def _moment(value: datetime) -> str:
    local = value.astimezone(CHINA)
    return _("{day} {time}").format(day=chinese_date(local.date()), time=f"{local:%H:%M}")


def _amount(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# A moment is a date and a flag is a number: the narrower kind comes first.
_WORDS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (Choice, lambda value: value.label),
    (bool, lambda value: _("是") if value else _("否")),
    (frozenset, lambda value: joined(sorted(plain(item) for item in value))),
    (datetime, _moment),
    (date, chinese_date),
    (Decimal, _amount),
)


def shown(one: Described, value: Any, titles: Mapping[tuple[type, int], str] | None = None) -> str:
    """Return the value of a field as a page shows it; an empty text where nothing is filled in.

    Args:
        titles: what references are called, by target and id; those that are not among them are shown by number.
    """
    if value is None or value == "":
        return ""
    if one.ref is not None:
        return (titles or {}).get((one.ref, value), _("第 {number} 号").format(number=value))
    if isinstance(value, int) and not isinstance(value, bool):
        text = f"{value:,}" if one.about.unit else str(value)
    else:
        text = plain(value)
    if hidden(one):
        return mask(text)
    return _("{text} {unit}").format(text=text, unit=one.about.unit) if one.about.unit else text


def heading(record: Any) -> str:
    """Return the words that name a record on a page; personal data among them are masked."""
    cls = type(record)
    parts = (shown(field(cls, name), getattr(record, name)) for name in about(cls).title)
    return joined((part for part in parts if part), _("{first} {rest}")) or _("第 {number} 号").format(number=record.id)


def from_trail(one: Described, value: Any) -> str:
    """Return a value as the audit trail keeps it, in words.

    A number that refers to another record stays a number: what it was called then is not kept.
    """
    if value in (None, "", []):
        return EMPTY
    try:
        return plain(one.accept(value))
    except InvalidValue:
        return str(value)  # kept under a rule that has changed since


def near_date(day: date, today: date) -> str:
    """Return a day as lists print it: without the year if that is today's.

    >>> near_date(date(2023, 3, 1), date(2023, 12, 31)), near_date(date(2021, 3, 1), date(2023, 12, 31))
    ('3月1日', '2021年3月1日')
    """
    return short_date(day) if day.year == today.year else chinese_date(day)


def short_date(day: date) -> str:
    """Return a day without its year, where no other year can be meant.

    >>> short_date(date(2023, 12, 31))
    '12月31日'
    """
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def weekday(day: date) -> str:
    """Return the day of the week, as in 星期日."""
    return WEEKDAYS[day.weekday()]
