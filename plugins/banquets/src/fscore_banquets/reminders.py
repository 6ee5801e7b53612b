"""What somebody has to see to about a banquet: guide it before, report it if it is large, close it afterwards."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_banquets.indicators import judged
from fscore_banquets.model import AHEAD, OPEN, Banquet


def _in_state(*states: Any) -> "sa.Select[Banquet]":
    return sa.select(Banquet).where(col(Banquet.state).in_(states))


def _to_guide(on: date, _rules: Rules) -> "sa.Select[Banquet]":
    return _in_state(*AHEAD).where(col(Banquet.first_on) >= on)


def _to_report(_on: date, rules: Rules) -> "sa.Select[Banquet]":
    large = judged(rules, "filing-threshold", col(Banquet.largest_sitting), col(Banquet.filed_on))
    return _in_state(*OPEN).where(large, col(Banquet.reported_on).is_(None))


def _to_close(on: date, _rules: Rules) -> "sa.Select[Banquet]":
    return _in_state(*OPEN).where(col(Banquet.last_on) < on)


GUIDE = Reminder(
    code="banquets.guide",
    title=_("聚餐前要现场指导"),
    select=_to_guide,
    rule="banquets.guidance-ahead",
    ends="first_on",
)
REPORT = Reminder(
    code="banquets.report",
    title=_("聚餐人数多，要上报"),
    select=_to_report,
    rule="banquets.filing-threshold",
    due="first_on",
)
CLOSE = Reminder(
    code="banquets.close",
    title=_("聚餐办完要办结"),
    select=_to_close,
    rule="banquets.close-within",
    since="last_on",
)
REMINDERS = (GUIDE, REPORT, CLOSE)
