"""Consumers' rights (维权机制): hotlines, rights stations, complaints and tip-offs within their limits."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_rights import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="rights",
        version="0.1.0",
        title=_("维权和投诉举报"),
        title_en="Rights, complaints and reports",
        summary=_("投诉举报电话、消费维权站，投诉举报的转办、受理、核查和办结期限。"),
        category=Category.WARNING,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    sections=[Section("rights", Outline.RIGHTS_REGIME)],
    demonstration=[demonstration.DEMONSTRATION],
)
