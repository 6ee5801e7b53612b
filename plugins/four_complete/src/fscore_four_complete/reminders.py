"""Shops that are to be reviewed, and licences of shops that run out: told early, told again, told on the last day."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import Licence, Operator
from fscore.storage.columns import col
from fscore.storage.register import last_licences
from fscore.storage.rules import Rules
from fscore_four_complete.model import DemoShopEvaluation
from fscore_four_complete.shops import demonstration_shops, last_evaluations


def _to_review(on: date, rules: Rules) -> "sa.Select[DemoShopEvaluation]":
    shop = demonstration_shops(on).where(col(Operator.id) == col(DemoShopEvaluation.operator_id))
    evaluated_by = rules.back("four_complete.review-months", on + rules.days("four_complete.review-notice", on))
    return last_evaluations(on).where(col(DemoShopEvaluation.evaluated_on) <= evaluated_by, shop.exists())


def _licences(on: date, _rules: Rules) -> "sa.Select[Licence]":
    shop = demonstration_shops(on).where(col(Operator.id) == col(Licence.operator_id))
    return last_licences().where(shop.exists())


REVIEW = Reminder(
    code="four_complete.review",
    title=_("示范店要复核"),
    select=_to_review,
    rule="four_complete.review-months",
    since="evaluated_on",
)
LICENCES = (
    Reminder(
        code="four_complete.licence-first",
        title=_("示范店证照快到期，请提醒换证"),
        select=_licences,
        rule="four_complete.licence-first-notice",
        ends="valid_to",
        until="four_complete.licence-second-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="four_complete.licence-second",
        title=_("示范店证照就要到期，请上门提醒"),
        select=_licences,
        rule="four_complete.licence-second-notice",
        ends="valid_to",
        until="four_complete.licence-last-notice",
        urgency=Urgency.EXPIRING,
    ),
    Reminder(
        code="four_complete.licence-last",
        title=_("示范店证照到期，过期就不算四齐全"),
        select=_licences,
        rule="four_complete.licence-last-notice",
        ends="valid_to",
    ),
)
