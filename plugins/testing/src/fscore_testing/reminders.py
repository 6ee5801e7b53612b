"""What a positive asks for, step by step: seal, run again, destroy, publish; and values at odds with their result."""

from datetime import date, timedelta

import sqlalchemy as sa

from fscore.extension.declarations import reminder
from fscore.labels import _
from fscore.model.clock import day_of
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_testing.indicators import often_enough, over_limit, positives
from fscore_testing.model import Result, Retest, RetestKind, Test, TestState


@reminder(code="testing.seal", title=_("检测不合格，要封存"), rule="testing.seal-within", since="tested_on")
def to_seal(_on: date, rules: Rules) -> "sa.Select[Test]":
    """Positives whose lot is not sealed."""
    return positives(rules).where(col(Test.state) == TestState.RESULTED)


def _run_again_by(test: Test, on: date, rules: Rules) -> date:
    """Return the day on which the hours are over in which the owner may ask for a re-inspection."""
    if test.informed_at is None:
        return test.tested_on or on
    hours = rules.number("testing.recheck-hours", test.tested_on or on)
    return day_of(test.informed_at + timedelta(hours=hours))


@reminder(code="testing.run-again", title=_("检测不合格，要复测"), rule="testing.recheck-hours", due=_run_again_by)
def to_run_again(_on: date, rules: Rules) -> "sa.Select[Test]":
    """Positives that were not run again as often as the rule asks, and whose lot is still there."""
    undecided = col(Test.state).in_((TestState.RESULTED, TestState.SEALED))
    return positives(rules).where(undecided, sa.not_(often_enough(rules)), col(Test.disposed_on).is_(None))


@reminder(code="testing.destroy", title=_("不合格农产品要处置"), rule="testing.destroy-within", since="tested_on")
def to_destroy(_on: date, rules: Rules) -> "sa.Select[Test]":
    """Positives whose lot is sealed and still there."""
    return positives(rules).where(col(Test.state) == TestState.SEALED, col(Test.disposed_on).is_(None))


@reminder(code="testing.publish", title=_("不合格检测结果要公示"), rule="testing.publish-within", since="disposed_on")
def to_publish(_on: date, rules: Rules) -> "sa.Select[Test]":
    """Positives whose lot is gone and that were not made public."""
    return positives(rules).where(col(Test.disposed_on).is_not(None), col(Test.published_on).is_(None))


def _report_by(retest: Retest, on: date, rules: Rules) -> date:
    asked_on = day_of(retest.asked_at) if retest.asked_at else on
    return rules.deadline("testing.recheck-report", asked_on, today=on)


@reminder(code="testing.recheck-report", title=_("法定复检要出结果"), rule="testing.recheck-report", due=_report_by)
def reports_awaited(_on: date, _rules: Rules) -> "sa.Select[Retest]":
    """Re-inspections without a result."""
    return sa.select(Retest).where(col(Retest.kind) == RetestKind.RECHECK, col(Retest.result).is_(None))


@reminder(
    code="testing.contradicted", title=_("检测值超过限量，却写了合格"), rule="testing.pesticide-limit", due="tested_on"
)
def contradicted(_on: date, rules: Rules) -> "sa.Select[Test]":
    """Tests whose value is over the limit and whose result says that it is not."""
    return sa.select(Test).where(col(Test.result) == Result.NEGATIVE, over_limit(rules))


REMINDERS = (to_seal, to_run_again, to_destroy, to_publish, reports_awaited, contradicted)
