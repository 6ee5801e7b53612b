"""Demonstration shops: complete in licences, ledger, vouchers and notice board."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_four_complete import answers, demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="four_complete",
        version="0.1.0",
        title=_("农村食品安全示范店"),
        title_en="Rural food-safety demonstration shops",
        summary=_("示范店的申报、评定、授牌、复核：证照、台账、票证、公示栏四齐全"),
        category=Category.DISTRIBUTION,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=[model.DemoShopEvaluation],
    indicators=[indicators.demonstration_shops_complete],
    answers=[answers.FROM_RECORDS],
    reminders=reminders.REMINDERS,
    sections=[Section("shops", Outline.DISTRIBUTION, order=60)],
    demonstration=[demonstration.SHOPS],
)
