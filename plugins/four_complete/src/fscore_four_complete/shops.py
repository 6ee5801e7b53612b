"""The demonstration shops of a day and what was last found in them, as selects."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.operators import Operator
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.standing import not_yet
from fscore_four_complete.model import DemoShopEvaluation


def demonstration_shops(on: date) -> "sa.Select[Operator]":
    """Return the businesses that are open on a day and hold an award that was not revoked by then."""
    award = sa.select(DemoShopEvaluation).where(
        col(DemoShopEvaluation.operator_id) == col(Operator.id),
        col(DemoShopEvaluation.awarded_on) <= on,
        not_yet(col(DemoShopEvaluation.revoked_on), on),
    )
    return operators_open(on).where(award.exists())


def last_evaluations(on: date) -> "sa.Select[DemoShopEvaluation]":
    """Return the last evaluation of every shop by a day, reviews included."""
    newer = orm.aliased(DemoShopEvaluation)
    day, newer_day = col(DemoShopEvaluation.evaluated_on), col(newer.evaluated_on)
    same_day = sa.and_(newer_day == day, col(newer.id) > col(DemoShopEvaluation.id))
    followed = sa.select(newer).where(
        col(newer.operator_id) == col(DemoShopEvaluation.operator_id),
        newer_day <= on,
        sa.or_(newer_day > day, same_day),
    )
    return sa.select(DemoShopEvaluation).where(day <= on, ~followed.exists())
