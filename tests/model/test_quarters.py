"""Periods: every day lies in exactly one quarter and one month, and in the year that they make up."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.errors import WrongUse
from fscore.model.period import Period, chinese_date, month, quarter, quarter_of, year

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(days)
def test_each_day_lies_in_exactly_one_quarter_and_one_month(day: date) -> None:
    """And in those that its number says."""
    quarters = [quarter(day.year, which) for which in (1, 2, 3, 4)]
    months = [month(day.year, which) for which in range(1, 13)]
    assert [one for one in quarters if one.first <= day <= one.last] == [quarter_of(day)]
    assert [one for one in months if one.first <= day <= one.last] == [month(day.year, day.month)]
    assert quarter_of(day) == quarters[(day.month - 1) // 3]


@given(st.integers(1900, 2200))
def test_quarters_and_months_follow_each_other_through_the_year(number: int) -> None:
    """Without a gap, from the first of January to the last of December."""
    for parts in ([quarter(number, which) for which in (1, 2, 3, 4)], [month(number, which) for which in range(1, 13)]):
        assert (parts[0].first, parts[-1].last) == year(number).days
        assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(parts))


def test_a_period_does_not_end_before_it_begins() -> None:
    """One day is a period, none is not."""
    day = date(2023, 4, 3)
    assert Period(day, day).days == (day, day)
    with pytest.raises(WrongUse, match="must not end"):
        Period(day, day - timedelta(days=1))
    for which in (0, 5):
        with pytest.raises(WrongUse, match="A quarter is 1, 2, 3 or 4"):
            quarter(2023, which)


def test_periods_are_named_as_documents_name_them() -> None:
    """And two periods of the same days are the same, whatever they are called."""
    assert (year(2023).label, quarter(2023, 2).label, month(2023, 4).label) == ("2023年", "2023年第2季度", "2023年4月")
    assert quarter(2023, 1) == Period(date(2023, 1, 1), date(2023, 3, 31), "一季度")
    assert chinese_date(date(2023, 4, 3)) == "2023年4月3日"


@given(days, days)
def test_until_today_a_period_is_cut_short(one: date, today: date) -> None:
    """What lies ahead is not asked for; a period that has not begun stands on its own days."""
    period = quarter_of(one)
    assert period.until(today).first == period.first
    assert period.until(today).last == (today if today in period else period.last)
