"""Caterers and canteens (餐饮自身管理): acceptance, disinfection, hygiene files, safety managers."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_catering.demonstration import DEMONSTRATION
from fscore_catering.indicators import INDICATORS
from fscore_catering.model import ENTITIES
from fscore_catering.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="catering",
        version="0.1.0",
        title=_("餐饮自身管理"),
        title_en="Catering",
        summary=_("餐饮单位和食堂的进货验收、消毒记录、卫生管理档案和食品安全管理人员。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer acceptance, disinfection, files and managers."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target, deadlines and the thresholds of directors from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the shares with both regimes, a complete file and a manager."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer managers and directors that are lacking, exams to come and files to complete."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on caterers."""
    return shipped_sections(__package__, {"catering": Outline.CONSUMPTION}, order=40)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the files and managers of the demonstration townships."""
    return [DEMONSTRATION]
