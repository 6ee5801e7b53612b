"""Caterers and canteens (餐饮自身管理): acceptance, disinfection, hygiene files, safety managers."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_catering import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="catering",
        version="0.1.0",
        title=_("餐饮自身管理"),
        title_en="Caterers' own management",
        summary=_("餐饮单位和食堂的进货验收、消毒记录、卫生管理档案和食品安全管理人员。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("catering", Outline.CONSUMPTION, order=40)],
    demonstration=[demonstration.DEMONSTRATION],
)
