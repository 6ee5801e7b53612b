"""How many demonstrations hold an award, and how many highlights were built."""

from fscore.evaluation.ratio import Unit
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.indicators import Count, Span, indicator
from fscore.storage.rules import Rules
from fscore.storage.standing import dated, standing
from fscore_demonstration.model import Demonstration, Highlight


@indicator(
    id="X62",
    code="demonstrations",
    label=_("各类示范点数"),
    unit=Unit(_("个")),
    span=Span.MOMENT,
    definition=_("期末已授牌、未撤牌、未过有效期的示范村、示范组、农家乐示范店、示范学校、示范单位和示范区。"),
)
def demonstrations(period: Period, _rules: Rules) -> Count:
    """Demonstrations whose award holds on the last day; the last day of an award counts."""
    return Count(
        standing(
            period.last, since=Demonstration.awarded_on, ended=Demonstration.revoked_on, last=Demonstration.expires_on
        )
    )


@indicator(
    id="X63",
    code="highlights-built",
    label=_("建成特色亮点数"),
    unit=Unit(_("个")),
    definition=_("建成日期在本期的特色亮点。"),
)
def highlights_built(period: Period, _rules: Rules) -> Count:
    """Highlights by the day on which they were built."""
    return Count(dated(Highlight.built_on, period))


INDICATORS = (demonstrations, highlights_built)
