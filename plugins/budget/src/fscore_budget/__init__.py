"""Funds (经费保障): what township and villages set aside for a year, and what it was spent on."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_budget.demonstration import DEMONSTRATION
from fscore_budget.indicators import INDICATORS
from fscore_budget.model import ENTITIES
from fscore_budget.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="budget",
        version="0.1.0",
        title=_("经费保障"),
        title_en="Funds",
        summary=_("镇级工作经费、村级配套经费和各项支出。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the money of a year and what is paid out of it."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target and the deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer money set aside, villages that match it, and money spent by purpose."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer villages without a share and money that has not come."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on funds."""
    return shipped_sections(__package__, {"funds": Outline.FUNDING})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the funds of the demonstration townships."""
    return [DEMONSTRATION]
