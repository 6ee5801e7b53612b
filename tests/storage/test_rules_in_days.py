"""A deadline is a rule like any other: the version of the day and place, in the unit that the rule says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from fscore.errors import UnknownCode, WrongUse
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


@pytest.mark.parametrize(
    ("unit", "count", "last"),
    [
        ("天", 3, date(2023, 10, 1)),
        ("个工作日", 1, date(2023, 10, 7)),  # a Saturday on which people made up for a holiday
        ("个月", 5, date(2024, 2, 28)),
        ("月", 11, date(2023, 11, 30)),
        ("月", 2, date(2023, 2, 28)),
    ],
)
def test_the_unit_says_how_a_limit_runs(unit: str, count: int, last: date):
    rules = Rules(RuleBook([Rule(CODE, Decimal(count), Op.LE, unit, date(2023, 1, 1), Citation("某办法"))]), {})
    assert rules.deadline(CODE, date(2023, 9, 28)) == last


@pytest.mark.parametrize(("unit", "count", "first"), [("天", 3, date(2023, 5, 28)), ("个月", 3, date(2023, 2, 28))])
def test_a_limit_that_ends_today_began_as_long_ago(unit: str, count: int, first: date):
    rules = Rules(RuleBook([Rule(CODE, Decimal(count), Op.LE, unit, date(2023, 1, 1), Citation("某办法"))]), {})
    assert rules.back(CODE, date(2023, 5, 31)) == first


def test_a_month_of_the_year_is_no_span():
    rules = Rules(RuleBook([Rule(CODE, Decimal(3), Op.LE, "月", date(2023, 1, 1), Citation("某办法"))]), {})
    with pytest.raises(WrongUse, match="counts '月'"):
        rules.back(CODE, date(2023, 5, 31))


def test_a_day_is_near_from_as_many_days_before_as_the_rule_says():
    rules, day = Rules(BOOK, {}), date(2023, 12, 31)
    days = int(rules.value(CODE, day).value)
    near = [rules.within(CODE, day, day - timedelta(days=ahead)) for ahead in (-1, days, days + 1)]
    assert [one.compare(sa.true()) for one in near] == [True, True, False]


def test_what_counts_no_time_is_no_limit():
    rules = Rules(RuleBook([Rule(CODE, Decimal(1), Op.LE, "人", date(2023, 1, 1), Citation("某办法"))]), {})
    with pytest.raises(WrongUse, match="counts '人'"):
        rules.deadline(CODE, date(2023, 9, 28))
