"""Banquets in the countryside (农村集体聚餐): filing, guidance on the spot, samples, closing."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Remarks, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_banquets.demonstration import DEMONSTRATION
from fscore_banquets.filing import remarks
from fscore_banquets.indicators import INDICATORS
from fscore_banquets.model import ENTITIES, Banquet
from fscore_banquets.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="banquets",
        version="0.1.0",
        title=_("农村集体聚餐"),
        title_en="Rural banquets",
        summary=_("自办酒席的备案、上报、现场指导、留样和办结。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        after=("emergency",),
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the banquet, its sittings, guidance and samples."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer thresholds, deadlines and targets from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer filings, reports, incidents, punctuality and samples."""
    return INDICATORS


@hookimpl
def register_remarks() -> Iterable[Remarks]:
    """Offer to say what is unusual about a filing."""
    return [Remarks(Banquet, remarks)]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is to be guided, reported and closed."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on banquets."""
    return shipped_sections(__package__, {"banquets": Outline.CONSUMPTION}, order=66)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the banquets of the demonstration townships."""
    return [DEMONSTRATION]
