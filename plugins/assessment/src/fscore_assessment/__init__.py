"""Assessment (考核): points of villages and liaisons, and who was held to account."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_assessment import answers, demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="assessment",
        version="0.1.0",
        title=_("考核和责任追究"),
        title_en="Assessment and accountability",
        summary=_("村（社区）和联络员的考核评分、确认、公布，责任追究。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
        requires=("pledges",),
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    answers=answers.FROM_RECORDS,
    reminders=reminders.REMINDERS,
    sections=[Section("assessment", Outline.ORGANISATION, order=60)],
    demonstration=[demonstration.DEMONSTRATION],
)
