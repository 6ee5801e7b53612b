"""What has to be passed on, accepted, closed and answered, each within its working days; who published no number."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, Urgency, at_once, reminder
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.storage.columns import col
from fscore.storage.places import of_unit
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore_rights.indicators import ends_by, hotlines
from fscore_rights.model import ENDED, CaseKind, CaseState, Complaint, Hotline, Tipoff


@reminder(code="rights.transfer", title=_("投诉举报要转办"), rule="rights.transfer-days", since="received_on")
def to_transfer(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    """Cards that came in and were not passed on."""
    received = col(Complaint.state) == CaseState.RECEIVED
    return sa.select(Complaint).where(received, col(Complaint.transferred_on).is_(None))


@reminder(code="rights.accept", title=_("投诉要决定是否受理"), rule="rights.accept-days", since="received_on")
def to_accept(_on: date, _rules: Rules) -> "sa.Select[Complaint]":
    """Complaints that nobody decided to take up or not."""
    received = col(Complaint.state) == CaseState.RECEIVED
    return sa.select(Complaint).where(received, col(Complaint.kind) == CaseKind.COMPLAINT)


def _closing(code: str, title: str, rule: str) -> Reminder:
    @reminder(code=code, title=title, rule=rule, since="clock_on", urgency=Urgency.EXPIRING)
    def ending(on: date, rules: Rules) -> "sa.Select[Complaint]":
        """Open cards whose limit by one rule ends soon, or has ended."""
        soon = rules.deadline("rights.close-notice", on)
        return sa.select(Complaint).where(col(Complaint.state).not_in(ENDED), ends_by(rule, soon, rules))

    return ending


@reminder(code="rights.inform", title=_("核查决定要告知实名举报人"), rule="rights.inform-days", since="decided_on")
def to_inform(_on: date, _rules: Rules) -> "sa.Select[Tipoff]":
    """Tip-offs that were decided on, whose sender gave a name and was not told."""
    named = sa.select(Complaint).where(
        col(Complaint.id) == col(Tipoff.complaint_id), col(Complaint.anonymous).is_(sa.false())
    )
    return sa.select(Tipoff).where(
        col(Tipoff.decided_on).is_not(None), col(Tipoff.informed_on).is_(None), named.exists()
    )


@reminder(code="rights.hotline", title=_("还没有公布投诉举报电话"), rule="rights.hotlines", due=at_once)
def without_hotline(on: date, _rules: Rules) -> "sa.Select[Division]":
    """Townships that published no number."""
    number = hotlines(on).where(of_unit(Hotline, on, Level.TOWNSHIP))
    return townships(on).where(~number.exists())


REMINDERS = (
    to_transfer,
    to_accept,
    _closing("rights.close-complaint", _("投诉办理期限快到"), "rights.complaint-days"),
    _closing("rights.close-tipoff", _("举报核查期限快到"), "rights.tipoff-days"),
    _closing("rights.close-extended", _("延期的举报核查期限快到"), "rights.tipoff-extended-days"),
    to_inform,
    without_hotline,
)
