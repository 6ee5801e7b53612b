"""Responsibility letters of the villages, pledges of the businesses, and appeals to the caterers."""

from fscore import Category, Contents, Manifest, Outline, Section
from fscore.labels import _
from fscore_pledges import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="pledges",
        version="0.1.0",
        title=_("责任状和承诺书"),
        title_en="Responsibility letters and pledges",
        summary=_("村（社区）责任状、经营单位承诺书、倡议书及其送达"),
        category=Category.ORGANISATION,
        requires_core=">=0.1,<0.2",
    ),
    package=__package__,
    entities=[model.ResponsibilityLetter, model.Pledge, model.Appeal, model.Delivery],
    indicators=[indicators.letters_signed_share, indicators.workshops_pledged, indicators.appeals_delivered],
    reminders=reminders.REMINDERS,
    sections=[
        Section("letters", Outline.ORGANISATION),
        Section("workshops", Outline.PRODUCTION),
        Section("appeals", Outline.CONSUMPTION, order=42),
    ],
    demonstration=[demonstration.LETTERS_AND_PLEDGES],
)
