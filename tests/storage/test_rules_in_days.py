"""A deadline is a rule like any other: the version of the day and place, as a span of days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fscore.errors import UnknownCode
from fscore.evaluation.sources import Citation, Op, Rule, RuleBook
from fscore.storage.rules import Rules

CODE = "anything.within"
BOOK = RuleBook(
    Rule(CODE, Decimal(value), Op.LE, "天", effective, Citation("某办法"))
    for value, effective in ((7, date(2023, 1, 1)), (3, date(2023, 7, 1)))
)


def test_a_deadline_is_that_of_the_day():
    rules = Rules(BOOK, {})
    assert rules.days(CODE, date(2023, 6, 30)) == timedelta(days=7)
    assert rules.days(CODE, date(2023, 7, 1)) == timedelta(days=3)


def test_before_there_is_any_nobody_guesses_one():
    with pytest.raises(UnknownCode):
        Rules(BOOK, {}).days(CODE, date(2022, 12, 31))
