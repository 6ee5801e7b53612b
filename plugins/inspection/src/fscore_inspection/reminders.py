"""What supervision leaves to see to: two inspectors, results to publish, problems to pass on, to recheck, to end."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, in_state
from fscore.labels import _
from fscore.model.rectification import Rectification
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_inspection.campaigns import Campaign, CampaignState
from fscore_inspection.correcting import UNFINISHED
from fscore_inspection.model import Inspection, InspectionState, Patrol, PatrolState


def _lacking_officers(_on: date, _rules: Rules) -> "sa.Select[Inspection]":
    lacking = sa.or_(*(col(name) == "" for name in (Inspection.card, Inspection.second_card)))
    planned = col(Inspection.state) == InspectionState.PLANNED
    return sa.select(Inspection).where(planned, lacking)


def _to_close_down(on: date, rules: Rules) -> "sa.Select[Rectification]":
    failed = col(Rectification.rechecks_failed)
    again_and_again = rules.met(
        "inspection.close-down-after", failed, on=sa.literal(on), division=col(Rectification.division_id)
    )
    return sa.select(Rectification).where(col(Rectification.state).in_(UNFINISHED), again_and_again)


def _to_summarise(on: date, rules: Rules) -> "sa.Select[Campaign]":
    running = sa.select(Campaign).where(col(Campaign.state) == CampaignState.RUNNING)
    return running.where(col(Campaign.ends_on) <= on + rules.days("inspection.campaign-notice", on))


REMINDERS = (
    Reminder(
        code="inspection.two-officers",
        title=_("检查要有两名持证人员"),
        select=_lacking_officers,
        rule="inspection.officers-notice",
        ends="planned_on",
    ),
    Reminder(
        code="inspection.publish",
        title=_("检查结果要公示"),
        select=in_state(Inspection, InspectionState.DONE),
        rule="inspection.publish-within",
        since="inspected_on",
    ),
    Reminder(
        code="inspection.forward",
        title=_("巡查发现的问题要上报"),
        select=in_state(Patrol, PatrolState.FOUND),
        rule="inspection.forward-within",
        since="patrolled_on",
    ),
    Reminder(
        code="inspection.recheck",
        title=_("整改到期，要复查"),
        select=in_state(Rectification, *UNFINISHED),
        rule="inspection.recheck-notice",
        ends="due_on",
    ),
    Reminder(
        code="inspection.close-down",
        title=_("屡次整改不到位，要依法取缔"),
        select=_to_close_down,
        rule="inspection.close-down-after",
        due="due_on",
    ),
    Reminder(
        code="inspection.summarise",
        title=_("专项整治要总结"),
        select=_to_summarise,
        rule="inspection.summarise-within",
        since="ends_on",
    ),
)
