"""What supervision leaves to see to: two inspectors, results to publish, problems to pass on, to recheck, to end."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.rectification import Rectification
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_inspection.campaigns import Campaign, CampaignState
from fscore_inspection.correcting import UNFINISHED
from fscore_inspection.model import Inspection, InspectionState, Patrol, PatrolState


def _lacking_officers(on: date, rules: Rules) -> "sa.Select[Inspection]":
    soon = on + rules.days("inspection.officers-notice", on)
    lacking = sa.or_(*(col(name) == "" for name in (Inspection.card, Inspection.second_card)))
    planned = col(Inspection.state) == InspectionState.PLANNED
    return sa.select(Inspection).where(planned, lacking, col(Inspection.planned_on) <= soon)


def _to_publish(_on: date, _rules: Rules) -> "sa.Select[Inspection]":
    return sa.select(Inspection).where(col(Inspection.state) == InspectionState.DONE)


def _publish_by(inspection: Any, _on: date, rules: Rules) -> date:
    within = rules.value("inspection.publish-within", inspection.inspected_on).value
    return limit(inspection.inspected_on, int(within))


def _to_forward(_on: date, _rules: Rules) -> "sa.Select[Patrol]":
    return sa.select(Patrol).where(col(Patrol.state) == PatrolState.FOUND)


def _forward_by(patrol: Patrol, _on: date, rules: Rules) -> date:
    return patrol.patrolled_on + rules.days("inspection.forward-within", patrol.patrolled_on)


def _to_recheck(on: date, rules: Rules) -> "sa.Select[Rectification]":
    soon = on + rules.days("inspection.recheck-notice", on)
    return sa.select(Rectification).where(col(Rectification.state).in_(UNFINISHED), col(Rectification.due_on) <= soon)


def _to_close_down(on: date, rules: Rules) -> "sa.Select[Rectification]":
    failed = col(Rectification.rechecks_failed)
    again_and_again = rules.met(
        "inspection.close-down-after", failed, on=sa.literal(on), division=col(Rectification.division_id)
    )
    return sa.select(Rectification).where(col(Rectification.state).in_(UNFINISHED), again_and_again)


def _to_summarise(on: date, rules: Rules) -> "sa.Select[Campaign]":
    running = sa.select(Campaign).where(col(Campaign.state) == CampaignState.RUNNING)
    return running.where(col(Campaign.ends_on) <= on + rules.days("inspection.campaign-notice", on))


def _summarise_by(campaign: Campaign, _on: date, rules: Rules) -> date:
    return campaign.ends_on + rules.days("inspection.summarise-within", campaign.ends_on)


REMINDERS = (
    Reminder(
        code="inspection.two-officers",
        title=_("检查要有两名持证人员"),
        select=_lacking_officers,
        due=lambda inspection, on, _rules: inspection.planned_on or on,
        rule="inspection.officers-notice",
    ),
    Reminder(
        code="inspection.publish",
        title=_("检查结果要公示"),
        select=_to_publish,
        due=_publish_by,
        rule="inspection.publish-within",
    ),
    Reminder(
        code="inspection.forward",
        title=_("巡查发现的问题要上报"),
        select=_to_forward,
        due=_forward_by,
        rule="inspection.forward-within",
    ),
    Reminder(
        code="inspection.recheck",
        title=_("整改到期，要复查"),
        select=_to_recheck,
        due=lambda rectification, _on, _rules: rectification.due_on,
        rule="inspection.recheck-notice",
    ),
    Reminder(
        code="inspection.close-down",
        title=_("屡次整改不到位，要依法取缔"),
        select=_to_close_down,
        due=lambda rectification, on, _rules: rectification.due_on or on,
        rule="inspection.close-down-after",
    ),
    Reminder(
        code="inspection.summarise",
        title=_("专项整治要总结"),
        select=_to_summarise,
        due=_summarise_by,
        rule="inspection.summarise-within",
    ),
)
