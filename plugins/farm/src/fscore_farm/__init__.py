"""Farms (农产品生产): growers, what they use, what they produce, and the shops that sell them inputs."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_farm.demonstration import FARMS
from fscore_farm.indicators import INDICATORS
from fscore_farm.model import ENTITIES
from fscore_farm.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="farm",
        version="0.1.0",
        title=_("农产品生产"),
        title_en="Farms",
        summary=_("种养户、基地认证、农药兽药使用、生产记录、农资店和投入品检查。"),
        category=Category.SOURCE,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer growers, certificates, uses, production records, shops and inspections."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets, deadlines and how long records are kept."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer violations and the inspections behind them, certificates, production files, and who was told."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer intervals, what left too early, papers that run out, and co-operatives to tell."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on farms."""
    return shipped_sections(__name__, {"farms": Outline.SOURCE}, order=40)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the farms of the demonstration townships."""
    return [FARMS]
