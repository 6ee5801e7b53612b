"""What supervision leaves to see to: two inspectors, results to publish, problems to pass on, to recheck, to end."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state, reminder
from fscore.labels import _
from fscore.model.rectification import Rectification
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_inspection.campaigns import Campaign, CampaignState
from fscore_inspection.correcting import UNFINISHED, never_put_right
from fscore_inspection.model import Inspection, InspectionState, Patrol, PatrolState


@reminder(
    code="inspection.two-officers",
    title=_("检查要有两名持证人员"),
    rule="inspection.officers-notice",
    ends="planned_on",
)
def without_officers(_on: date, _rules: Rules) -> "sa.Select[Inspection]":
    """Planned inspections that lack one of the two inspectors."""
    absent = sa.or_(*(col(name) == "" for name in (Inspection.card, Inspection.second_card)))
    return sa.select(Inspection).where(col(Inspection.state) == InspectionState.PLANNED, absent)


to_publish = Reminder(
    code="inspection.publish",
    title=_("检查结果要公示"),
    select=in_state(Inspection, InspectionState.DONE),
    rule="inspection.publish-within",
    since="inspected_on",
)
to_forward = Reminder(
    code="inspection.forward",
    title=_("巡查发现的问题要上报"),
    select=in_state(Patrol, PatrolState.FOUND),
    rule="inspection.forward-within",
    since="patrolled_on",
)
to_recheck = Reminder(
    code="inspection.recheck",
    title=_("整改到期，要复查"),
    select=in_state(Rectification, *UNFINISHED),
    rule="inspection.recheck-notice",
    ends="due_on",
)
to_close_down = Reminder(
    code="inspection.close-down",
    title=_("屡次整改不到位，要依法取缔"),
    select=never_put_right,
    rule="inspection.close-down-after",
    due="due_on",
)


@reminder(code="inspection.summarise", title=_("专项整治要总结"), rule="inspection.summarise-within", since="ends_on")
def to_summarise(on: date, rules: Rules) -> "sa.Select[Campaign]":
    """Campaigns that are over or soon will be."""
    running = sa.select(Campaign).where(col(Campaign.state) == CampaignState.RUNNING)
    return running.where(col(Campaign.ends_on) <= on + rules.days("inspection.campaign-notice", on))


REMINDERS = (without_officers, to_publish, to_forward, to_recheck, to_close_down, to_summarise)
