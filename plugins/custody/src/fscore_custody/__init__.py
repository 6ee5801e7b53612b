"""Territorial custody (包保): which cadre answers for which business, and the visits that are due."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.extension.declarations import OperatorPost
from fscore.labels import _
from fscore_custody import demonstration, due, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="custody",
        version="0.1.0",
        title=_("包保督导"),
        title_en="Territorial custody",
        summary=_("食品安全属地包保：谁包保哪家、每期督导、发现的问题和整改。"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    posts=[OperatorPost("custodian", _("包保干部"), due.cadres_of)],
    reminders=reminders.REMINDERS,
    sections=[Section("custody", Outline.ORGANISATION, order=55)],
    demonstration=[demonstration.DEMONSTRATION],
)
