"""Which visits are still to be made, which problems are open, whom nobody holds, and who holds above or below rank."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period, month, months_after
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore_custody.due import held_on, not_visited, windows
from fscore_custody.model import Custody, CustodyVisit, RiskGrade, Tier


def _days(rules: Rules, code: str, on: date) -> int:
    return int(rules.value(f"custody.{code}", on).value)


def _ahead(on: date, rules: Rules) -> Period:
    return Period(on, on + timedelta(days=_days(rules, "visit-notice", on)))


def _to_visit(on: date, rules: Rules) -> "sa.Select[Custody]":
    return not_visited(list(windows(_ahead(on, rules), rules)))


def _visit_by(custody: Any, on: date, rules: Rules) -> date:
    """Return the last day of the window that a day lies in."""
    months = _days(rules, f"months-{custody.grade.value}", on)
    last = months_after(date(on.year, 1, 1), (on.month - 1) // months * months + months - 1)
    return month(last.year, last.month).last


def _unsolved(_on: date, _rules: Rules) -> "sa.Select[CustodyVisit]":
    return sa.select(CustodyVisit).where(col(CustodyVisit.due_on).is_not(None), col(CustodyVisit.solved_on).is_(None))


def _not_held(on: date, _rules: Rules) -> "sa.Select[Operator]":
    return operators_open(on).where(~held_on(on).where(col(Custody.operator_id) == col(Operator.id)).exists())


def _out_of_rank(on: date, rules: Rules) -> "sa.Select[Custody]":
    rank = sa.case(*((col(Custody.tier) == tier, number) for number, tier in enumerate(Tier, 1)))
    fits = [
        sa.and_(
            col(Custody.grade) == grade,
            rules.met(
                f"custody.tier-{grade.value}", rank, on=col(Custody.starts_on), division=col(Custody.division_id)
            ),
        )
        for grade in RiskGrade
    ]
    return held_on(on).where(~sa.or_(*fits))


def _now(_record: Any, on: date, _rules: Rules) -> date:
    return on


def _due_on(visit: Any, _on: date, _rules: Rules) -> date:
    by: date = visit.due_on
    return by


def _reminder(code: str, title: str, select: Any, due: Callable[[Any, date, Rules], date], rule: str) -> Reminder:
    return Reminder(code=f"custody.{code}", title=title, select=select, due=due, rule=f"custody.{rule}")


REMINDERS = (
    _reminder("visit", _("本期包保督导还没做"), _to_visit, _visit_by, "visit-notice"),
    _reminder("problem", _("督导发现的问题要整改"), _unsolved, _due_on, "visits-target"),
    _reminder("not-held", _("经营主体还没有包保干部"), _not_held, _now, "coverage-target"),
    _reminder("tier", _("包保干部层级与主体分级不对应"), _out_of_rank, _now, "tier-d"),
)
