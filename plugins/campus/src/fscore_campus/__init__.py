"""Schools, homes and their canteens (校园和集体食堂): start of term, accompanied meals."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_campus import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="campus",
        version="0.1.0",
        title=_("校园和集体食堂"),
        title_en="Campus and canteens",
        summary=_("学校、幼儿园、敬老院和它们的食堂，开学前检查，陪餐记录。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("campus", Outline.CONSUMPTION, order=58)],
    demonstration=[demonstration.DEMONSTRATION],
)
