"""Whether the visits that are due were made, and whether every business has somebody who answers for it."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.period import Period
from fscore.storage.indicators import PerHead, Share, Span, indicator
from fscore.storage.register import of_operator, operators_open
from fscore.storage.rules import Rules
from fscore_custody.due import asked_in, held_on, visits_due, visits_made, windows
from fscore_custody.model import Custody


@indicator(
    id="D02",
    code="custody-visits-made",
    label=_("包保督导完成率"),
    unit=PERCENT,
    span=Span.QUARTER,
    target="custody.visits-target",
    definition=_(
        "督导周期在本期结束的包保关系，每个周期督导一次算一次，除以应督导的次数。周期按主体分级，以周期末当日、当地的规定为准；整个周期都在包保的才算应督导。"
    ),
)
def custody_visits_made(period: Period, rules: Rules) -> PerHead | Share:
    """Windows with a visit, of the windows that end in the period and through which a custody was held."""
    found = list(windows(period, rules))
    if not found:
        return Share.of(sa.select(Custody).where(sa.false()))
    return PerHead(part=visits_made(found), heads=asked_in(found), amount=visits_due(found))


@indicator(
    id="X68",
    code="operators-in-custody",
    label=_("包保覆盖率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="custody.coverage-target",
    definition=_("期末有包保干部的经营主体，除以期末在营的全部经营主体。"),
)
def operators_in_custody(period: Period, _rules: Rules) -> Share:
    """Businesses that a cadre holds on the last day, of all that are open on it."""
    held = held_on(period.last).where(of_operator(Custody))
    return Share.of(operators_open(period.last), held.exists())


INDICATORS = (custody_visits_made, operators_in_custody)
