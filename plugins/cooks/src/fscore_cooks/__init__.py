"""Cooks of rural banquets (农村厨师): who cooks where, certified, trained in batches, examined every year."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_cooks.demonstration import DEMONSTRATION
from fscore_cooks.indicators import INDICATORS
from fscore_cooks.model import ENTITIES
from fscore_cooks.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="cooks",
        version="0.1.0",
        title=_("农村厨师"),
        title_en="Rural cooks",
        summary=_("农村厨师花名册，持证、分批培训和体检，按名字查厨师。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        requires=("health", "training"),
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the roster."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets and days of notice."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer how many cooks there are, and how many of them are certified, trained and examined."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer certificates that run out, and cooks without any."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the sentences on cooks and on their batches."""
    register = shipped_sections(__package__, {"cooks": Outline.CONSUMPTION}, order=68)
    return [*register, *shipped_sections(__package__, {"batches": Outline.TRAINING}, order=30)]


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the cooks of the demonstration townships."""
    return [DEMONSTRATION]
