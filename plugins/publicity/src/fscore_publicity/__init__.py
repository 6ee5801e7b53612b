"""Publicity (宣传): leaflets and law texts, the publicity week, the five enters, notice boards."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension.declarations import Answers, Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_publicity.answers import FROM_RECORDS
from fscore_publicity.demonstration import DEMONSTRATION
from fscore_publicity.indicators import INDICATORS
from fscore_publicity.model import ENTITIES
from fscore_publicity.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="publicity",
        version="0.1.0",
        title=_("宣传教育"),
        title_en="Publicity",
        summary=_("宣传材料、宣传周、五进活动和宣传栏。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer materials, events and notice boards."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets and deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer copies, kinds of places entered, publicity weeks and boards with phones."""
    return INDICATORS


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the five enters."""
    return shipped_criteria(__package__)


@hookimpl
def register_answers() -> Iterable[Answers]:
    """Offer to answer the five enters from the events."""
    return [FROM_RECORDS]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer stale boards, events that nobody closed and a week still to be held."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer one paragraph each on materials, on the five enters and on the boards."""
    return shipped_sections(
        __package__,
        {
            "materials": Outline.PUBLICITY,
            "venues": Outline.PUBLICITY_REGIME,
            "boards": Outline.RIGHTS_REGIME,
        },
    )


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the publicity of the demonstration townships."""
    return [DEMONSTRATION]
