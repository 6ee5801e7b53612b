"""What a positive asks for, step by step: seal, run again, destroy, publish; and values at odds with their result."""

from datetime import date, timedelta

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.clock import day_of
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_testing.indicators import over_limit, positives
from fscore_testing.model import Result, Retest, RetestKind, Test, TestState


def _to_seal(_on: date, rules: Rules) -> "sa.Select[Test]":
    return positives(rules).where(col(Test.state) == TestState.RESULTED)


def _to_run_again(_on: date, rules: Rules) -> "sa.Select[Test]":
    enough = rules.met("testing.reruns", col(Test.reruns), on=col(Test.tested_on), division=col(Test.division_id))
    undecided = col(Test.state).in_((TestState.RESULTED, TestState.SEALED))
    return positives(rules).where(undecided, sa.not_(enough), col(Test.disposed_on).is_(None))


def _run_again_by(test: Test, on: date, rules: Rules) -> date:
    """Return the day on which the hours are over in which the owner may ask for a re-inspection."""
    if test.informed_at is None:
        return test.tested_on or on
    hours = int(rules.value("testing.recheck-hours", test.tested_on or on).value)
    return day_of(test.informed_at + timedelta(hours=hours))


def _to_destroy(_on: date, rules: Rules) -> "sa.Select[Test]":
    return positives(rules).where(col(Test.state) == TestState.SEALED, col(Test.disposed_on).is_(None))


def _to_publish(_on: date, rules: Rules) -> "sa.Select[Test]":
    return positives(rules).where(col(Test.disposed_on).is_not(None), col(Test.published_on).is_(None))


def _reports_awaited(_on: date, _rules: Rules) -> "sa.Select[Retest]":
    return sa.select(Retest).where(col(Retest.kind) == RetestKind.RECHECK, col(Retest.result).is_(None))


def _report_by(retest: Retest, on: date, rules: Rules) -> date:
    asked_on = day_of(retest.asked_at) if retest.asked_at else on
    return rules.deadline("testing.recheck-report", asked_on, today=on)


def _contradicted(_on: date, rules: Rules) -> "sa.Select[Test]":
    return sa.select(Test).where(col(Test.result) == Result.NEGATIVE, over_limit(rules))


SEAL = Reminder(
    code="testing.seal",
    title=_("检测不合格，要封存"),
    select=_to_seal,
    rule="testing.seal-within",
    since="tested_on",
)
RUN_AGAIN = Reminder(
    code="testing.run-again",
    title=_("检测不合格，要复测"),
    select=_to_run_again,
    rule="testing.recheck-hours",
    due=_run_again_by,
)
DESTROY = Reminder(
    code="testing.destroy",
    title=_("不合格农产品要处置"),
    select=_to_destroy,
    rule="testing.destroy-within",
    since="tested_on",
)
PUBLISH = Reminder(
    code="testing.publish",
    title=_("不合格检测结果要公示"),
    select=_to_publish,
    rule="testing.publish-within",
    since="disposed_on",
)
REPORT = Reminder(
    code="testing.recheck-report",
    title=_("法定复检要出结果"),
    select=_reports_awaited,
    rule="testing.recheck-report",
    due=_report_by,
)
CONTRADICTED = Reminder(
    code="testing.contradicted",
    title=_("检测值超过限量，却写了合格"),
    select=_contradicted,
    rule="testing.pesticide-limit",
    due="tested_on",
)
REMINDERS = (SEAL, RUN_AGAIN, DESTROY, PUBLISH, REPORT, CONTRADICTED)
