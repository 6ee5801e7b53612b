"""Who has to check, and who needs a director, by the rules of the day and place."""

from datetime import date

import sqlalchemy as sa

from fscore.model.division import Division
from fscore.model.operators import Operator, OperatorKind
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore.storage.types import Whole
from fscore_selfcheck.model import Cycle, MealPlace, SelfCheck


def must_check(on: date, rules: Rules) -> "sa.Select[Operator]":
    """Return the businesses that are open on a day and of a kind for which a rule asks for records."""
    codes = {kind: f"selfcheck.records-{kind.code}" for kind in OperatorKind}
    asked = rules.met_by(codes, col(Operator.kind), sa.literal(1, Whole()), on=on, division=col(Operator.division_id))
    return operators_open(on).where(asked)


def checks(cycle: Cycle, first: date, last: date) -> "sa.Select[SelfCheck]":
    """Return the checks of a cycle on some days."""
    return sa.select(SelfCheck).where(col(SelfCheck.cycle) == cycle, col(SelfCheck.checked_on).between(first, last))


def needs_director(work: Work, place: MealPlace, diners: int, on: date, division: Division) -> bool:
    """Tell whether so many diners at an average meal ask for a director; before there was a rule, none did."""
    rule = work.rules.find(f"selfcheck.director-{place.value}", on, division)
    return rule is not None and rule.met(diners)


def director_needed(rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that the diners of a check ask for a director."""
    return rules.met_by(
        {place: f"selfcheck.director-{place.value}" for place in MealPlace},
        col(SelfCheck.meal_place),
        col(SelfCheck.diners),
        on=col(SelfCheck.checked_on),
    )
