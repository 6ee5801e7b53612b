"""Market access: admission of produce, papers of suppliers, ledgers, pork, and trade without a licence."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_market_access.demonstration import MARKET
from fscore_market_access.indicators import INDICATORS
from fscore_market_access.model import ENTITIES
from fscore_market_access.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="market_access",
        version="0.1.0",
        title=_("食品市场准入"),
        title_en="Market access",
        summary=_("市场准入、索证索票、进货台账、定点屠宰猪肉和无证无照经营。"),
        category=Category.DISTRIBUTION,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer admissions, papers, ledgers, pork and cases."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets, deadlines and how long ledgers are kept."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the regimes of the shops, pork, cases and admissions."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer papers that run out, pork without certificates, missing regimes and open cases."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer a sentence on admission and a paragraph on shops."""
    return shipped_sections(__name__, {"admission": Outline.SOURCE, "shops": Outline.DISTRIBUTION})


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the records of the demonstration townships."""
    return [MARKET]
