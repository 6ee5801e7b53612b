"""Market access: admission of produce, papers of suppliers, ledgers, pork, and trade without a licence."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_market_access import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="market_access",
        version="0.1.0",
        title=_("食品市场准入"),
        title_en="Market access",
        summary=_("市场准入、索证索票、进货台账、定点屠宰猪肉和无证无照经营。"),
        category=Category.DISTRIBUTION,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("admission", Outline.SOURCE), Section("shops", Outline.DISTRIBUTION)],
    demonstration=[demonstration.MARKET],
)
