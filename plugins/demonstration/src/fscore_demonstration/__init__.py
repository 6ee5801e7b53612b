"""Demonstration townships (示范乡镇) and other demonstrations: evidence, self-assessment, acceptance, award."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension import declarations
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_demonstration.answers import FROM_RECORDS
from fscore_demonstration.demonstration import DRIVES
from fscore_demonstration.indicators import INDICATORS
from fscore_demonstration.model import ENTITIES
from fscore_demonstration.reminders import REMINDERS
from fscore_demonstration.report import SECTIONS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="demonstration",
        version="0.1.0",
        title=_("示范创建"),
        title_en="Demonstrations",
        summary=_("示范乡镇的自评、凭据、验收，示范村、组、店、学校、单位和示范区，长效方案和特色亮点。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer programmes, evidence, acceptances, demonstrations and highlights."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer how long evidence counts, and the days of notice."""
    return shipped_rules(__package__)


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the form for demonstration townships."""
    return shipped_criteria(__package__)


@hookimpl
def register_answers() -> Iterable[declarations.Answers]:
    """Offer to answer the form from figures and evidence."""
    return [FROM_RECORDS]


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer how many demonstrations and highlights there are."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[declarations.Reminder]:
    """Offer what is to be applied for, evaluated, renewed and proved again."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[declarations.Section]:
    """Offer the sentences on demonstrations and highlights."""
    return SECTIONS


@hookimpl
def register_demonstration() -> Iterable[declarations.Demonstration]:
    """Offer the drives of the demonstration townships."""
    return [DRIVES]
