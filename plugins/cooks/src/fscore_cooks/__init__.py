"""Cooks of rural banquets (农村厨师): who cooks where, certified, trained in batches, examined every year."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_cooks import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="cooks",
        version="0.1.0",
        title=_("农村厨师"),
        title_en="Rural cooks",
        summary=_("农村厨师花名册，持证、分批培训和体检，按名字查厨师。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        requires=("health", "training"),
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("cooks", Outline.CONSUMPTION, order=68), Section("batches", Outline.TRAINING, order=30)],
    demonstration=[demonstration.DEMONSTRATION],
)
