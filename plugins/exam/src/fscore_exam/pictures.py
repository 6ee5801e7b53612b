"""Pictures of questions as the sheet shows them: of the question and its options, never of its explanation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from fscore.errors import NotFound
from fscore.labels import _
from fscore.services.attachments import attachments, content_of
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam.model import QuestionFile
from fscore_exam.papers import Asked


def pictures(work: Work, questions: Sequence[Asked]) -> Mapping[int, Sequence[QuestionFile]]:
    """Return the pictures that belong to what is asked, by the places of the questions on the paper."""
    places = {one.question.id: one.line.place for one in questions}
    wanted = sa.select(QuestionFile).where(
        col(QuestionFile.question_id).in_(list(places)),
        sa.or_(col(QuestionFile.at) == "stem", col(QuestionFile.at).like("option-%")),
    )
    found: dict[int, list[QuestionFile]] = defaultdict(list)
    for one in work.all(wanted.order_by(col(QuestionFile.id))):
        found[places[one.question_id]].append(one)
    return found


def picture(work: Work, asked: Asked, number: int) -> tuple[str, bytes]:
    """Return the type and the bytes of one of these pictures.

    Raises:
        NotFound: if the question has no such picture.
    """
    mine = {one.id: one for one in pictures(work, [asked]).get(asked.line.place, ())}
    kept = {one.sha256: one.id for one in attachments(work, asked.question)}
    if number in mine and mine[number].sha256 in kept:
        attachment, content = content_of(work, kept[mine[number].sha256])
        if attachment.media_type.startswith("image/"):
            return attachment.media_type, content
    raise NotFound(_("没有这个附件"))
