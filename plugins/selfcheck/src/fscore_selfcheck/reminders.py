"""Who has no record of today, of this week or month, who needs a director, and which problems are open."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import at_once, reminder
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.register import of_operator
from fscore.storage.rules import Rules
from fscore_selfcheck.duty import checks, director_needed, must_check
from fscore_selfcheck.model import Checker, Cycle, Outcome, SelfCheck

DAY = timedelta(days=1)


def _without(cycle: Cycle, first: date, on: date, rules: Rules) -> "sa.Select[Operator]":
    return must_check(on, rules).where(~checks(cycle, first, on).where(of_operator(SelfCheck)).exists())


def _monday(on: date) -> date:
    return on - DAY * on.weekday()


def _sunday(_operator: Any, on: date, _rules: Rules) -> date:
    return _monday(on) + DAY * 6


def _month_end(_operator: Any, on: date, _rules: Rules) -> date:
    return month(on.year, on.month).last


@reminder(code="selfcheck.today", title=_("今天还没有日管控记录"), rule="selfcheck.records-target", due=at_once)
def no_log(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Businesses without a record of today."""
    return _without(Cycle.DAILY, on, on, rules)


@reminder(code="selfcheck.week", title=_("本周还没有周排查"), rule="selfcheck.week-notice", due=_sunday)
def no_check(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Businesses without a check of the week, once its end is near."""
    near = rules.within("selfcheck.week-notice", _sunday(None, on, rules) + DAY, on)
    return _without(Cycle.WEEKLY, _monday(on), on, rules).where(near)


@reminder(code="selfcheck.month", title=_("本月还没有月调度"), rule="selfcheck.month-notice", due=_month_end)
def no_dispatch(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Businesses without a dispatch of the month, once its end is near."""
    this = month(on.year, on.month)
    near = rules.within("selfcheck.month-notice", this.last + DAY, on)
    return _without(Cycle.MONTHLY, this.first, on, rules).where(near)


@reminder(
    code="selfcheck.director", title=_("用餐人数多，要配备食品安全总监"), rule="selfcheck.director-school", due=at_once
)
def undirected(on: date, rules: Rules) -> "sa.Select[SelfCheck]":
    """Weekly checks of late that no director answered for though so many eat there."""
    since = rules.back("selfcheck.director-back", on)
    return checks(Cycle.WEEKLY, since + DAY, on).where(
        col(SelfCheck.answers) != Checker.DIRECTOR, director_needed(rules)
    )


@reminder(code="selfcheck.problem", title=_("自查发现的问题要改好"), rule="selfcheck.solve-within", since="checked_on")
def unsolved(_on: date, _rules: Rules) -> "sa.Select[SelfCheck]":
    """Checks that found a problem which is not solved."""
    return sa.select(SelfCheck).where(col(SelfCheck.outcome) == Outcome.PROBLEMS, col(SelfCheck.solved_on).is_(None))


REMINDERS = (no_log, no_check, no_dispatch, undirected, unsolved)
