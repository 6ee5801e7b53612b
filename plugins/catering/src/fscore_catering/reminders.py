"""Who lacks a safety manager or a director, whose manager was not examined, whose file is not complete."""

from datetime import date

import sqlalchemy as sa

from fscore.extension.declarations import Reminder, at_once, lacking, reminder
from fscore.labels import _
from fscore.storage.columns import col
from fscore.storage.register import trading
from fscore.storage.rules import Rules
from fscore_catering.indicators import safety_managers
from fscore_catering.managers import complete, directed, needs_director
from fscore_catering.model import ManagerState, OperatorFile, SafetyManager

without_manager = Reminder(
    code="catering.manager",
    title=_("还没有配备食品安全员"),
    select=lacking(safety_managers),
    rule="catering.managers",
    due=at_once,
)


@reminder(
    code="catering.director", title=_("就餐人数多，要配备食品安全总监"), rule="catering.director-school", due=at_once
)
def without_director(on: date, rules: Rules) -> "sa.Select[OperatorFile]":
    """Files of businesses that feed so many that they need a director, and have none."""
    owner = col(OperatorFile.operator_id)
    lacks = sa.and_(needs_director(on, rules), sa.not_(directed(on, owner)), trading(on, owner))
    return sa.select(OperatorFile).where(lacks)


@reminder(code="catering.exam", title=_("食品安全管理人员要考核"), rule="catering.exam-within", since="appointed_on")
def to_examine(on: date, _rules: Rules) -> "sa.Select[SafetyManager]":
    """Managers of open businesses who were appointed and not examined."""
    appointed = col(SafetyManager.state) == ManagerState.APPOINTED
    return sa.select(SafetyManager).where(appointed, trading(on, col(SafetyManager.operator_id)))


@reminder(code="catering.file", title=_("卫生管理档案还缺内容"), rule="catering.file-within", since="opened_on")
def incomplete(on: date, _rules: Rules) -> "sa.Select[OperatorFile]":
    """Files of open businesses that lack a part."""
    return sa.select(OperatorFile).where(sa.not_(complete()), trading(on, col(OperatorFile.operator_id)))


REMINDERS = (without_manager, without_director, to_examine, incomplete)
