"""Territorial custody (包保): which cadre answers for which business, and the visits that are due."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, OperatorPost, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_custody.demonstration import DEMONSTRATION
from fscore_custody.due import cadres_of
from fscore_custody.indicators import INDICATORS
from fscore_custody.model import ENTITIES
from fscore_custody.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="custody",
        version="0.1.0",
        title=_("包保督导"),
        title_en="Custody and visits",
        summary=_("食品安全属地包保：谁包保哪家、每期督导、发现的问题和整改。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer custodies and visits."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer how often each grade is visited, by whom, and targets from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer visits made and businesses held."""
    return INDICATORS


@hookimpl
def register_posts() -> Iterable[OperatorPost]:
    """Offer the cadre who holds a business, for its chain of responsibility."""
    return [OperatorPost("custodian", _("包保干部"), cadres_of)]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is to be visited and put right."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on custodies and visits."""
    return shipped_sections(__package__, {"custody": Outline.ORGANISATION}, order=55)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer custodies and visits of the demonstration townships."""
    return [DEMONSTRATION]
