"""Who has no record of today, of this week or month, who needs a director, and which problems are open."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_selfcheck.duty import checks, director_needed, must_check
from fscore_selfcheck.model import Checker, Cycle, Outcome, SelfCheck

DAY = timedelta(days=1)


def _without(cycle: Cycle, first: date, on: date, rules: Rules) -> "sa.Select[Operator]":
    check = checks(cycle, first, on).where(col(SelfCheck.operator_id) == col(Operator.id))
    return must_check(on, rules).where(~check.exists())


def _no_log(on: date, rules: Rules) -> "sa.Select[Operator]":
    return _without(Cycle.DAILY, on, on, rules)


def _monday(on: date) -> date:
    return on - DAY * on.weekday()


def _no_check(on: date, rules: Rules) -> "sa.Select[Operator]":
    near = rules.within("selfcheck.week-notice", _sunday(None, on, rules) + DAY, on)
    return _without(Cycle.WEEKLY, _monday(on), on, rules).where(near)


def _sunday(_operator: Any, on: date, _rules: Rules) -> date:
    return _monday(on) + DAY * 6


def _no_dispatch(on: date, rules: Rules) -> "sa.Select[Operator]":
    this = month(on.year, on.month)
    near = rules.within("selfcheck.month-notice", this.last + DAY, on)
    return _without(Cycle.MONTHLY, this.first, on, rules).where(near)


def _month_end(_operator: Any, on: date, _rules: Rules) -> date:
    return month(on.year, on.month).last


def _undirected(on: date, rules: Rules) -> "sa.Select[SelfCheck]":
    """Return the weekly checks of late that no director answered for though so many eat there."""
    since = rules.back("selfcheck.director-back", on)
    return checks(Cycle.WEEKLY, since + DAY, on).where(
        col(SelfCheck.answers) != Checker.DIRECTOR, director_needed(rules)
    )


def _unsolved(_on: date, _rules: Rules) -> "sa.Select[SelfCheck]":
    return sa.select(SelfCheck).where(col(SelfCheck.outcome) == Outcome.PROBLEMS, col(SelfCheck.solved_on).is_(None))


REMINDERS = (
    Reminder("selfcheck.today", _("今天还没有日管控记录"), _no_log, "selfcheck.records-target", due=at_once),
    Reminder("selfcheck.week", _("本周还没有周排查"), _no_check, "selfcheck.week-notice", due=_sunday),
    Reminder("selfcheck.month", _("本月还没有月调度"), _no_dispatch, "selfcheck.month-notice", due=_month_end),
    Reminder(
        "selfcheck.director", _("用餐人数多，要配备食品安全总监"), _undirected, "selfcheck.director-school", due=at_once
    ),
    Reminder("selfcheck.problem", _("自查发现的问题要改好"), _unsolved, "selfcheck.solve-within", since="checked_on"),
)
