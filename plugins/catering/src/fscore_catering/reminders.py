"""Who lacks a safety manager or a director, whose manager was not examined, whose file is not complete."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Reminder
from fscore.labels import _
from fscore.model.operators import Operator
from fscore.storage.columns import col
from fscore.storage.register import operators_open
from fscore.storage.rules import Rules
from fscore_catering.indicators import KINDS
from fscore_catering.managers import complete, directed, managed, needs_director
from fscore_catering.model import ManagerState, OperatorFile, SafetyManager


def _without_manager(on: date, rules: Rules) -> "sa.Select[Operator]":
    return operators_open(on, *KINDS).where(sa.not_(managed(on, rules, col(Operator.id), col(Operator.division_id))))


def _of_open(on: date, operator_id: Any) -> sa.ColumnElement[bool]:
    return operators_open(on).where(col(Operator.id) == operator_id).exists()


def _without_director(on: date, rules: Rules) -> "sa.Select[OperatorFile]":
    owner = col(OperatorFile.operator_id)
    lacking = sa.and_(needs_director(on, rules), sa.not_(directed(on, owner)), _of_open(on, owner))
    return sa.select(OperatorFile).where(lacking)


def _to_examine(on: date, _rules: Rules) -> "sa.Select[SafetyManager]":
    appointed = col(SafetyManager.state) == ManagerState.APPOINTED
    return sa.select(SafetyManager).where(appointed, _of_open(on, col(SafetyManager.operator_id)))


def _incomplete(on: date, _rules: Rules) -> "sa.Select[OperatorFile]":
    lacking = sa.not_(complete())
    return sa.select(OperatorFile).where(lacking, _of_open(on, col(OperatorFile.operator_id)))


REMINDERS = (
    Reminder(
        code="catering.manager",
        title=_("还没有配备食品安全员"),
        select=_without_manager,
        due=lambda _operator, on, _rules: on,
        rule="catering.managers",
    ),
    Reminder(
        code="catering.director",
        title=_("就餐人数多，要配备食品安全总监"),
        select=_without_director,
        due=lambda _file, on, _rules: on,
        rule="catering.director-school",
    ),
    Reminder(
        code="catering.exam",
        title=_("食品安全管理人员要考核"),
        select=_to_examine,
        due=lambda one, _on, rules: one.appointed_on + rules.days("catering.exam-within", one.appointed_on),
        rule="catering.exam-within",
    ),
    Reminder(
        code="catering.file",
        title=_("卫生管理档案还缺内容"),
        select=_incomplete,
        due=lambda file, _on, rules: file.opened_on + rules.days("catering.file-within", file.opened_on),
        rule="catering.file-within",
    ),
)
