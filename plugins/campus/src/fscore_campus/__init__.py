"""Schools, homes and their canteens (校园和集体食堂): start of term, accompanied meals."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_campus.demonstration import DEMONSTRATION
from fscore_campus.indicators import INDICATORS
from fscore_campus.model import ENTITIES
from fscore_campus.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="campus",
        version="0.1.0",
        title=_("校园和集体食堂"),
        title_en="Campus",
        summary=_("学校、幼儿园、敬老院和它们的食堂，开学前检查，陪餐记录。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer campuses, canteens, accompanied meals and checks before term."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer terms, days of notice and the target from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer schools, homes, checks before term and accompanied meals."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer schools to look at before term, problems to put right, canteens without company."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on schools and homes."""
    return shipped_sections(__package__, {"campus": Outline.CONSUMPTION}, order=58)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the schools and homes of the demonstration townships."""
    return [DEMONSTRATION]
