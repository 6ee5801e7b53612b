"""Villages that give no share, and money that was promised and has not come."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, lacking, reminder
from fscore.labels import _
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_budget.indicators import villages_matching
from fscore_budget.model import Budget, BudgetState

without_match = Reminder(
    code="budget.match",
    title=_("当年村级配套经费还没有安排"),
    select=lacking(villages_matching),
    rule="budget.match-month",
)


def _allocated_by(budget: Budget, on: date, rules: Rules) -> date:
    return month(budget.year, rules.number("budget.allocate-month", on)).last


@reminder(code="budget.allocate", title=_("经费安排了还没有拨付"), rule="budget.allocate-month", due=_allocated_by)
def outstanding(on: date, rules: Rules) -> "sa.Select[Budget]":
    """Money of this year and of years before that has not come, once the month for it is there."""
    promised = sa.select(Budget).where(col(Budget.state) == BudgetState.BUDGETED)
    begun = on.month >= rules.number("budget.allocate-month", on)
    return promised.where(col(Budget.year) <= (on.year if begun else on.year - 1))


REMINDERS = (without_match, outstanding)
