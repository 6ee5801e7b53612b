"""How many of the workshops that the census found are registered, and how many of those registered have a file."""

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import OperatorKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import of_operator, operators_open
from fscore.storage.rules import Rules
from fscore.storage.standing import standing
from fscore_workshops.model import SupervisionFile, Workshop


@indicator(
    id="I24",
    code="workshops-registered",
    label=_("小作坊普查登记率"),
    unit=PERCENT,
    target="workshops.registered-target",
    definition=_("当年普查查到、期末没有关闭的小作坊中，到期末已登记的；没有普查就没有要算的。"),
)
def workshops_registered(period: Period, _rules: Rules) -> Share:
    """Workshops of the year's census that are registered by the last day, of all found by then and not closed."""
    there = standing(period.last, since=Workshop.found_on, ended=Workshop.closed_on)
    found = there.where(col(Workshop.year) == period.last.year)
    return Share.of(found, col(Workshop.registered_on) <= period.last)


@indicator(
    id="I25",
    code="workshops-with-file",
    label=_("小作坊建档率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="workshops.files-target",
    definition=_("期末有在用监管档案的小作坊，除以期末在营的小作坊。"),
)
def workshops_with_file(period: Period, _rules: Rules) -> Share:
    """Workshops with a file in use on the last day, of all that are open on it."""
    in_use = standing(period.last, since=SupervisionFile.opened_on, ended=SupervisionFile.archived_on)
    file = in_use.where(of_operator(SupervisionFile))
    return Share.of(operators_open(period.last, OperatorKind.WORKSHOP), file.exists())


INDICATORS = (workshops_registered, workshops_with_file)
