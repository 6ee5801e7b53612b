"""Time limits in working days (工作日) as a condition that the database can judge."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.evaluation.workdays import latest_start
from fscore.storage.rules import Rules


def due_by(rules: Rules, code: str, start: Any, day: date) -> sa.ColumnElement[bool]:
    """Return the condition that a limit of working days which began after ``start`` ends on ``day`` or before.

    The database knows no working days. So the days on which as many as the rule's versions allow had gone by are
    worked out here, and each record is judged by the version of its day and place.
    """
    allowed = sorted({int(rule.value) for rule in rules.book.versions(code)}, reverse=True)
    gone_by = sa.case(*((start <= latest_start(day, count), count) for count in allowed), else_=0)
    return sa.not_(rules.met(code, gone_by + 1, on=start))
