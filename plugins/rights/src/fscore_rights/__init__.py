"""Consumers' rights (维权机制): hotlines, rights stations, complaints and tip-offs within their limits."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_rights.demonstration import DEMONSTRATION
from fscore_rights.indicators import INDICATORS
from fscore_rights.model import ENTITIES
from fscore_rights.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="rights",
        version="0.1.0",
        title=_("维权和投诉举报"),
        title_en="Complaints and tip-offs",
        summary=_("投诉举报电话、消费维权站，投诉举报的转办、受理、核查和办结期限。"),
        category=Category.WARNING,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer hotlines, stations, complaints and how tip-offs were verified."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer limits in working days and targets from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer what was closed in time, what came, and the stations."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is to be passed on, accepted, closed and answered."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on consumers' rights."""
    return shipped_sections(__package__, {"rights": Outline.RIGHTS_REGIME})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer hotlines, stations and cards of the demonstration townships."""
    return [DEMONSTRATION]
