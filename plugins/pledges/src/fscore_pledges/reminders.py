"""Letters that are not signed yet, and pledges that run out without a new one."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.operators import Operator
from fscore.model.period import month, months_after
from fscore.storage.columns import col
from fscore.storage.register import operators_open, units
from fscore.storage.rules import Rules
from fscore_pledges.indicators import letters_signed, stands
from fscore_pledges.model import Pledge, ResponsibilityLetter


def _without_letter(on: date, _rules: Rules) -> "sa.Select[Division]":
    letter = letters_signed(on).where(col(ResponsibilityLetter.division_id) == col(Division.id))
    return units(on).where(~letter.exists())


def _sign_by(unit: Division, on: date, rules: Rules) -> date:
    return month(on.year, int(rules.value("pledges.letter-month", on, unit).value)).last


def _running_out(on: date, rules: Rules) -> "sa.Select[Pledge]":
    """Return the pledges that end soon or have ended, of those who still trade and have not signed again."""
    soon = on + timedelta(days=int(rules.value("pledges.renewal-notice", on).value))
    signed_before = months_after(soon, -int(rules.value("pledges.renewal", on).value))
    valid_to = col(Pledge.valid_to)
    ends_soon = sa.or_(valid_to <= soon, sa.and_(valid_to.is_(None), col(Pledge.signed_on) <= signed_before))
    newer = orm.aliased(Pledge)
    renewed = sa.select(newer).where(
        col(newer.operator_id).is_not_distinct_from(col(Pledge.operator_id)),
        col(newer.party) == col(Pledge.party),
        col(newer.division_id) == col(Pledge.division_id),
        col(newer.signed_on) > col(Pledge.signed_on),
    )
    trading = operators_open(on).where(col(Operator.id) == col(Pledge.operator_id))
    return sa.select(Pledge).where(
        stands(Pledge, on), ends_soon, ~renewed.exists(), sa.or_(col(Pledge.operator_id).is_(None), trading.exists())
    )


def _renew_by(pledge: Pledge, on: date, rules: Rules) -> date:
    if pledge.valid_to is not None or pledge.signed_on is None:
        return pledge.valid_to or on
    return months_after(pledge.signed_on, int(rules.value("pledges.renewal", on).value))


LETTER_UNSIGNED = Reminder(
    code="pledges.letter-unsigned",
    title=_("当年责任状还没签"),
    select=_without_letter,
    due=_sign_by,
    rule="pledges.letter-month",
)
PLEDGE_TO_RENEW = Reminder(
    code="pledges.renew",
    title=_("承诺书要续签"),
    select=_running_out,
    due=_renew_by,
    rule="pledges.renewal",
    urgency=Urgency.EXPIRING,
)
