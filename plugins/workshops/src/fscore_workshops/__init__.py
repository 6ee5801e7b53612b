"""Small food workshops (食品加工小作坊): the yearly census, cards, and the office's file on each of them."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.extension.declarations import Remarks
from fscore.labels import _
from fscore_workshops import census, demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="workshops",
        version="0.1.0",
        title=_("食品小作坊"),
        title_en="Small workshops",
        summary=_("食品加工小作坊的普查登记、办证和监管档案。"),
        category=Category.PRODUCTION,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    remarks=[Remarks(model.Workshop, census.remarks)],
    reminders=reminders.REMINDERS,
    sections=[Section("workshops", Outline.PRODUCTION, order=40)],
    demonstration=[demonstration.WORKSHOPS],
)
