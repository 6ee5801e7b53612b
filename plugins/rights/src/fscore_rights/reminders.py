"""What has to be passed on, accepted, closed and answered, each within its working days; who published no number."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, at_once
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.register import existing
from fscore.storage.rules import Rules
from fscore.storage.standing import not_yet
from fscore_rights.indicators import ends_by
from fscore_rights.model import ENDED, CaseKind, CaseState, Complaint, Hotline, Tipoff


def _waiting() -> "sa.Select[Complaint]":
    return sa.select(Complaint).where(col(Complaint.state) == CaseState.RECEIVED)


def _to_transfer(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    return _waiting().where(col(Complaint.transferred_on).is_(None))


def _to_accept(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    return _waiting().where(col(Complaint.kind) == CaseKind.COMPLAINT)


def _closing(code: str, title: str, rule: str) -> Reminder:
    """Make the reminder of open cards whose limit by one rule ends soon, or has ended."""

    def ending(on: date, rules: Rules) -> "sa.Select[Complaint]":
        soon = rules.deadline("rights.close-notice", on)
        return sa.select(Complaint).where(col(Complaint.state).not_in(ENDED), ends_by(rule, soon, rules))

    return Reminder(code, title, ending, rule, since="clock_on", urgency=Urgency.EXPIRING)


def _to_inform(_on: date, _rules: Rules) -> "sa.Select[Tipoff]":
    named = sa.select(Complaint).where(
        col(Complaint.id) == col(Tipoff.complaint_id), col(Complaint.anonymous).is_(sa.false())
    )
    return sa.select(Tipoff).where(
        col(Tipoff.decided_on).is_not(None), col(Tipoff.informed_on).is_(None), named.exists()
    )


def _without_hotline(on: date, _rules: Rules) -> "sa.Select[Division]":
    number = sa.select(Hotline).where(
        col(Hotline.division_id) == col(Division.id),
        col(Hotline.published_on) <= on,
        not_yet(col(Hotline.withdrawn_on), on),
    )
    return existing(Level.TOWNSHIP, on).where(~number.exists())


REMINDERS = (
    Reminder(
        code="rights.transfer",
        title=_("投诉举报要转办"),
        select=_to_transfer,
        rule="rights.transfer-days",
        since="received_on",
    ),
    Reminder(
        code="rights.accept",
        title=_("投诉要决定是否受理"),
        select=_to_accept,
        rule="rights.accept-days",
        since="received_on",
    ),
    _closing("rights.close-complaint", _("投诉办理期限快到"), "rights.complaint-days"),
    _closing("rights.close-tipoff", _("举报核查期限快到"), "rights.tipoff-days"),
    _closing("rights.close-extended", _("延期的举报核查期限快到"), "rights.tipoff-extended-days"),
    Reminder(
        code="rights.inform",
        title=_("核查决定要告知实名举报人"),
        select=_to_inform,
        rule="rights.inform-days",
        since="decided_on",
    ),
    Reminder(
        code="rights.hotline",
        title=_("还没有公布投诉举报电话"),
        select=_without_hotline,
        rule="rights.hotlines",
        due=at_once,
    ),
)
