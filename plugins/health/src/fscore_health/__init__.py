"""Health certificates (健康证): who handles food, with which certificate, and whose runs out."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_health import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="health",
        version="0.1.0",
        title=_("从业人员健康证"),
        title_en="Health certificates",
        summary=_("从业人员名单、健康证和到期提醒；不登记检查结果和病种。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("certificates", Outline.CONSUMPTION, order=44)],
    demonstration=[demonstration.DEMONSTRATION],
)
