"""Surveys (问卷调查): how many people are aware of food safety, and how many are content."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_survey import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="survey",
        version="0.1.0",
        title=_("问卷调查"),
        title_en="Surveys",
        summary=_("食品安全知识知晓率和群众满意度的调查。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("survey", Outline.TRAINING, order=90)],
    demonstration=[demonstration.DEMONSTRATION],
)
