"""What the records answer to the four items: the licence comes from the register, the rest from the last evaluation."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Evidence
from fscore.extension.declarations import Answers
from fscore.labels import _
from fscore.model.attachment import Attachment
from fscore.model.entity import about, title
from fscore.model.operators import Licence, Operator
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.register import licences_valid, licensed
from fscore_four_complete.model import ITEMS, DemoShopEvaluation
from fscore_four_complete.shops import evidence_since, last_evaluations


def find_answers(work: Work, shop: Operator, on: date) -> Iterable[Answer]:
    """Return what is on record about a shop on a day.

    A shop that was never evaluated has an answer for its licence alone. Evidence that is too old is not handed in, so
    that the items that need it count as unanswered.
    """
    evaluation = work.first(last_evaluations(on).where(col(DemoShopEvaluation.operator_id) == shop.id))
    yield _licence(work, shop, on, evaluation)
    if evaluation is None:
        return
    evidence = _evidence(work, evaluation, on)
    for item in ITEMS[1:]:
        yield Answer(code=item.replace("_", "-"), says=getattr(evaluation, item), evidence=evidence)


def _licence(work: Work, shop: Operator, on: date, evaluation: DemoShopEvaluation | None) -> Answer:
    valid = work.all(licences_valid(on).where(col(Licence.operator_id) == shop.id).order_by(col(Licence.id)))
    evidence = [Evidence(about(Licence).name, one.id, title(one)) for one in valid]
    if not work.count(sa.select(Operator).where(col(Operator.id) == shop.id, licensed(on, col(Operator.id)))):
        return Answer.no("licence", _("证照登记里，这一天的证照不全或已过期"), evidence)
    if evaluation is not None and not evaluation.licence:
        return Answer.no("licence", _("最近一次评定时证照不齐全"), evidence)
    return Answer.yes("licence", evidence=evidence)


def _evidence(work: Work, evaluation: DemoShopEvaluation, on: date) -> tuple[Evidence, ...]:
    if evaluation.evaluated_on is None or evaluation.evaluated_on < evidence_since(on, work.rules):
        return ()
    name = about(DemoShopEvaluation).name
    photos = sa.select(Attachment).where(col(Attachment.subject) == name, col(Attachment.subject_id) == evaluation.id)
    return (
        Evidence(name, evaluation.id, evaluation.evidence),
        *(
            Evidence(about(Attachment).name, photo.id, photo.filename)
            for photo in work.all(photos.order_by(col(Attachment.id)))
        ),
    )


FROM_RECORDS = Answers("four-complete", Operator, find_answers)
