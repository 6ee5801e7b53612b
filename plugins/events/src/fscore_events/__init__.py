"""Protection of festivals, exams and large events (活动保障): plan, check before, duty, summary."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_events.demonstration import DEMONSTRATION
from fscore_events.indicators import INDICATORS
from fscore_events.model import ENTITIES
from fscore_events.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="events",
        version="0.1.0",
        title=_("活动和节日保障"),
        title_en="Events and festivals",
        summary=_("重大活动、节日、高考中考的食品安全保障：安排、前期检查、值守、总结。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        after=("emergency",),
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the protection of an event."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer notices, deadlines and the target from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer what was protected and what happened."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is to be planned, checked and summed up."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on events."""
    return shipped_sections(__package__, {"events": Outline.CONSUMPTION}, order=62)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the events of the demonstration townships."""
    return [DEMONSTRATION]
