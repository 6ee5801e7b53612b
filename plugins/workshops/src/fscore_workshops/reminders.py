"""What a year with workshops asks for: a census, decisions, registrations, files, cards, and no forbidden goods."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Urgency, reminder
from fscore.labels import _
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.storage.columns import col
from fscore.storage.register import last_licences, of_operator, operators_open, trading
from fscore.storage.rules import Rules
from fscore.storage.types import has
from fscore_workshops.census import CARDS
from fscore_workshops.model import FORBIDDABLE, SupervisionFile, Workshop, WorkshopState


@reminder(code="workshops.census", title=_("当年还没有普查到"), rule="workshops.census-month")
def not_visited(on: date, _rules: Rules) -> "sa.Select[Operator]":
    """Workshops that the census of the year did not come to."""
    this_year = sa.select(Workshop).where(of_operator(Workshop), col(Workshop.year) == on.year)
    return operators_open(on, OperatorKind.WORKSHOP).where(~this_year.exists())


@reminder(
    code="workshops.decide", title=_("小作坊申请办证，要答复"), rule="workshops.decide-within", since="applied_on"
)
def to_decide(_on: date, _rules: Rules) -> "sa.Select[Workshop]":
    """Workshops that asked to be registered and wait."""
    return sa.select(Workshop).where(col(Workshop.state) == WorkshopState.FOUND, col(Workshop.applied_on).is_not(None))


@reminder(code="workshops.register", title=_("查到的小作坊要登记"), rule="workshops.register-within", since="found_on")
def to_register(_on: date, _rules: Rules) -> "sa.Select[Workshop]":
    """Workshops that were found and have not asked to be registered."""
    return sa.select(Workshop).where(col(Workshop.state) == WorkshopState.FOUND, col(Workshop.applied_on).is_(None))


@reminder(
    code="workshops.file-missing", title=_("小作坊还没有监管档案"), rule="workshops.file-within", since="opened_on"
)
def without_file(on: date, _rules: Rules) -> "sa.Select[Operator]":
    """Workshops without a file in use."""
    file = sa.select(SupervisionFile).where(of_operator(SupervisionFile), col(SupervisionFile.archived_on).is_(None))
    return operators_open(on, OperatorKind.WORKSHOP).where(~file.exists())


@reminder(
    code="workshops.card-expiring",
    title=_("小作坊登记证快到期，要换证"),
    rule="workshops.card-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def cards(on: date, _rules: Rules) -> "sa.Select[Licence]":
    """The last cards and licences of every workshop."""
    owner = trading(on, col(Licence.operator_id), OperatorKind.WORKSHOP)
    return last_licences().where(col(Licence.kind).in_(CARDS), owner)


@reminder(
    code="workshops.forbidden-goods",
    title=_("小作坊生产不允许的食品"),
    rule="workshops.makers-of-dairy",
    due="found_on",
)
def forbidden(_on: date, rules: Rules) -> "sa.Select[Workshop]":
    """Workshops that make what the rules allow none to make."""
    kept = (
        rules.met(
            f"workshops.makers-of-{goods.value}",
            sa.case((has(col(Workshop.goods), goods), 1), else_=0),
            on=col(Workshop.found_on),
        )
        for goods in FORBIDDABLE
    )
    return sa.select(Workshop).where(col(Workshop.state) != WorkshopState.CLOSED, sa.not_(sa.and_(*kept)))


REMINDERS = (not_visited, to_decide, to_register, without_file, cards, forbidden)
