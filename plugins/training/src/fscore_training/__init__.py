"""Training (学习培训): sessions, batches, every quarter's course for canteens and caterers, and who came."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_training import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="training",
        version="0.1.0",
        title=_("学习培训"),
        title_en="Training",
        summary=_("培训的计划、举办、签到和归档，每季度食堂和餐饮单位培训。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("sessions", Outline.TRAINING, order=10), Section("quarters", Outline.TRAINING, order=20)],
    demonstration=[demonstration.DEMONSTRATION],
)
