"""Supervision (监督检查): inspections, patrols, opinions, orders, rectification, special campaigns."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_inspection import answers, campaigns, demonstration, indicators, model, papers, reminders

CONTENTS = Contents(
    Manifest(
        id="inspection",
        version="0.1.0",
        title=_("监督检查和巡查"),
        title_en="Inspections and patrols",
        summary=_("监督检查、日常巡查、监督意见书、责令改正、整改复查和专项整治。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=[
        campaigns.Campaign,
        model.Inspection,
        model.InspectionItem,
        model.Patrol,
        papers.SupervisionOpinion,
        papers.CorrectionOrder,
    ],
    indicators=indicators.INDICATORS,
    answers=answers.ANSWERS,
    reminders=reminders.REMINDERS,
    sections=[
        Section("inspection", Outline.CONSUMPTION, order=48),
        Section("campaigns", Outline.CONSUMPTION, order=48),
    ],
    demonstration=[demonstration.DEMONSTRATION],
)
