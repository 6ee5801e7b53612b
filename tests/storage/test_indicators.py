"""Indicators that are made from others."""

import sqlalchemy as sa

from fscore.evaluation.ratio import Unit
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.model.period import Period
from fscore.storage.indicators import Count, Reporting, indicator, on_record
from fscore.storage.register import units
from fscore.storage.rules import Rules


def _chain(period: Period, _rules: Rules) -> Reporting:
    return Reporting(filed=sa.select(Operator), units=units(period.last), times=1)


@indicator(
    id="X96",
    code="kites-lost",
    label=_("风筝丢失数"),
    unit=Unit(_("只")),
    definition=_("本期丢失的风筝。"),
    target="kites.lost-target",
    needs=("emergency",),
    reported=_chain,
)
def kites_lost(_period: Period, _rules: Rules) -> Count:
    """Kites that somebody lost."""
    return Count(sa.select(Operator))


def test_what_is_on_record_is_the_same_count_without_target_and_reports():
    known = on_record(kites_lost, id="X97", code="kites-on-record", label="已登记的丢失数", definition="已经知道的。")
    assert (known.id, known.code, known.label, known.definition) == (
        "X97",
        "kites-on-record",
        "已登记的丢失数",
        "已经知道的。",
    )
    assert (known.formula, known.unit, known.span) == (kites_lost.formula, kites_lost.unit, kites_lost.span)
    assert (known.target, known.needs, known.reported) == (None, (), None)
