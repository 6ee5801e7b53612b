"""How problems are put right: found, ordered by a paper, looked at again, closed, or the shop closed down."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.entity import about
from fscore.model.operators import Operator
from fscore.model.rectification import Rectification, RectificationState
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore_inspection.model import Patrol, PatrolState
from fscore_inspection.papers import Paper, PaperState

P = TypeVar("P", bound=Paper)
UNFINISHED = (RectificationState.ORDERED, RectificationState.REPORTED)


def issue(work: Work, cls: type[P], values: Mapping[str, Any]) -> P:
    """Issue an opinion or an order, and with it the rectification that it asks for, due on the same day.

    Raises:
        NotAllowed: for roles that neither inspect nor write down what inspectors did.
        InvalidRecord: with every fault of the paper; two inspectors with cards above all.
    """
    paper = work.create(cls, {**values, "state": PaperState.ISSUED})
    rectification = work.add(
        Rectification(
            division_id=paper.division_id,
            problem=paper.facts[:500],
            found_on=paper.issued_on,
            operator_id=paper.operator_id,
            source=about(cls).name,
            source_id=paper.id,
            state=RectificationState.ORDERED,
            due_on=paper.due_on,
        )
    )
    return work.change(paper, {"rectification_id": rectification.id})


def take_up(work: Work, patrol: Patrol, what: str) -> Rectification:
    """Take up what a patrol found: the problem becomes a rectification, the patrol is handled.

    Raises:
        NotPossible: if the patrol found nothing, or is handled already.
    """
    if patrol.state not in (PatrolState.FOUND, PatrolState.FORWARDED):
        raise NotPossible(_("这次巡查是“{state}”，没有要处理的问题"), state=patrol.state.label)
    rectification = work.add(
        Rectification(
            division_id=patrol.division_id,
            problem=patrol.problems[:500],
            found_on=patrol.patrolled_on,
            operator_id=patrol.operator_id,
            source=about(Patrol).name,
            source_id=patrol.id,
        )
    )
    work.change(patrol, {"state": PatrolState.HANDLED, "handled": what})
    return rectification


def recheck(
    work: Work, rectification: Rectification, *, passed: bool, on: date, due_on: date | None = None
) -> Rectification:
    """Look again at what was reported done: it is closed, or ordered once more and counted as failed.

    Args:
        due_on: the new day, if it failed.

    Raises:
        NotPossible: if it was not reported done.
        InvalidRecord: if it failed and the new day is missing.
    """
    if passed:
        work.change(rectification, {"state": RectificationState.RECHECKED, "rechecked_on": on})
        return work.change(rectification, {"state": RectificationState.CLOSED, "closed_on": on})
    if rectification.state is not RectificationState.REPORTED:
        raise NotPossible(_("整改是“{state}”，还没有报完成，不能复查"), state=rectification.state.label)
    rectification.rechecks_failed += 1
    return work.change(rectification, {"state": RectificationState.ORDERED, "rechecked_on": on, "due_on": due_on})


def never_put_right(on: date, rules: Rules) -> "sa.Select[Rectification]":
    """Return the problems that were not put right at so many rechecks that the rule of a day asks for an end."""
    failed, place = col(Rectification.rechecks_failed), col(Rectification.division_id)
    too_often = rules.met("inspection.close-down-after", failed, on=on, division=place)
    return sa.select(Rectification).where(col(Rectification.state).in_(UNFINISHED), too_often)


def may_close_down(work: Work, operator: Operator, on: date) -> bool:
    """Tell whether an operator failed so many re-inspections of one problem that it is to be closed down."""
    failed = never_put_right(on, work.rules).where(col(Rectification.operator_id) == operator.id)
    return work.count(failed, limit=1) > 0


def close_down(work: Work, operator: Operator, on: date) -> Operator:
    """Close an operator down that was told again and again and did not put things right.

    Raises:
        NotPossible: if it did not fail often enough.
    """
    if not may_close_down(work, operator, on):
        raise NotPossible(_("“{name}”复查不合格的次数还不够，不能取缔"), name=operator.name)
    return work.change(operator, {"status": "closed_down", "closed_on": on})
