"""The words of the menu, and how pages put moments, sizes and what was typed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from fscore.labels import _, joined
from fscore.services.display import plain, short_date, weekday
from fscore_admin.app import Front

HOME = _("首页")
RECORDS = _("全部登记")
FIGURES = _("指标")
SUMMARY = _("总结")
PLUGINS = _("模块")
TRAIL = _("审计")
REGISTER = _("基本名册")
UNREPORTED = _("没报")
ZERO = _("零")
NOTHING = _("没有")
SHORT_DAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
KILO = 1024


def china_time(moment: datetime | None) -> str:
    """Return a moment as people in China read their clocks."""
    return plain(moment)


def file_size(size: int) -> str:
    """Return a size in the unit that fits.

    >>> file_size(2_500_000)
    '2.3 MB'
    """
    if size < KILO * KILO:
        return f"{max(1, size // KILO)} KB"
    return f"{size * 10 // (KILO * KILO) / 10} MB"


def typed(value: Any) -> str:
    """Return what was typed into a field, in one line."""
    if isinstance(value, bool):
        return plain(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value)


def long_date(day: date) -> str:
    """Return a day with its day of the week."""
    return joined((plain(day), weekday(day)), _("{first} {rest}"))


def short_weekday(day: date) -> str:
    """Return the day of the week, as in 周日."""
    return SHORT_DAYS[day.weekday()]


def install(front: Front) -> None:
    """Give these words to the templates."""
    front.app.jinja_env.filters.update(
        china_time=china_time,
        file_size=file_size,
        typed=typed,
        long_date=long_date,
        short_date=short_date,
        weekday=weekday,
        short_weekday=short_weekday,
        listed=joined,
        day=plain,
    )
