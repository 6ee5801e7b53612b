"""The annual summary (年度工作总结): its outline, the year's problems and next year's priorities."""

from collections.abc import Iterable

from fscore import Category, Manifest, hookimpl
from fscore.extension.declarations import Demonstration, Report, Section
from fscore.labels import _
from fscore_annual import demonstration, report
from fscore_annual.model import AnnualSummary, Priority, Problem


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="annual",
        version="0.1.0",
        title=_("年度总结"),
        title_en="Annual summary",
        summary=_("年度总结的提纲，存在的问题，下一步重点。"),
        category=Category.REPORT,
        requires_core=">=0.1,<0.2",
    )


@hookimpl
def register_entities() -> Iterable[type]:
    """Offer the summary, its problems and its priorities."""
    return [AnnualSummary, Problem, Priority]


@hookimpl
def register_reports() -> Iterable[Report]:
    """Offer the outline of the summary."""
    return [report.SUMMARY]


@hookimpl
def register_sections() -> Iterable[Section]:
    """Offer the paragraphs that stand in records."""
    return report.SECTIONS


@hookimpl
def register_demonstration() -> Iterable[Demonstration]:
    """Offer problems and priorities of the model township."""
    return demonstration.PARTS
