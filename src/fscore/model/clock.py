"""The clock of the country: moments are told, and fall on a day, by the time of Beijing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """Return the day on which a moment falls.

    >>> from datetime import UTC
    >>> day_of(datetime(2023, 5, 4, 16, 30, tzinfo=UTC))
    datetime.date(2023, 5, 5)
    """
    return moment.astimezone(CHINA).date()
