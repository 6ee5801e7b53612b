"""Examinations (考试): question bank, papers, marking, statistics, certificates."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_exam.demonstration import DEMONSTRATION
from fscore_exam.indicators import INDICATORS
from fscore_exam.model import ENTITIES
from fscore_exam.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="exam",
        version="0.1.0",
        title=_("考试"),
        title_en="Examinations",
        summary=_("题库、组卷、考试、阅卷、试题分析和合格证明。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer questions, papers, sittings and answers."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the pass mark, the bands, the deadlines and the guidance from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer how many of those examined passed."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer papers to mark, people to examine again, and certificates that run out."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the sentence on spot exams."""
    return shipped_sections(__package__, {"exam": Outline.TRAINING}, order=60)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the examinations of the demonstration townships."""
    return [DEMONSTRATION]
