"""What a year with workshops asks for: a census, decisions, registrations, files, cards, and no forbidden goods."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.model.period import month
from fscore.storage.columns import col
from fscore.storage.register import licences_ending, operators_open
from fscore.storage.rules import Rules
from fscore.storage.types import Text
from fscore_workshops.census import CARDS
from fscore_workshops.model import FORBIDDABLE, SupervisionFile, Workshop, WorkshopState


def _not_visited(on: date, _rules: Rules) -> "sa.Select[Operator]":
    this_year = sa.select(Workshop).where(col(Workshop.operator_id) == col(Operator.id), col(Workshop.year) == on.year)
    return operators_open(on, OperatorKind.WORKSHOP).where(~this_year.exists())


def _visit_by(_workshop: Operator, on: date, rules: Rules) -> date:
    return month(on.year, int(rules.value("workshops.census-month", on).value)).last


def _found(*, applied: bool) -> "sa.Select[Workshop]":
    asked = col(Workshop.applied_on)
    wanted = asked.is_not(None) if applied else asked.is_(None)
    return sa.select(Workshop).where(col(Workshop.state) == WorkshopState.FOUND, wanted)


def _decide_by(workshop: Workshop, on: date, rules: Rules) -> date:
    applied_on = workshop.applied_on or on
    return limit(applied_on, int(rules.value("workshops.decide-within", applied_on).value))


def _without_file(on: date, _rules: Rules) -> "sa.Select[Operator]":
    file = sa.select(SupervisionFile).where(
        col(SupervisionFile.operator_id) == col(Operator.id), col(SupervisionFile.archived_on).is_(None)
    )
    return operators_open(on, OperatorKind.WORKSHOP).where(~file.exists())


def _cards_ending(on: date, rules: Rules) -> "sa.Select[Licence]":
    workshop = operators_open(on, OperatorKind.WORKSHOP).where(col(Operator.id) == col(Licence.operator_id))
    ending = licences_ending(on + rules.days("workshops.card-notice", on))
    return ending.where(col(Licence.kind).in_(CARDS), workshop.exists())


def _forbidden(_on: date, rules: Rules) -> "sa.Select[Workshop]":
    made = sa.type_coerce(col(Workshop.goods), Text())
    kept = (
        rules.met(
            f"workshops.makers-of-{goods.value}",
            sa.case((made.contains(f"|{goods.value}|"), 1), else_=0),
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
    due=_visit_by,
    rule="workshops.census-month",
)
DECIDE = Reminder(
    code="workshops.decide",
    title=_("小作坊申请办证，要答复"),
    select=lambda _on, _rules: _found(applied=True),
    due=_decide_by,
    rule="workshops.decide-within",
)
REGISTER = Reminder(
    code="workshops.register",
    title=_("查到的小作坊要登记"),
    select=lambda _on, _rules: _found(applied=False),
    due=lambda workshop, _on, rules: workshop.found_on + rules.days("workshops.register-within", workshop.found_on),
    rule="workshops.register-within",
)
FILE = Reminder(
    code="workshops.file-missing",
    title=_("小作坊还没有监管档案"),
    select=_without_file,
    due=lambda operator, on, rules: (operator.opened_on or on) + rules.days("workshops.file-within", on),
    rule="workshops.file-within",
)
CARD = Reminder(
    code="workshops.card-expiring",
    title=_("小作坊登记证快到期，要换证"),
    select=_cards_ending,
    due=lambda licence, _on, _rules: licence.valid_to,
    rule="workshops.card-notice",
    urgency=Urgency.EXPIRING,
)
FORBIDDEN = Reminder(
    code="workshops.forbidden-goods",
    title=_("小作坊生产不允许的食品"),
    select=_forbidden,
    due=lambda workshop, _on, _rules: workshop.found_on,
    rule="workshops.makers-of-dairy",
)
REMINDERS = (CENSUS, DECIDE, REGISTER, FILE, CARD, FORBIDDEN)
