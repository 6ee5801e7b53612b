"""Shops that are to be reviewed, and licences of shops that run out: told early, told again, told on the last day."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Urgency, again, reminder
from fscore.labels import _
from fscore.model.operators import Licence
from fscore.storage.register import last_licences, of_operator
from fscore.storage.rules import Rules
from fscore_four_complete.model import DemoShopEvaluation
from fscore_four_complete.shops import demonstration_shops, last_evaluations


@reminder(
    code="four_complete.review",
    title=_("示范店要复核"),
    rule="four_complete.review-months",
    since="evaluated_on",
    notice="four_complete.review-notice",
)
def to_review(on: date, _rules: Rules) -> "sa.Select[DemoShopEvaluation]":
    """The last evaluation of every shop."""
    shop = demonstration_shops(on).where(of_operator(DemoShopEvaluation))
    return last_evaluations(on).where(shop.exists())


@reminder(
    code="four_complete.licence-first",
    title=_("示范店证照快到期，请提醒换证"),
    rule="four_complete.licence-first-notice",
    ends="valid_to",
    until="four_complete.licence-second-notice",
    urgency=Urgency.EXPIRING,
)
def licences(on: date, _rules: Rules) -> "sa.Select[Licence]":
    """The last licences of every shop."""
    shop = demonstration_shops(on).where(of_operator(Licence))
    return last_licences().where(shop.exists())


licences_again = again(
    licences,
    code="four_complete.licence-second",
    title=_("示范店证照就要到期，请上门提醒"),
    until="four_complete.licence-last-notice",
    urgency=Urgency.EXPIRING,
)
licences_at_last = again(licences_again, code="four_complete.licence-last", title=_("示范店证照到期，过期就不算四齐全"))
REMINDERS = (to_review, licences, licences_again, licences_at_last)
