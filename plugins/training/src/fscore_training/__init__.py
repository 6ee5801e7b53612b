"""Training (学习培训): sessions, batches, every quarter's course for canteens and caterers, and who came."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_training.demonstration import DEMONSTRATION
from fscore_training.indicators import INDICATORS
from fscore_training.model import ENTITIES
from fscore_training.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="training",
        version="0.1.0",
        title=_("学习培训"),
        title_en="Training",
        summary=_("培训的计划、举办、签到和归档，每季度食堂和餐饮单位培训。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer sessions and attendance."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target and the deadlines from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer sessions of the drive, quarters with a course, and training at meetings."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer quarters without a course and sessions that nobody wrote up."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer one sentence each on sessions and on every quarter's course."""
    sessions = shipped_sections(__package__, {"sessions": Outline.TRAINING}, order=10)
    return [*sessions, *shipped_sections(__package__, {"quarters": Outline.TRAINING}, order=20)]


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the sessions of the demonstration townships."""
    return [DEMONSTRATION]
