"""What tests amount to: how much of what is on offer was tested, how much passed, and what became of the rest.

The share of lots that were tested (抽检率) and the share of tests that were passed (合格率) are two different things.
"""

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.evaluation.ratio import PER_THOUSAND, PERCENT
from fscore.labels import _
from fscore.model.operators import TownshipProfile
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import PerHead, Share, indicator
from fscore.storage.register import townships
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_testing.model import VALID, Item, Offering, Result, Test


def often_enough(rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that a test was run again as often as the rule of its day asks for."""
    return rules.met("testing.reruns", col(Test.reruns), on=col(Test.tested_on))


def cleared(rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that a positive did not stand: re-inspected, or run again as often as the rule asks.

    Of the runs that the rule asks for, one that is passed is enough.
    """
    return sa.or_(col(Test.overruled), sa.and_(often_enough(rules), col(Test.reruns_failed) < col(Test.reruns)))


def positives(rules: Rules) -> "sa.Select[Test]":
    """Return the tests that failed and were not cleared."""
    return sa.select(Test).where(col(Test.result) == Result.POSITIVE, sa.not_(cleared(rules)))


def over_limit(rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that the value itself does not keep the limit of its day, whatever the result says."""
    kept = rules.met("testing.pesticide-limit", col(Test.measured), on=col(Test.tested_on))
    return sa.and_(col(Test.item) == Item.PESTICIDE, col(Test.measured).is_not(None), sa.not_(kept))


def _valid(period: Period) -> "sa.Select[Test]":
    return dated(Test.tested_on, period).where(col(Test.result).in_(VALID))


@indicator(
    id="I20",
    code="produce-lots-tested",
    label=_("农产品抽检率"),
    unit=PERCENT,
    target="testing.coverage-target",
    definition=_(
        "本期上市登记的批次中，有有效检测结果的批次，除以上市登记的全部批次；一批检几次都只算一批。"
        "没有上市登记就没有总数，不能写成率。抽检率说的是检了多少，不是合格多少。"
    ),
)
def produce_lots_tested(period: Period, _rules: Rules) -> PerHead:
    """Lots with a valid test, by their first one, of all lots that were on offer in the period."""
    offered = dated(Offering.offered_on, period)
    earlier = orm.aliased(Test)
    repeated = sa.select(earlier).where(
        col(earlier.offering_id) == col(Test.offering_id),
        col(earlier.lot) == col(Test.lot),
        col(earlier.result).in_(VALID),
        col(earlier.id) < col(Test.id),
    )
    tested = sa.select(Test).where(
        col(Test.result).in_(VALID),
        offered.where(col(Offering.id) == col(Test.offering_id)).exists(),
        ~repeated.exists(),
    )
    return PerHead(part=tested, heads=offered, amount=col(Offering.lots))


@indicator(
    id="I21",
    code="produce-tests-passed",
    label=_("抽检合格率"),
    unit=PERCENT,
    definition=_(
        "本期有效检测中合格的，除以本期有效检测；检测无效的不计。复测次数达到规定且有一次合格、"
        "或法定复检合格的，算合格；检测值没有守住当日限量的，写了合格也不算。"
    ),
)
def produce_tests_passed(period: Period, rules: Rules) -> Share:
    """Tests that are passed, at once or when run again, of all that say anything."""
    negative = sa.and_(col(Test.result) == Result.NEGATIVE, sa.not_(over_limit(rules)))
    return Share.of(_valid(period), sa.or_(negative, cleared(rules)))


@indicator(
    id="I22",
    code="positives-destroyed-and-published",
    label=_("不合格处置公示率"),
    unit=PERCENT,
    target="testing.positives-target",
    definition=_("本期检测不合格（复测、复检没有推翻）的，到期末已销毁并且已公示的，除以本期检测不合格的。"),
)
def positives_destroyed_and_published(period: Period, rules: Rules) -> Share:
    """Positives whose lot was destroyed and made public by the last day, of all positives of the period."""
    found = positives(rules).where(col(Test.tested_on).between(*period.days))
    return Share.of(found, col(Test.destroyed_on) <= period.last, col(Test.published_on) <= period.last)


@indicator(
    id="D09",
    code="tests-per-thousand",
    label=_("每千人抽检批次"),
    unit=PER_THOUSAND,
    target="testing.per-thousand-target",
    definition=_("本期有效检测的样品数，除以当年镇情表里的总人口，按千人计；复测、复检不另计。没有人口就不能算。"),
)
def tests_per_thousand(period: Period, _rules: Rules) -> PerHead:
    """Valid tests of the period per thousand of the inhabitants of its year."""
    people = col(TownshipProfile.population)
    profile = sa.select(TownshipProfile).where(col(TownshipProfile.year) == period.last.year, people.is_not(None))
    return PerHead(part=_valid(period), heads=profile, amount=people, units=townships(period.last))


INDICATORS = (produce_lots_tested, produce_tests_passed, positives_destroyed_and_published, tests_per_thousand)
