"""What the last inspection by a table of items answers to it, for an operator on a day."""

from collections.abc import Callable, Iterable
from datetime import date

import sqlalchemy as sa

from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Evidence
from fscore.extension.declarations import Answers
from fscore.model.operators import Operator
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_inspection.model import INSPECTED, Form, Inspection, InspectionItem, ItemAnswer


def _found_by(form: Form) -> Callable[[Work, Operator, date], Iterable[Answer]]:
    def find(work: Work, operator: Operator, on: date) -> Iterable[Answer]:
        made = sa.select(Inspection).where(
            col(Inspection.operator_id) == operator.id,
            col(Inspection.form) == form,
            col(Inspection.state).in_(INSPECTED),
            col(Inspection.inspected_on) <= on,
        )
        last = work.first(made.order_by(col(Inspection.inspected_on).desc(), col(Inspection.id).desc()))
        if last is None:
            return
        evidence = (Evidence.of(last),)
        items = sa.select(InspectionItem).where(col(InspectionItem.inspection_id) == last.id)
        for item in work.all(items.order_by(col(InspectionItem.id))):
            if item.answer is ItemAnswer.ABSENT:
                yield Answer.absent(item.code, item.reason, evidence)
            else:
                yield Answer(code=item.code, says=item.answer is ItemAnswer.YES, note=item.reason, evidence=evidence)

    return find


ANSWERS = tuple(Answers(f"inspection-{form.value}", Operator, _found_by(form)) for form in Form)
