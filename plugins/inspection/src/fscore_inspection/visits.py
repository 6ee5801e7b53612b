"""How often operators were inspected or patrolled, and how often they had to be: expressions for queries."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.operators import Operator, OperatorKind
from fscore.storage.columns import col
from fscore.storage.rules import Rules, Subject
from fscore_inspection.model import Inspection, Patrol

VISITS = "inspection.visits"


def rule_of(kind: OperatorKind) -> str:
    """Return the code of the rule with the visits a year that a kind of operator is to have."""
    return f"{VISITS}-{kind.code}"


def visits(first: date, last: date, operator_id: Any) -> sa.ColumnElement[int]:
    """Return how often an operator was inspected or patrolled from one day to another, both included."""
    inspections = sa.select(sa.func.count(col(Inspection.id))).where(
        # Only an inspection that was made has its day.
        col(Inspection.operator_id) == operator_id,
        col(Inspection.inspected_on).between(first, last),
    )
    patrols = sa.select(sa.func.count(col(Patrol.id))).where(
        col(Patrol.operator_id) == operator_id, col(Patrol.patrolled_on).between(first, last)
    )
    return inspections.scalar_subquery() + patrols.scalar_subquery()


def often_enough(found: Any, on: date, rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that ``found`` visits are as many as a year asks for.

    A plugin that knows the operator nearer than its kind, such as its risk grade, is asked first.
    """
    place = col(Operator.division_id)
    codes = {kind: rule_of(kind) for kind in OperatorKind}
    by_kind = rules.met_by(codes, col(Operator.kind), found, on=on, division=place)
    return rules.judged(VISITS, Subject(col(Operator.id), place, on), found, by_kind)
