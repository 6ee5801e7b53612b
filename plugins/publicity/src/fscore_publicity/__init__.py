"""Publicity (宣传): leaflets and law texts, the publicity week, the five enters, notice boards."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_publicity import answers, demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="publicity",
        version="0.1.0",
        title=_("宣传教育"),
        title_en="Publicity",
        summary=_("宣传材料、宣传周、五进活动和宣传栏。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    answers=[answers.FROM_RECORDS],
    reminders=reminders.REMINDERS,
    sections=[
        Section("materials", Outline.PUBLICITY),
        Section("venues", Outline.PUBLICITY_REGIME),
        Section("boards", Outline.RIGHTS_REGIME),
    ],
    demonstration=[demonstration.DEMONSTRATION],
)
