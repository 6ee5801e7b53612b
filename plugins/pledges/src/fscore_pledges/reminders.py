"""Letters that are not signed yet, and pledges that run out without a new one."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.declarations import Reminder, Urgency, lacking, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.places import same_unit
from fscore.storage.register import trading
from fscore.storage.rules import Rules
from fscore_pledges.indicators import letters_signed_share, signed
from fscore_pledges.model import Pledge

without_letter = Reminder(
    code="pledges.letter-unsigned",
    title=_("当年责任状还没签"),
    select=lacking(letters_signed_share),
    rule="pledges.letter-month",
)


def _renew_by(pledge: Pledge, on: date, rules: Rules) -> date:
    return pledge.valid_to or rules.deadline("pledges.renewal", pledge.signed_on or on, today=on)


@reminder(
    code="pledges.renew", title=_("承诺书要续签"), rule="pledges.renewal", due=_renew_by, urgency=Urgency.EXPIRING
)
def running_out(on: date, rules: Rules) -> "sa.Select[Pledge]":
    """Pledges that end soon or have ended, of those who still trade and have not signed again."""
    soon = on + rules.days("pledges.renewal-notice", on)
    signed_by, valid_to = rules.back("pledges.renewal", soon), col(Pledge.valid_to)
    ends_soon = sa.or_(valid_to <= soon, sa.and_(valid_to.is_(None), col(Pledge.signed_on) <= signed_by))
    newer = orm.aliased(Pledge)
    renewed = sa.select(newer).where(
        col(newer.operator_id).is_not_distinct_from(col(Pledge.operator_id)),
        col(newer.party) == col(Pledge.party),
        col(newer.signed_on) > col(Pledge.signed_on),
        # Bodies of one name in two villages are two; a business of the register is one wherever it lies.
        sa.or_(col(Pledge.operator_id).is_not(None), same_unit(newer, Pledge, on)),
    )
    owner = col(Pledge.operator_id)
    return signed(Pledge, on).where(ends_soon, ~renewed.exists(), sa.or_(owner.is_(None), trading(on, owner)))


REMINDERS = (without_letter, running_out)
