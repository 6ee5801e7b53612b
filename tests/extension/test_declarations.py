"""By when a reminder is due: by its rule, or by the day that stands on the record."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from fscore.evaluation.sources import Citation, Op, Rule, RuleBook
from fscore.extension.declarations import Reminder, at_once, in_state
from fscore.model.rectification import Rectification, RectificationState
from fscore.storage.rules import Rules

CODE = "kites.within"
RULES = Rules(RuleBook([Rule(CODE, Decimal(7), Op.LE, "天", date(2023, 1, 1), Citation("某办法"))]), {})
TODAY = date(2023, 6, 20)
KITE = SimpleNamespace(flown_on=date(2023, 6, 1), landed_on=None)


@pytest.mark.parametrize(
    ("declared", "day"),
    [
        ({}, date(2023, 6, 27)),
        ({"since": "flown_on"}, date(2023, 6, 8)),
        ({"since": "landed_on"}, date(2023, 6, 27)),
        ({"since": ("landed_on", "flown_on")}, date(2023, 6, 8)),
        ({"due": "flown_on"}, date(2023, 6, 1)),
        ({"due": "landed_on"}, TODAY),
        ({"ends": "flown_on"}, date(2023, 6, 1)),
        ({"due": at_once}, TODAY),
        ({"due": lambda kite, _on, _rules: kite.flown_on.replace(day=30)}, date(2023, 6, 30)),
    ],
)
def test_the_day_is_reckoned_from_a_field_or_found_in_it(declared: dict[str, Any], day: date):
    """Where a field is empty, today stands for it."""
    reminder = Reminder("kites.land", "收风筝", lambda _on, _rules: None, CODE, **declared)
    assert reminder.day(KITE, TODAY, RULES) == day


def test_what_began_before_there_was_a_rule_is_reckoned_by_the_one_of_today():
    reminder = Reminder("kites.land", "收风筝", lambda _on, _rules: None, CODE, since="flown_on")
    old = SimpleNamespace(flown_on=date(2022, 12, 20))
    assert reminder.day(old, TODAY, RULES) == date(2022, 12, 27)


def test_what_is_in_some_states_is_selected():
    found = in_state(Rectification, RectificationState.FOUND, RectificationState.ORDERED)(TODAY, RULES)
    kept = found.compile(compile_kwargs={"literal_binds": True})
    assert "rectification.state IN ('found', 'ordered')" in str(kept)
