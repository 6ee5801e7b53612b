"""Responsibility letters of the villages, pledges of the businesses, and appeals to the caterers."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_pledges.demonstration import LETTERS_AND_PLEDGES
from fscore_pledges.indicators import appeals_delivered, letters_signed_share, workshops_pledged
from fscore_pledges.model import Appeal, Delivery, Pledge, ResponsibilityLetter
from fscore_pledges.reminders import LETTER_UNSIGNED, PLEDGE_TO_RENEW


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="pledges",
        version="0.1.0",
        title=_("责任状和承诺书"),
        title_en="Letters and pledges",
        summary=_("村（社区）责任状、经营单位承诺书、倡议书及其送达"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer letters, pledges, appeals and deliveries."""
    return [ResponsibilityLetter, Pledge, Appeal, Delivery]


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer targets and deadlines."""
    return shipped_rules(__name__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the shares of those who signed and received."""
    return [letters_signed_share, workshops_pledged, appeals_delivered]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer what is unsigned and what runs out."""
    return [LETTER_UNSIGNED, PLEDGE_TO_RENEW]


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer one sentence each on letters, workshops and appeals."""
    duties = shipped_sections(__name__, {"letters": Outline.ORGANISATION, "workshops": Outline.PRODUCTION})
    return [*duties, *shipped_sections(__name__, {"appeals": Outline.CONSUMPTION}, order=42)]


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer letters, pledges and deliveries for the demonstration townships."""
    return [LETTERS_AND_PLEDGES]
