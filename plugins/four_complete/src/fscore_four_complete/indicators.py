"""How many of the demonstration shops are complete in all four."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import licensed, of_operator
from fscore.storage.rules import Rules
from fscore_four_complete.model import ITEMS, DemoShopEvaluation
from fscore_four_complete.shops import demonstration_shops, last_evaluations


@indicator(
    id="I32",
    code="demonstration-shops-complete",
    label=_("示范店四齐全达标率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="four_complete.target",
    definition=_(
        "期末最近一次评定四项都齐全、凭据未过期、证照当天有效的示范店，除以期末在营且未撤牌的示范店。证照以证照登记为准。"
    ),
)
def demonstration_shops_complete(period: Period, rules: Rules) -> Share:
    """Shops found complete the last time, on evidence that still counts and licensed today, of all with an award."""
    found_complete = last_evaluations(period.last).where(
        of_operator(DemoShopEvaluation),
        col(DemoShopEvaluation.evaluated_on) >= rules.back("four_complete.evidence-months", period.last),
        *(getattr(DemoShopEvaluation, item).is_(sa.true()) for item in ITEMS),
    )
    return Share.of(demonstration_shops(period.last), found_complete.exists(), licensed(period.last, col(Operator.id)))
