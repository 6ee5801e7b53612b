"""What a year with workshops asks for: a census, decisions, registrations, files, cards, and no forbidden goods."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.storage.columns import col
from fscore.storage.register import last_licences, operators_open, trading
from fscore.storage.rules import Rules
from fscore.storage.types import has
from fscore_workshops.census import CARDS
from fscore_workshops.model import FORBIDDABLE, SupervisionFile, Workshop, WorkshopState


def _not_visited(on: date, _rules: Rules) -> "sa.Select[Operator]":
    this_year = sa.select(Workshop).where(col(Workshop.operator_id) == col(Operator.id), col(Workshop.year) == on.year)
    return operators_open(on, OperatorKind.WORKSHOP).where(~this_year.exists())


def _found(*, applied: bool) -> "sa.Select[Workshop]":
    asked = col(Workshop.applied_on)
    wanted = asked.is_not(None) if applied else asked.is_(None)
    return sa.select(Workshop).where(col(Workshop.state) == WorkshopState.FOUND, wanted)


def _without_file(on: date, _rules: Rules) -> "sa.Select[Operator]":
    file = sa.select(SupervisionFile).where(
        col(SupervisionFile.operator_id) == col(Operator.id), col(SupervisionFile.archived_on).is_(None)
    )
    return operators_open(on, OperatorKind.WORKSHOP).where(~file.exists())


def _cards(on: date, _rules: Rules) -> "sa.Select[Licence]":
    owner = trading(on, col(Licence.operator_id), OperatorKind.WORKSHOP)
    return last_licences().where(col(Licence.kind).in_(CARDS), owner)


def _forbidden(_on: date, rules: Rules) -> "sa.Select[Workshop]":
    kept = (
        rules.met(
            f"workshops.makers-of-{goods.value}",
            sa.case((has(col(Workshop.goods), goods), 1), else_=0),
            on=col(Workshop.found_on),
            division=col(Workshop.division_id),
        )
        for goods in FORBIDDABLE
    )
    return sa.select(Workshop).where(col(Workshop.state) != WorkshopState.CLOSED, sa.not_(sa.and_(*kept)))


CENSUS = Reminder(
    code="workshops.census",
    title=_("当年还没有普查到"),
    select=_not_visited,
    rule="workshops.census-month",
)
DECIDE = Reminder(
    code="workshops.decide",
    title=_("小作坊申请办证，要答复"),
    select=lambda _on, _rules: _found(applied=True),
    rule="workshops.decide-within",
    since="applied_on",
)
REGISTER = Reminder(
    code="workshops.register",
    title=_("查到的小作坊要登记"),
    select=lambda _on, _rules: _found(applied=False),
    rule="workshops.register-within",
    since="found_on",
)
FILE = Reminder(
    code="workshops.file-missing",
    title=_("小作坊还没有监管档案"),
    select=_without_file,
    rule="workshops.file-within",
    since="opened_on",
)
CARD = Reminder(
    code="workshops.card-expiring",
    title=_("小作坊登记证快到期，要换证"),
    select=_cards,
    rule="workshops.card-notice",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
FORBIDDEN = Reminder(
    code="workshops.forbidden-goods",
    title=_("小作坊生产不允许的食品"),
    select=_forbidden,
    rule="workshops.makers-of-dairy",
    due="found_on",
)
REMINDERS = (CENSUS, DECIDE, REGISTER, FILE, CARD, FORBIDDEN)
