"""Villages that give no share, and money that was promised and has not come."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore_budget.indicators import of_year
from fscore_budget.model import Budget, BudgetKind, BudgetState


def _without_match(on: date, _rules: Rules) -> "sa.Select[Division]":
    match = of_year(on.year, BudgetKind.VILLAGE_MATCH).where(
        col(Budget.division_id) == col(Division.id), col(Budget.amount) > 0
    )
    return units(on).where(~match.exists())


def _outstanding(on: date, rules: Rules) -> "sa.Select[Budget]":
    """Return the money of this year and of years before that has not come, once the month for it is there."""
    promised = sa.select(Budget).where(col(Budget.state) == BudgetState.BUDGETED)
    begun = on.month >= int(rules.value("budget.allocate-month", on).value)
    return promised.where(col(Budget.year) <= (on.year if begun else on.year - 1))


def _allocated_by(budget: Budget, on: date, rules: Rules) -> date:
    return month(budget.year, int(rules.value("budget.allocate-month", on).value)).last


MATCH = Reminder(
    code="budget.match",
    title=_("当年村级配套经费还没有安排"),
    select=_without_match,
    rule="budget.match-month",
)
ALLOCATE = Reminder(
    code="budget.allocate",
    title=_("经费安排了还没有拨付"),
    select=_outstanding,
    rule="budget.allocate-month",
    due=_allocated_by,
)
REMINDERS = (MATCH, ALLOCATE)
