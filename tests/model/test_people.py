"""Days of a record that come one after another."""

from datetime import date

import pytest

from fscore.model.people import order_faults
from fscore.model.rectification import Rectification

FOUND, DUE, CLOSED = date(2023, 5, 2), date(2023, 5, 9), date(2023, 5, 8)


@pytest.mark.parametrize(
    ("due_on", "closed_on", "wrong"),
    [
        (DUE, DUE, []),
        (DUE, None, []),
        (None, FOUND, []),
        (DUE, CLOSED, ["“办结日期”不能早于“整改期限”"]),
        (None, date(2023, 5, 1), ["“办结日期”不能早于“发现日期”"]),
        (date(2023, 5, 1), FOUND, ["“整改期限”不能早于“发现日期”"]),
    ],
)
def test_a_day_does_not_lie_before_the_nearest_one_that_is_known(
    due_on: date | None, closed_on: date | None, wrong: list[str]
):
    record = Rectification(division_id=1, problem="油烟重", found_on=FOUND, due_on=due_on, closed_on=closed_on)
    assert [str(one) for one in order_faults(record, "found_on", "due_on", "closed_on")] == wrong
