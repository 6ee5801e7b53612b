"""Grades (分级): the hygiene grade with its face, the risk grade and how often it asks for a visit."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_grading import answers, current, demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="grading",
        version="0.1.0",
        title=_("量化分级和风险分级"),
        title_en="Quantitative and risk grading",
        summary=_("餐饮单位和食堂的量化等级、笑脸标识，经营主体的风险等级和检查次数。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        requires=("inspection",),
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    answers=answers.FROM_RECORDS,
    requirements=[current.VISITS_BY_RISK],
    reminders=reminders.REMINDERS,
    sections=[Section("grading", Outline.CONSUMPTION, order=46)],
    demonstration=[demonstration.DEMONSTRATION],
)
