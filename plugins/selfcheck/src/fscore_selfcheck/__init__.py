"""The own checks of a business (自查): daily control, weekly check, monthly dispatch, and its list of risks."""

from fscore import Category, Contents, Manifest
from fscore.labels import _
from fscore_selfcheck import demonstration, indicators, model, reminders

CONTENTS = Contents(
    Manifest(
        id="selfcheck",
        version="0.1.0",
        title=_("主体自查"),
        title_en="Self-checks",
        summary=_("经营主体的日管控、周排查、月调度记录和风险管控清单。"),
        category=Category.CONSUMPTION,
        requires_core=">=0.1,<1",
    ),
    package=__package__,
    entities=model.ENTITIES,
    indicators=indicators.INDICATORS,
    reminders=reminders.REMINDERS,
    demonstration=[demonstration.DEMONSTRATION],
)
