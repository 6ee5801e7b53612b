"""Rapid tests of farm produce (农产品检测): lots on offer, tests and re-tests, what becomes of positives."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_testing import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="testing",
        version="0.1.0",
        title=_("农产品检测"),
        title_en="Tests of farm produce",
        summary=_("农产品上市登记、快速检测、复测复检、不合格的封存、处置和公示。"),
        category=Category.SOURCE,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("tests", Outline.SOURCE)],
    demonstration=[demonstration.TESTS],
)
