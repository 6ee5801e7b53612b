"""The own checks of a business (自查): daily control, weekly check, monthly dispatch, and its list of risks."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Reminder
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_selfcheck.demonstration import DEMONSTRATION
from fscore_selfcheck.indicators import INDICATORS
from fscore_selfcheck.model import ENTITIES
from fscore_selfcheck.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="selfcheck",
        version="0.1.0",
        title=_("主体自查"),
        title_en="Own checks",
        summary=_("经营主体的日管控、周排查、月调度记录和风险管控清单。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer own checks and lists of risks."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer who must check, how soon, and who needs a director, from ``rules/``."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the days and months that were checked."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer who has no record of today, and who needs a director."""
    return REMINDERS


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer own checks in the demonstration townships."""
    return [DEMONSTRATION]
