"""Working days, with holidays and the days that make up for them."""

from datetime import date

import pytest

from fscore.errors import NotPossible
from fscore.evaluation.workdays import (
    PROVISIONAL,
    after_workdays,
    latest_start,
    limit,
    provisional,
    taken,
    workdays_between,
)


def test_a_saturday_that_makes_up_for_a_holiday_counts() -> None:
    """Behind the National Day holiday of 2023 the first working day was a Saturday."""
    assert after_workdays(date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert workdays_between(date(2023, 9, 28), date(2023, 10, 8)) == 2


def test_a_week_without_holidays_has_five() -> None:
    """The day itself does not count, the last one does."""
    assert after_workdays(date(2023, 11, 3), 5) == date(2023, 11, 10)
    assert workdays_between(date(2023, 11, 3), date(2023, 11, 10)) == 5


def test_a_year_that_is_not_published_is_not_guessed() -> None:
    """Nobody knows the holidays of a far year."""
    with pytest.raises(NotPossible, match="2199 年的放假安排还没有公布"):
        after_workdays(date(2199, 1, 1), 1)


def test_a_limit_goes_around_holidays_and_can_be_counted_back() -> None:
    assert limit(date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert taken(date(2023, 9, 28), date(2023, 10, 8)) == 2
    assert latest_start(date(2023, 10, 7), 1) == date(2023, 10, 6)
    assert latest_start(date(2023, 10, 8), 2) == date(2023, 10, 6)
    assert latest_start(date(2023, 10, 8), 0) == date(2023, 10, 8)


def test_a_limit_that_runs_into_an_unpublished_year_has_a_day_and_says_that_it_may_move() -> None:
    """Monday to Friday there, and nothing to say of a year that is known."""
    assert [PROVISIONAL.is_workday(date(2199, 1, day)) for day in range(7, 14)] == [True] * 5 + [False] * 2
    assert limit(date(2199, 1, 7), 5) == date(2199, 1, 14)
    assert provisional(date(2199, 1, 14)).startswith("2199 年的放假安排还没有公布")
    assert provisional(date(2023, 12, 31)) == ""
