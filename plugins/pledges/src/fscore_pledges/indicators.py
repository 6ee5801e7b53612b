"""Who has signed or received what is meant for all, out of those that exist on the last day of the period."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import OperatorKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import of_operator, operators_open, units
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, standing
from fscore_pledges.model import Delivery, Pledge, ResponsibilityLetter, Signed


def signed(paper: type[Signed], on: date) -> "sa.Select[Any]":
    """Return the papers of a class that were signed by ``on`` and not revoked by then.

    Only its dates are asked, never its present state, so that last year's figure stays what it was.
    """
    return standing(on, since=paper.signed_on, ended=paper.revoked_on)


def letters_signed(on: date) -> "sa.Select[ResponsibilityLetter]":
    """Return the letters for the year of ``on`` that stand on that day."""
    return signed(ResponsibilityLetter, on).where(col(ResponsibilityLetter.year) == on.year)


@indicator(
    id="I04",
    code="letters-signed",
    label=_("责任状签订率"),
    unit=PERCENT,
    target="pledges.letters-target",
    definition=_("期末已签订当年责任状且未撤销的村（社区），除以期末存在的全部村（社区）。"),
)
def letters_signed_share(period: Period, _rules: Rules) -> Share:
    """Villages and communities whose letter for the year is signed by the last day, of all that exist on it."""
    letter = letters_signed(period.last).where(of_unit(ResponsibilityLetter, period.last))
    return Share.of(units(period.last), letter.exists())


@indicator(
    id="I26",
    code="workshops-pledged",
    label=_("小作坊承诺书签订率"),
    unit=PERCENT,
    target="pledges.workshops-target",
    definition=_("期末已签订当年承诺书且未撤销的小作坊，除以期末在营的小作坊。"),
)
def workshops_pledged(period: Period, _rules: Rules) -> Share:
    """Workshops whose pledge for the year is signed by the last day, of all that are open on it."""
    pledge = signed(Pledge, period.last).where(of_operator(Pledge), col(Pledge.year) == period.last.year)
    return Share.of(operators_open(period.last, OperatorKind.WORKSHOP), pledge.exists())


@indicator(
    id="I33",
    code="appeals-delivered",
    label=_("倡议书发放率"),
    unit=PERCENT,
    target="pledges.appeals-target",
    definition=_("期内收到倡议书的餐饮业经营户，除以期末在营的餐饮业经营户。收到几份都只算一户。"),
)
def appeals_delivered(period: Period, _rules: Rules) -> Share:
    """Caterers that an appeal reached in the period, of all that are open on its last day."""
    delivery = dated(Delivery.delivered_on, period).where(of_operator(Delivery))
    return Share.of(operators_open(period.last, OperatorKind.CATERER), delivery.exists())
