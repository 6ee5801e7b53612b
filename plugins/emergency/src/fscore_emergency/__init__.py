"""Emergencies (应急处置): plan, drills, warnings, incidents, and the monthly reports that a "none" stands on."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Remarks, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_emergency.demonstration import DEMONSTRATION
from fscore_emergency.grading import remarks
from fscore_emergency.indicators import INDICATORS
from fscore_emergency.model import ENTITIES, Incident
from fscore_emergency.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="emergency",
        version="0.1.0",
        title=_("应急和零报告"),
        title_en="Emergencies and zero-reports",
        summary=_("应急预案、演练、预警，食品安全事故的报告和处置，每月零报告。"),
        category=Category.WARNING,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer plans, drills, warnings, incidents and zero-reports."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the clock, the grades, deadlines and targets from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer incidents with the chain of reports behind them, zero-reports, drills and warnings."""
    return INDICATORS


@hookimpl
def register_remarks() -> Iterable[Remarks]:
    """Offer to say what is unusual about an incident."""
    return [Remarks(Incident, remarks)]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is to be reported, looked through and practised."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on the warning mechanism."""
    return shipped_sections(__package__, {"emergency": Outline.WARNING_REGIME})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer reports, plan and drill of the demonstration townships."""
    return [DEMONSTRATION]
