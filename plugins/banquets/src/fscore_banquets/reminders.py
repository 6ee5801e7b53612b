"""What somebody has to see to about a banquet: guide it before, report it if it is large, close it afterwards."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_banquets.indicators import judged
from fscore_banquets.model import AHEAD, OPEN, Banquet


@reminder(code="banquets.guide", title=_("聚餐前要现场指导"), rule="banquets.guidance-ahead", ends="first_on")
def to_guide(on: date, _rules: Rules) -> "sa.Select[Banquet]":
    """Banquets that soon begin and that nobody guided yet."""
    return sa.select(Banquet).where(col(Banquet.state).in_(AHEAD), col(Banquet.first_on) >= on)


@reminder(code="banquets.report", title=_("聚餐人数多，要上报"), rule="banquets.filing-threshold", due="first_on")
def to_report(_on: date, rules: Rules) -> "sa.Select[Banquet]":
    """Large banquets that were not reported."""
    large = judged(rules, "filing-threshold", col(Banquet.largest_sitting), col(Banquet.filed_on))
    return sa.select(Banquet).where(col(Banquet.state).in_(OPEN), large, col(Banquet.reported_on).is_(None))


to_close = Reminder(
    code="banquets.close",
    title=_("聚餐办完要办结"),
    select=in_state(Banquet, *OPEN, over="last_on"),
    rule="banquets.close-within",
    since="last_on",
)
REMINDERS = (to_guide, to_report, to_close)
