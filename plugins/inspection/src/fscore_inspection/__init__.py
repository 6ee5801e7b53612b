"""Supervision (监督检查): inspections, patrols, opinions, orders, rectification, special campaigns."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension.declarations import Answers, Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_inspection.answers import ANSWERS
from fscore_inspection.campaigns import Campaign
from fscore_inspection.demonstration import DEMONSTRATION
from fscore_inspection.indicators import INDICATORS
from fscore_inspection.model import Inspection, InspectionItem, Patrol
from fscore_inspection.papers import CorrectionOrder, SupervisionOpinion
from fscore_inspection.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="inspection",
        version="0.1.0",
        title=_("监督检查和巡查"),
        title_en="Inspections",
        summary=_("监督检查、日常巡查、监督意见书、责令改正、整改复查和专项整治。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer campaigns, inspections with their items, patrols, opinions and orders."""
    return [Campaign, Inspection, InspectionItem, Patrol, SupervisionOpinion, CorrectionOrder]


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer required visits, deadlines and the target from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer opinions, coverage, rectification, and how much was done."""
    return INDICATORS


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the tables of items that inspections go by."""
    return shipped_criteria(__package__)


@hookimpl
def register_answers() -> Iterable[Answers]:
    """Offer to answer these tables from the last inspection."""
    return ANSWERS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer inspectors that are lacking, results to publish, problems to pass on, to recheck and to end."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraphs on supervision and on campaigns."""
    places = {"inspection": Outline.CONSUMPTION, "campaigns": Outline.CONSUMPTION}
    return shipped_sections(__package__, places, order=48)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the supervision of the demonstration townships."""
    return [DEMONSTRATION]
