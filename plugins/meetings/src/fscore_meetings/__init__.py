"""Meetings and plans (会议和方案): joint meetings, what they decided, plans of the villages, division of labour."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_meetings.demonstration import DEMONSTRATION
from fscore_meetings.indicators import INDICATORS
from fscore_meetings.model import ENTITIES
from fscore_meetings.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="meetings",
        version="0.1.0",
        title=_("会议和方案"),
        title_en="Meetings and plans",
        summary=_("联席会议、会议决定的落实、工作方案、部门职责分工。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer meetings, decisions, plans and the division of labour."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target and the deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer plans made, joint meetings held and decisions done in time."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer decisions due, meetings without minutes and villages without a plan."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on meetings and plans."""
    return shipped_sections(__package__, {"meetings": Outline.ORGANISATION})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the meetings and plans of the demonstration townships."""
    return [DEMONSTRATION]
