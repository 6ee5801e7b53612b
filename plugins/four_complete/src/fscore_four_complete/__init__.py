"""Demonstration shops: complete in licences, ledger, vouchers and notice board."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.extension.declarations import Answers, Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_four_complete.answers import FROM_RECORDS
from fscore_four_complete.demonstration import SHOPS
from fscore_four_complete.indicators import demonstration_shops_complete
from fscore_four_complete.model import DemoShopEvaluation
from fscore_four_complete.reminders import LICENCES, REVIEW


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="four_complete",
        version="0.1.0",
        title=_("农村食品安全示范店"),
        title_en="Demonstration shops",
        summary=_("示范店的申报、评定、授牌、复核：证照、台账、票证、公示栏四齐全"),
        category=Category.DISTRIBUTION,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer evaluations."""
    return [DemoShopEvaluation]


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the target and the deadlines."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the share of complete shops."""
    return [demonstration_shops_complete]


@hookimpl
def register_criteria() -> Iterable[CriteriaSet]:
    """Offer the four items."""
    return shipped_criteria(__name__)


@hookimpl
def register_answers() -> Iterable[Answers]:
    """Offer to answer the four items from the records."""
    return [FROM_RECORDS]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer reviews to come and licences that run out."""
    return [REVIEW, *LICENCES]


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer one sentence on the shops."""
    return shipped_sections(__name__, {"shops": Outline.DISTRIBUTION}, order=60)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer shops for the demonstration townships."""
    return [SHOPS]
