"""Meetings and plans (会议和方案): joint meetings, what they decided, plans of the villages, division of labour."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_meetings import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="meetings",
        version="0.1.0",
        title=_("会议和方案"),
        title_en="Meetings and plans",
        summary=_("联席会议、会议决定的落实、工作方案、部门职责分工。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("meetings", Outline.ORGANISATION)],
    demonstration=[demonstration.DEMONSTRATION],
)
