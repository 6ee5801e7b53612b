"""What the scores of the last hygiene grade answer to the items, for an operator on a day."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Evidence
from fscore.extension.declarations import Answers
from fscore.labels import _
from fscore.model.entity import field
from fscore.model.operators import Operator
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_grading.current import last_grades, new
from fscore_grading.hygiene import CODE
from fscore_grading.model import WITHHELD, HygieneGrade, HygieneItem, HygieneScore, NoGrade


def find_answers(work: Work, operator: Operator, on: date) -> Iterable[Answer]:
    """Return the points of the last grade by a day; an item that was not checked then reasonably does not count."""
    grade = work.first(last_grades(on).where(col(HygieneGrade.operator_id) == operator.id))
    if grade is None:
        return
    wanted = sa.select(HygieneScore).where(col(HygieneScore.grade_id) == grade.id)
    scores = {score.item: score.points for score in work.all(wanted)}
    evidence = [Evidence.of(grade)]
    for item in HygieneItem if scores else ():
        if item in scores:
            yield Answer.given(item.code, scores[item], evidence=evidence)
        else:
            yield Answer.absent(item.code, _("那次没有检查这一项"), evidence)


def find_withheld(work: Work, operator: Operator, on: date) -> Iterable[str]:
    """Return why an operator has no grade whatever its points: too new a licence, or what the last judgement says."""
    found = set()
    if work.count(sa.select(Operator).where(col(Operator.id) == operator.id, new(on, work.rules))):
        found.add(NoGrade.NEW.value)
    last = work.first(last_grades(on).where(col(HygieneGrade.operator_id) == operator.id))
    if last is not None and last.reason in WITHHELD:
        found.add(last.reason.value)
    return sorted(found)


def find_static(_work: Work, operator: Operator, _on: date) -> Iterable[Answer]:
    """Return the floor area that the register has; what a shop sells is for people to count."""
    if operator.floor_area is not None:
        shown = Evidence.of(operator, field(Operator, "floor_area").about.label)
        yield Answer.measured("area", operator.floor_area, evidence=[shown])


FROM_RECORDS = (
    Answers(CODE, Operator, find_answers, find_withheld),
    Answers("risk-static-seller", Operator, find_static),
)
