"""Health certificates (健康证): who handles food, with which certificate, and whose runs out."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl, shipped_rules
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import Demonstration, Outline, Reminder, Section, shipped_sections
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore_health.demonstration import DEMONSTRATION
from fscore_health.indicators import INDICATORS
from fscore_health.model import ENTITIES
from fscore_health.reminders import REMINDERS


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="health",
        version="0.1.0",
        title=_("从业人员健康证"),
        title_en="Health certificates",
        summary=_("从业人员名单、健康证和到期提醒；不登记检查结果和病种。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer certificates and the people who handle food."""
    return ENTITIES


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the validity of a certificate and the days of notice."""
    return shipped_rules(__package__)


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer how many hold a certificate, and what runs out soon."""
    return INDICATORS


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer certificates that run out, and people who never had one."""
    return REMINDERS


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the sentence on certificates."""
    return shipped_sections(__package__, {"certificates": Outline.CONSUMPTION}, order=44)


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer the people of the demonstration townships' businesses."""
    return [DEMONSTRATION]
