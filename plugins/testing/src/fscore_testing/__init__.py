"""Rapid tests of farm produce (农产品检测): lots on offer, tests and re-tests, what becomes of positives."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_testing.demonstration import TESTS
from fscore_testing.indicators import INDICATORS
from fscore_testing.model import ENTITIES
from fscore_testing.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="testing",
        version="0.1.0",
        title=_("农产品检测"),
        title_en="Tests of farm produce",
        summary=_("农产品上市登记、快速检测、复测复检、不合格的封存、处置和公示。"),
        category=Category.SOURCE,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer lots on offer, tests, re-tests, disposals and publications."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer limits, deadlines and targets."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer coverage, passes, what became of positives, and tests per head."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer the steps that a positive asks for."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on tests."""
    return shipped_sections(__name__, {"tests": Outline.SOURCE})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the tests of the demonstration townships."""
    return [TESTS]
