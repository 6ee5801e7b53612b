"""The demonstration shops of a day and what was last found in them, as selects."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.operators import Operator
from fscore.storage.columns import col
from fscore.storage.register import of_operator, operators_open
from fscore.storage.standing import standing, unfollowed
from fscore_four_complete.model import DemoShopEvaluation


def demonstration_shops(on: date) -> "sa.Select[Operator]":
    """Return the businesses that are open on a day and hold an award that was not revoked by then."""
    award = standing(on, since=DemoShopEvaluation.awarded_on, ended=DemoShopEvaluation.revoked_on)
    return operators_open(on).where(award.where(of_operator(DemoShopEvaluation)).exists())


def last_evaluations(on: date) -> "sa.Select[DemoShopEvaluation]":
    """Return the last evaluation of every shop by a day, reviews included."""

    def by_then(one: Any) -> sa.ColumnElement[bool]:
        return col(one.evaluated_on) <= on

    last = unfollowed(DemoShopEvaluation, "operator_id", by=("evaluated_on", "id"), among=by_then)
    return sa.select(DemoShopEvaluation).where(by_then(DemoShopEvaluation), last)
