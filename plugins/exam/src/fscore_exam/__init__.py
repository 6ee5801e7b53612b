"""Examinations (考试): question bank, papers, marking, statistics, certificates."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_exam import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="exam",
        version="0.1.0",
        title=_("考试"),
        title_en="Exams",
        summary=_("题库、组卷、考试、阅卷、试题分析和合格证明。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("exam", Outline.TRAINING, order=60)],
    demonstration=[demonstration.DEMONSTRATION],
)
