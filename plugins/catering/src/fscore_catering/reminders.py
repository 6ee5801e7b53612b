"""Who lacks a safety manager or a director, whose manager was not examined, whose file is not complete."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.storage.columns import col
from fscore.storage.register import operators_open, trading
from fscore.storage.rules import Rules
from fscore_catering.indicators import KINDS
from fscore_catering.managers import complete, directed, managed, needs_director
from fscore_catering.model import ManagerState, OperatorFile, SafetyManager


def _without_manager(on: date, rules: Rules) -> "sa.Select[Operator]":
    return operators_open(on, *KINDS).where(sa.not_(managed(on, rules, col(Operator.id), col(Operator.division_id))))


def _without_director(on: date, rules: Rules) -> "sa.Select[OperatorFile]":
    owner = col(OperatorFile.operator_id)
    lacking = sa.and_(needs_director(on, rules), sa.not_(directed(on, owner)), trading(on, owner))
    return sa.select(OperatorFile).where(lacking)


def _to_examine(on: date, _rules: Rules) -> "sa.Select[SafetyManager]":
    appointed = col(SafetyManager.state) == ManagerState.APPOINTED
    return sa.select(SafetyManager).where(appointed, trading(on, col(SafetyManager.operator_id)))


def _incomplete(on: date, _rules: Rules) -> "sa.Select[OperatorFile]":
    lacking = sa.not_(complete())
    return sa.select(OperatorFile).where(lacking, trading(on, col(OperatorFile.operator_id)))


REMINDERS = (
    Reminder(
        code="catering.manager",
        title=_("还没有配备食品安全员"),
        select=_without_manager,
        rule="catering.managers",
        due=at_once,
    ),
    Reminder(
        code="catering.director",
        title=_("就餐人数多，要配备食品安全总监"),
        select=_without_director,
        rule="catering.director-school",
        due=at_once,
    ),
    Reminder(
        code="catering.exam",
        title=_("食品安全管理人员要考核"),
        select=_to_examine,
        rule="catering.exam-within",
        since="appointed_on",
    ),
    Reminder(
        code="catering.file",
        title=_("卫生管理档案还缺内容"),
        select=_incomplete,
        rule="catering.file-within",
        since="opened_on",
    ),
)
