"""Which visits are still to be made, which problems are open, whom nobody holds, and who holds above or below rank."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period, month, months_after
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore_custody.due import held_on, not_visited, windows
from fscore_custody.model import Custody, CustodyVisit, RiskGrade, Tier


def _to_visit(on: date, rules: Rules) -> "sa.Select[Custody]":
    ahead = Period(on, on + rules.days("custody.visit-notice", on))
    return not_visited(list(windows(ahead, rules)))


def _visit_by(custody: Any, on: date, rules: Rules) -> date:
    """Return the last day of the window that a day lies in."""
    months = int(rules.value(f"custody.months-{custody.grade.value}", on).value)
    last = months_after(date(on.year, 1, 1), (on.month - 1) // months * months + months - 1)
    return month(last.year, last.month).last


def _unsolved(_on: date, _rules: Rules) -> "sa.Select[CustodyVisit]":
    return sa.select(CustodyVisit).where(col(CustodyVisit.due_on).is_not(None), col(CustodyVisit.solved_on).is_(None))


def _not_held(on: date, _rules: Rules) -> "sa.Select[Operator]":
    return operators_open(on).where(~held_on(on).where(col(Custody.operator_id) == col(Operator.id)).exists())


def _out_of_rank(on: date, rules: Rules) -> "sa.Select[Custody]":
    rank = sa.case(*((col(Custody.tier) == tier, number) for number, tier in enumerate(Tier, 1)))
    codes = {grade: f"custody.tier-{grade.value}" for grade in RiskGrade}
    fits = rules.met_by(codes, col(Custody.grade), rank, on=col(Custody.starts_on), division=col(Custody.division_id))
    return held_on(on).where(~fits)


REMINDERS = (
    Reminder("custody.visit", _("本期包保督导还没做"), _to_visit, "custody.visit-notice", due=_visit_by),
    Reminder("custody.problem", _("督导发现的问题要整改"), _unsolved, "custody.visits-target", due="due_on"),
    Reminder("custody.not-held", _("经营主体还没有包保干部"), _not_held, "custody.coverage-target", due=at_once),
    Reminder("custody.tier", _("包保干部层级与主体分级不对应"), _out_of_rank, "custody.tier-d", due=at_once),
)
