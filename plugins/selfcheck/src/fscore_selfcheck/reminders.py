"""Who has no record of today, of this week or month, who needs a director, and which problems are open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_selfcheck.duty import checks, director_needed, must_check
from fscore_selfcheck.model import Checker, Cycle, Outcome, SelfCheck

DAY = timedelta(days=1)


def _days(rules: Rules, code: str, on: date) -> int:
    return int(rules.value(f"selfcheck.{code}", on).value)


def _without(cycle: Cycle, first: date, on: date, rules: Rules) -> "sa.Select[Operator]":
    check = checks(cycle, first, on).where(col(SelfCheck.operator_id) == col(Operator.id))
    return must_check(on, rules).where(~check.exists())


def _no_log_today(on: date, rules: Rules) -> "sa.Select[Operator]":
    return _without(Cycle.DAILY, on, on, rules)


def _monday(on: date) -> date:
    return on - DAY * on.weekday()


def _no_check_this_week(on: date, rules: Rules) -> "sa.Select[Operator]":
    near = _sunday(None, on, rules) - on < DAY * _days(rules, "week-notice", on)
    return _without(Cycle.WEEKLY, _monday(on), on, rules).where(sa.true() if near else sa.false())


def _sunday(_operator: Any, on: date, _rules: Rules) -> date:
    return _monday(on) + DAY * 6


def _no_dispatch_this_month(on: date, rules: Rules) -> "sa.Select[Operator]":
    this = month(on.year, on.month)
    near = this.last - on < DAY * _days(rules, "month-notice", on)
    return _without(Cycle.MONTHLY, this.first, on, rules).where(sa.true() if near else sa.false())


def _month_end(_operator: Any, on: date, _rules: Rules) -> date:
    return month(on.year, on.month).last


def _without_director(on: date, rules: Rules) -> "sa.Select[SelfCheck]":
    """Return the weekly checks of late that no director answered for though so many eat there."""
    since = on - DAY * _days(rules, "director-back", on)
    return checks(Cycle.WEEKLY, since + DAY, on).where(
        col(SelfCheck.answers) != Checker.DIRECTOR, director_needed(rules)
    )


def _unsolved(_on: date, _rules: Rules) -> "sa.Select[SelfCheck]":
    return sa.select(SelfCheck).where(col(SelfCheck.outcome) == Outcome.PROBLEMS, col(SelfCheck.solved_on).is_(None))


def _solve_by(check: Any, on: date, rules: Rules) -> date:
    by: date = check.checked_on + DAY * _days(rules, "solve-within", on)
    return by


def _now(_record: Any, on: date, _rules: Rules) -> date:
    return on


def _reminder(code: str, title: str, select: Any, due: Callable[[Any, date, Rules], date], rule: str) -> Reminder:
    return Reminder(code=f"selfcheck.{code}", title=title, select=select, due=due, rule=f"selfcheck.{rule}")


REMINDERS = (
    _reminder("today", _("今天还没有日管控记录"), _no_log_today, _now, "records-target"),
    _reminder("week", _("本周还没有周排查"), _no_check_this_week, _sunday, "week-notice"),
    _reminder("month", _("本月还没有月调度"), _no_dispatch_this_month, _month_end, "month-notice"),
    _reminder("director", _("用餐人数多，要配备食品安全总监"), _without_director, _now, "director-school"),
    _reminder("problem", _("自查发现的问题要改好"), _unsolved, _solve_by, "solve-within"),
)
