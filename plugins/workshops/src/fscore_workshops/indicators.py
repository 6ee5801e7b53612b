"""How many of the workshops that the census found are registered, and how many of those registered have a file."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.labels import _
from fscore.model.operators import Operator, OperatorKind
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Share, Span, indicator
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore.storage.standing import not_yet
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
    found = sa.select(Workshop).where(
        col(Workshop.year) == period.last.year,
        col(Workshop.found_on) <= period.last,
        not_yet(col(Workshop.closed_on), period.last),
    )
    return Share(part=found.where(col(Workshop.registered_on) <= period.last), whole=found)


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
    workshops = operators_open(period.last, OperatorKind.WORKSHOP)
    file = sa.select(SupervisionFile).where(
        col(SupervisionFile.operator_id) == col(Operator.id),
        col(SupervisionFile.opened_on) <= period.last,
        not_yet(col(SupervisionFile.archived_on), period.last),
    )
    return Share(part=workshops.where(file.exists()), whole=workshops)


INDICATORS = (workshops_registered, workshops_with_file)
