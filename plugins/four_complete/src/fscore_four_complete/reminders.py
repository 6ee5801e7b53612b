"""Shops that are to be reviewed, and licences of shops that run out: told early, told again, told on the last day."""

from datetime import date, timedelta

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import Licence, Operator
from fscore.model.period import months_after
from fscore.storage.columns import col
from fscore.storage.register import licences_ending
from fscore.storage.rules import Rules
from fscore_four_complete.model import DemoShopEvaluation
from fscore_four_complete.shops import demonstration_shops, last_evaluations


def _in_days(code: str, on: date, rules: Rules) -> date:
    return on + timedelta(days=int(rules.value(code, on).value))


def _review_months(on: date, rules: Rules) -> int:
    return int(rules.value("four_complete.review-months", on).value)


def _to_review(on: date, rules: Rules) -> "sa.Select[DemoShopEvaluation]":
    shop = demonstration_shops(on).where(col(Operator.id) == col(DemoShopEvaluation.operator_id))
    evaluated_by = months_after(_in_days("four_complete.review-notice", on, rules), -_review_months(on, rules))
    return last_evaluations(on).where(col(DemoShopEvaluation.evaluated_on) <= evaluated_by, shop.exists())


def _review_by(evaluation: DemoShopEvaluation, on: date, rules: Rules) -> date:
    return months_after(evaluation.evaluated_on or on, _review_months(on, rules))


REVIEW = Reminder(
    code="four_complete.review",
    title=_("示范店要复核"),
    select=_to_review,
    due=_review_by,
    rule="four_complete.review-months",
)


def _licence_ending(code: str, title: str, *, by: str, after: str | None, urgency: Urgency) -> Reminder:
    """Make the reminder of licences of shops that end within the days of ``by``, but not within those of ``after``."""

    def ending(on: date, rules: Rules) -> "sa.Select[Licence]":
        shop = demonstration_shops(on).where(col(Operator.id) == col(Licence.operator_id))
        found = licences_ending(_in_days(by, on, rules)).where(shop.exists())
        return found if after is None else found.where(col(Licence.valid_to) > _in_days(after, on, rules))

    return Reminder(code, title, ending, by, due="valid_to", urgency=urgency)


LICENCES = (
    _licence_ending(
        "four_complete.licence-first",
        _("示范店证照快到期，请提醒换证"),
        by="four_complete.licence-first-notice",
        after="four_complete.licence-second-notice",
        urgency=Urgency.EXPIRING,
    ),
    _licence_ending(
        "four_complete.licence-second",
        _("示范店证照就要到期，请上门提醒"),
        by="four_complete.licence-second-notice",
        after="four_complete.licence-last-notice",
        urgency=Urgency.EXPIRING,
    ),
    _licence_ending(
        "four_complete.licence-last",
        _("示范店证照到期，过期就不算四齐全"),
        by="four_complete.licence-last-notice",
        after=None,
        urgency=Urgency.DUE,
    ),
)
