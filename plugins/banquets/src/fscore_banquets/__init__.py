"""Banquets in the countryside (农村集体聚餐): filing, guidance on the spot, samples, closing."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.extension.declarations import Remarks
from fscore.labels import _
from fscore_banquets import demonstration, filing, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="banquets",
        version="0.1.0",
        title=_("农村集体聚餐"),
        title_en="Rural group banquets",
        summary=_("自办酒席的备案、上报、现场指导、留样和办结。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
        after=("emergency",),
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    remarks=[Remarks(model.Banquet, filing.remarks)],
    reminders=reminders.REMINDERS,
    sections=[Section("banquets", Outline.CONSUMPTION, order=66)],
    demonstration=[demonstration.DEMONSTRATION],
)
