"""Assessment (考核): points of villages and liaisons, and who was held to account."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension.declarations import Answers, Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_assessment.answers import FROM_RECORDS
from fscore_assessment.demonstration import DEMONSTRATION
from fscore_assessment.indicators import INDICATORS
from fscore_assessment.model import ENTITIES
from fscore_assessment.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="assessment",
        version="0.1.0",
        title=_("考核和责任追究"),
        title_en="Assessment",
        summary=_("村（社区）和联络员的考核评分、确认、公布，责任追究。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
        requires=("pledges",),
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer assessments with their items, and cases of accountability."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target and the deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer villages that passed and cases that were decided."""
    return INDICATORS


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the criteria for villages and for liaisons."""
    return shipped_criteria(__package__)


@hookimpl
def register_answers() -> Iterable[Answers]:
    """Offer to answer from the records what they know of a village or a liaison."""
    return FROM_RECORDS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer liaisons to assess, points to confirm and cases to decide."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on assessment."""
    return shipped_sections(__package__, {"assessment": Outline.ORGANISATION}, order=60)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the assessments of the demonstration townships."""
    return [DEMONSTRATION]
