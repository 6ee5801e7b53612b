"""Surveys (问卷调查): how many people are aware of food safety, and how many are content."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_survey.demonstration import DEMONSTRATION
from fscore_survey.indicators import INDICATORS
from fscore_survey.model import ENTITIES
from fscore_survey.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="survey",
        version="0.1.0",
        title=_("问卷调查"),
        title_en="Surveys",
        summary=_("食品安全知识知晓率和群众满意度的调查。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer surveys and answer sheets."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer pass mark, targets, sample size and deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer awareness and satisfaction."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer samples that are too small, surveys to close, and years without one."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on awareness and satisfaction."""
    return shipped_sections(__package__, {"survey": Outline.TRAINING}, order=90)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the surveys of the demonstration townships."""
    return [DEMONSTRATION]
