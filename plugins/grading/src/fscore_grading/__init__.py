"""Grades (分级): the hygiene grade with its face, the risk grade and how often it asks for a visit."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension.declarations import Answers, Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore.storage.rules import Requirement
from fscore_grading.answers import FROM_RECORDS
from fscore_grading.current import VISITS_BY_RISK
from fscore_grading.demonstration import DEMONSTRATION
from fscore_grading.indicators import INDICATORS
from fscore_grading.model import ENTITIES
from fscore_grading.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="grading",
        version="0.1.0",
        title=_("量化分级和风险分级"),
        title_en="Grading",
        summary=_("餐饮单位和食堂的量化等级、笑脸标识，经营主体的风险等级和检查次数。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        requires=("inspection",),
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer hygiene grades with their scores, and risk grades."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer months, bands, visits and targets from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the shares of graded caterers, canteens and operators."""
    return INDICATORS


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the hygiene items, the form of a hundred points, and the static risk of food sellers."""
    return shipped_criteria(__package__)


@hookimpl
def register_answers() -> Iterable[Answers]:
    """Offer to answer the hygiene items from the last grade, and the floor area from the register."""
    return FROM_RECORDS


@hookimpl
def register_requirements() -> Iterable[Requirement]:
    """Offer the visits that a risk grade asks for, in place of those for the kind of operator."""
    return [VISITS_BY_RISK]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer who has no grade, an old one, one that does not hang, and too few visits."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on grades."""
    return shipped_sections(__package__, {"grading": Outline.CONSUMPTION}, order=46)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the grades of the demonstration townships."""
    return [DEMONSTRATION]
