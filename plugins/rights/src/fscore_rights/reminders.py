"""What has to be passed on, accepted, closed and answered, each within its working days; who published no number."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Reminder, Urgency
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore_rights.indicators import ends_by
from fscore_rights.model import ENDED, CaseKind, CaseState, Complaint, Hotline, Tipoff


def _days(rules: Rules, code: str, on: date) -> int:
    return int(rules.value(code, on).value)


def _waiting() -> "sa.Select[Complaint]":
    return sa.select(Complaint).where(col(Complaint.state) == CaseState.RECEIVED)


def _to_transfer(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    return _waiting().where(col(Complaint.transferred_on).is_(None))


def _to_accept(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    return _waiting().where(col(Complaint.kind) == CaseKind.COMPLAINT)


def _limit_of(card: Complaint) -> str:
    if card.kind is CaseKind.COMPLAINT:
        return "rights.complaint-days"
    return "rights.tipoff-extended-days" if card.extended else "rights.tipoff-days"


def _close_by(card: Any, _on: date, rules: Rules) -> date:
    return limit(card.clock_on, _days(rules, _limit_of(card), card.clock_on))


def _closing(code: str, title: str, rule: str) -> Reminder:
    """Make the reminder of open cards whose limit by one rule ends soon, or has ended."""

    def ending(on: date, rules: Rules) -> "sa.Select[Complaint]":
        soon = limit(on, _days(rules, "rights.close-notice", on))
        return sa.select(Complaint).where(col(Complaint.state).not_in(ENDED), ends_by(rule, soon, rules))

    return Reminder(code, title, ending, rule, due=_close_by, urgency=Urgency.EXPIRING)


def _to_inform(_on: date, _rules: Rules) -> "sa.Select[Tipoff]":
    named = sa.select(Complaint).where(
        col(Complaint.id) == col(Tipoff.complaint_id), col(Complaint.anonymous).is_(sa.false())
    )
    return sa.select(Tipoff).where(
        col(Tipoff.decided_on).is_not(None), col(Tipoff.informed_on).is_(None), named.exists()
    )


def _without_hotline(on: date, _rules: Rules) -> "sa.Select[Division]":
    withdrawn = col(Hotline.withdrawn_on)
    number = sa.select(Hotline).where(
        col(Hotline.division_id) == col(Division.id),
        col(Hotline.published_on) <= on,
        sa.or_(withdrawn.is_(None), withdrawn > on),
    )
    return existing(Level.TOWNSHIP, on).where(~number.exists())


REMINDERS = (
    Reminder(
        code="rights.transfer",
        title=_("投诉举报要转办"),
        select=_to_transfer,
        due=lambda card, _on, rules: limit(card.received_on, _days(rules, "rights.transfer-days", card.received_on)),
        rule="rights.transfer-days",
    ),
    Reminder(
        code="rights.accept",
        title=_("投诉要决定是否受理"),
        select=_to_accept,
        due=lambda card, _on, rules: limit(card.received_on, _days(rules, "rights.accept-days", card.received_on)),
        rule="rights.accept-days",
    ),
    _closing("rights.close-complaint", _("投诉办理期限快到"), "rights.complaint-days"),
    _closing("rights.close-tipoff", _("举报核查期限快到"), "rights.tipoff-days"),
    _closing("rights.close-extended", _("延期的举报核查期限快到"), "rights.tipoff-extended-days"),
    Reminder(
        code="rights.inform",
        title=_("核查决定要告知实名举报人"),
        select=_to_inform,
        due=lambda tipoff, _on, rules: limit(tipoff.decided_on, _days(rules, "rights.inform-days", tipoff.decided_on)),
        rule="rights.inform-days",
    ),
    Reminder(
        code="rights.hotline",
        title=_("还没有公布投诉举报电话"),
        select=_without_hotline,
        due=lambda _township, on, _rules: on,
        rule="rights.hotlines",
    ),
)
