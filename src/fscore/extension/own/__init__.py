"""What the core itself declares, through the same hooks as any plugin: its register and its network."""

from collections.abc import Iterable

from fscore.evaluation.sources import Rule
from fscore.exchange.rule_files import shipped_rules
from fscore.extension import hookimpl
from fscore.extension.declarations import Outline, Reminder, Section, shipped_sections
from fscore.extension.manifest import Category, Manifest
from fscore.extension.own import network, profile
from fscore.labels import _
from fscore.storage.indicators import Indicator
from fscore.version import VERSION


@hookimpl
def manifest() -> Manifest:
    """Say what the core is, in the words of a plugin."""
    return Manifest(
        id="core",
        version=VERSION,
        title=_("组织网络和经营主体"),
        title_en="Network and operators",
        summary=_("区划、人员、任职、经营主体和证照。"),
        category=Category.ORGANISATION,
        requires_core=f"=={VERSION}",
    )


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Offer the core's rules."""
    return shipped_rules("fscore")


@hookimpl
def register_indicators() -> Iterable[Indicator]:
    """Offer the indicators of the responsibility network."""
    return [*network.INDICATORS, *profile.INDICATORS]


@hookimpl
def register_reminders() -> Iterable[Reminder]:
    """Offer the reminders of the network and of licences."""
    return [network.VACANT, network.EXPIRING]


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraphs about the township and its network."""
    return shipped_sections("fscore", {"profile": Outline.PROFILE, "network": Outline.ORGANISATION})
