"""Protection of festivals, exams and large events (活动保障): plan, check before, duty, summary."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_events import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="events",
        version="0.1.0",
        title=_("活动和节日保障"),
        title_en="Events and festivals",
        summary=_("重大活动、节日、高考中考的食品安全保障：安排、前期检查、值守、总结。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        after=("emergency",),
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("events", Outline.CONSUMPTION, order=62)],
    demonstration=[demonstration.DEMONSTRATION],
)
