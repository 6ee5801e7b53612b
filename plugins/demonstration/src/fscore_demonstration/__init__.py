"""Demonstration townships (示范乡镇) and other demonstrations: evidence, self-assessment, acceptance, award."""

from fscore import Category, Contents, Manifest
from fscore.labels import _
from fscore_demonstration import answers, demonstration, indicators, model, reminders, report

CONTENTS = Contents(
    Manifest(
        id="demonstration",
        version="0.1.0",
        title=_("示范创建"),
        title_en="Demonstration and creation drive",
        summary=_("示范乡镇的自评、凭据、验收，示范村、组、店、学校、单位和示范区，长效方案和特色亮点。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    answers=[answers.FROM_RECORDS],
    reminders=reminders.REMINDERS,
    sections=report.SECTIONS,
    demonstration=[demonstration.DRIVES],
)
