"""How much money there is for the year, which villages give their share, and what was spent on what."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Indicator, Share, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import units
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_budget.model import Budget, BudgetKind, Expense, Purpose

YUAN = Unit(_("元"))


def of_year(year: int, kind: BudgetKind) -> "sa.Select[Budget]":
    """Return the money of a kind for a year, whether it has come yet or not."""
    return sa.select(Budget).where(col(Budget.kind) == kind, col(Budget.year) == year)


@indicator(
    id="I07",
    code="township-funds",
    label=_("镇级工作经费"),
    unit=YUAN,
    definition=_("期末所在年度安排的镇级工作经费合计，不论是否已经拨付；村级配套和上级补助不算在内。"),
)
def township_funds(period: Period, _rules: Rules) -> Count:
    """What the township has set aside for the year; with nothing on record it is unknown, and not zero."""
    return Count(of_year(period.last.year, BudgetKind.TOWNSHIP), col(Budget.amount), stated=True)


@indicator(
    id="I08",
    code="villages-matching",
    label=_("村级配套落实率"),
    unit=PERCENT,
    target="budget.match-target",
    definition=_("期末所在年度安排了村级配套经费、金额大于零的村（社区），除以期末存在的全部村（社区）。"),
)
def villages_matching(period: Period, _rules: Rules) -> Share:
    """Villages and communities that set money aside for the year, of all that exist on the last day."""
    match = of_year(period.last.year, BudgetKind.VILLAGE_MATCH).where(
        of_unit(Budget, period.last), col(Budget.amount) > 0
    )
    return Share.of(units(period.last), match.exists())


@indicator(
    id="X80",
    code="funds-spent",
    label=_("经费支出合计"),
    unit=YUAN,
    definition=_("支出日期在本期的全部经费支出，不论经费来自哪里、是哪一年度的。"),
)
def funds_spent(period: Period, _rules: Rules) -> Count:
    """All that was spent, by the day."""
    return Count(dated(Expense.spent_on, period), col(Expense.amount))


def _spent_on(place: int, purpose: Purpose) -> Indicator:
    @indicator(
        id=f"X{place}",
        code=f"spent-on-{purpose.code}",
        label=_("{purpose}支出").format(purpose=purpose.label),
        unit=YUAN,
        definition=_("支出日期在本期、用途是“{purpose}”的经费支出。").format(purpose=purpose.label),
    )
    def spent(period: Period, _rules: Rules) -> Count:
        """What was spent on one purpose, by the day."""
        return Count(dated(Expense.spent_on, period).where(col(Expense.purpose) == purpose), col(Expense.amount))

    return spent


BY_PURPOSE = tuple(_spent_on(place, purpose) for place, purpose in enumerate(Purpose, 81))
INDICATORS = (township_funds, villages_matching, funds_spent, *BY_PURPOSE)
