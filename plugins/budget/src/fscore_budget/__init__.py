"""Funds (经费保障): what township and villages set aside for a year, and what it was spent on."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_budget import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="budget",
        version="0.1.0",
        title=_("经费保障"),
        title_en="Funds",
        summary=_("镇级工作经费、村级配套经费和各项支出。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("funds", Outline.FUNDING)],
    demonstration=[demonstration.DEMONSTRATION],
)
