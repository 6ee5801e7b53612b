"""Emergencies (应急处置): plan, drills, warnings, incidents, and the monthly reports that a "none" stands on."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.extension.declarations import Remarks
from fscore.labels import _
from fscore_emergency import demonstration, grading, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="emergency",
        version="0.1.0",
        title=_("应急和零报告"),
        title_en="Emergencies and zero reports",
        summary=_("应急预案、演练、预警，食品安全事故的报告和处置，每月零报告。"),
        category=Category.WARNING,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    remarks=[Remarks(model.Incident, grading.remarks)],
    reminders=reminders.REMINDERS,
    sections=[Section("emergency", Outline.WARNING_REGIME)],
    demonstration=[demonstration.DEMONSTRATION],
)
