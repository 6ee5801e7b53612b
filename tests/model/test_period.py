"""A month later is the same day of the next month, or its last day if it is shorter."""

from datetime import date

import pytest

from fscore.model.period import months_after


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 3, 15), 1, date(2023, 4, 15)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 1, 15), -1, date(2022, 12, 15)),
        (date(2023, 12, 31), -12, date(2022, 12, 31)),
        (date(2023, 12, 31), 0, date(2023, 12, 31)),
    ],
)
def test_months_are_counted_over_the_turn_of_the_year_and_cut_at_short_months(day: date, months: int, later: date):
    assert months_after(day, months) == later
