"""Small food workshops (食品加工小作坊): the yearly census, cards, and the office's file on each of them."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Remarks, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_workshops.census import remarks
from fscore_workshops.demonstration import WORKSHOPS
from fscore_workshops.indicators import INDICATORS
from fscore_workshops.model import ENTITIES, Workshop
from fscore_workshops.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="workshops",
        version="0.1.0",
        title=_("食品小作坊"),
        title_en="Small workshops",
        summary=_("食品加工小作坊的普查登记、办证和监管档案。"),
        category=Category.PRODUCTION,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the census and the files."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets, deadlines, and what workshops may not make."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the shares of registered workshops and of those with a file."""
    return INDICATORS


@hookimpl
def register_remarks() -> Iterable[Remarks]:
    """Offer to say what is unusual about what a census found."""
    return [Remarks(Workshop, remarks)]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer census, decisions, registrations, files, cards and forbidden goods."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraph on workshops."""
    return shipped_sections(__name__, {"workshops": Outline.PRODUCTION}, order=40)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the census and files of the demonstration townships."""
    return [WORKSHOPS]
