"""Farms (农产品生产): growers, what they use, what they produce, and the shops that sell them inputs."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_farm import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="farm",
        version="0.1.0",
        title=_("农产品生产"),
        title_en="Farm produce",
        summary=_("种养户、基地认证、农药兽药使用、生产记录、农资店和投入品检查。"),
        category=Category.SOURCE,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("farms", Outline.SOURCE, order=40)],
    demonstration=[demonstration.FARMS],
)
