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
from fscore.model.period import chinese_date
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.register import last_licences, licences_valid, licensed
from fscore_four_complete.model import ITEMS, DemoShopEvaluation
from fscore_four_complete.shops import last_evaluations


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
    own, order = col(Licence.operator_id) == shop.id, col(Licence.id)
    valid = _shown(work.all(licences_valid(on).where(own).order_by(order)))
    if not work.count(sa.select(Operator).where(col(Operator.id) == shop.id, licensed(on, col(Operator.id)))):
        ended = _shown(work.all(last_licences().where(own, col(Licence.valid_to) < on).order_by(order)))
        return Answer.no("licence", _("证照登记里，这一天的证照不全或已过期"), (*ended, *valid))
    if evaluation is not None and not evaluation.licence:
        return Answer.no("licence", _("最近一次评定时证照不齐全"), valid)
    return Answer.yes("licence", evidence=valid)


def _shown(licences: Iterable[Licence]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence.of(one, _("{licence}，有效期至{day}").format(licence=title(one), day=_end(one))) for one in licences
    )


def _end(licence: Licence) -> str:
    return _("长期") if licence.valid_to is None else chinese_date(licence.valid_to)


def _evidence(work: Work, evaluation: DemoShopEvaluation, on: date) -> tuple[Evidence, ...]:
    since = work.rules.back("four_complete.evidence-months", on)
    if evaluation.evaluated_on is None or evaluation.evaluated_on < since:
        return ()
    name = about(DemoShopEvaluation).name
    photos = sa.select(Attachment).where(col(Attachment.subject) == name, col(Attachment.subject_id) == evaluation.id)
    shown = [Evidence.of(photo, photo.filename) for photo in work.all(photos.order_by(col(Attachment.id)))]
    return (Evidence.of(evaluation, evaluation.evidence), *shown)


FROM_RECORDS = Answers("four-complete", Operator, find_answers)
