"""Which visits are still to be made, which problems are open, whom nobody holds, and who holds above or below rank."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once, lacking, reminder
from fscore.labels import _
from fscore.model.period import Period, month, months_after
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_custody.due import held_on, not_visited, windows
from fscore_custody.indicators import operators_in_custody
from fscore_custody.model import Custody, CustodyVisit, RiskGrade, Tier


def _end_of_window(custody: Any, on: date, rules: Rules) -> date:
    months = rules.number(f"custody.months-{custody.grade.value}", on)
    last = months_after(date(on.year, 1, 1), (on.month - 1) // months * months + months - 1)
    return month(last.year, last.month).last


@reminder(code="custody.visit", title=_("本期包保督导还没做"), rule="custody.visit-notice", due=_end_of_window)
def to_visit(on: date, rules: Rules) -> "sa.Select[Custody]":
    """Custodies without a visit in a window that soon ends."""
    ahead = Period(on, on + rules.days("custody.visit-notice", on))
    return not_visited(list(windows(ahead, rules)))


@reminder(code="custody.problem", title=_("督导发现的问题要整改"), rule="custody.visits-target", due="due_on")
def unsolved(_on: date, _rules: Rules) -> "sa.Select[CustodyVisit]":
    """Visits that found a problem which is not solved."""
    return sa.select(CustodyVisit).where(col(CustodyVisit.due_on).is_not(None), col(CustodyVisit.solved_on).is_(None))


not_held = Reminder(
    code="custody.not-held",
    title=_("经营主体还没有包保干部"),
    select=lacking(operators_in_custody),
    rule="custody.coverage-target",
    due=at_once,
)


@reminder(code="custody.tier", title=_("包保干部层级与主体分级不对应"), rule="custody.tier-d", due=at_once)
def out_of_rank(on: date, rules: Rules) -> "sa.Select[Custody]":
    """Custodies whose cadre is not of the tier that the grade of the business asks for."""
    rank = sa.case(*((col(Custody.tier) == tier, number) for number, tier in enumerate(Tier, 1)))
    codes = {grade: f"custody.tier-{grade.value}" for grade in RiskGrade}
    fits = rules.met_by(codes, col(Custody.grade), rank, on=col(Custody.starts_on))
    return held_on(on).where(~fits)


REMINDERS = (to_visit, unsolved, not_held, out_of_rank)
