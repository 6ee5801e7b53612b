"""The annual summary (年度工作总结): its outline, the year's problems and next year's priorities."""

from fscore import Category, Contents, Manifest
from fscore.labels import _
from fscore_annual import demonstration, model, report

CONTENTS = Contents(
    Manifest(
        id="annual",
        version="0.1.0",
        title=_("年度总结"),
        title_en="Annual summary",
        summary=_("年度总结的提纲，存在的问题，下一步重点。"),
        category=Category.REPORT,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=[model.AnnualSummary, model.Problem, model.Priority],
    sections=report.SECTIONS,
    reports=[report.SUMMARY],
    demonstration=demonstration.PARTS,
)
