"""The acts on the way to a title; whoever calls them commits."""

from datetime import date

from fscore.errors import NotPossible
from fscore.labels import _, joined
from fscore.model.drive import Drive
from fscore.services.scoring import score_subject
from fscore.services.work import Work
from fscore_demonstration.evidence import CRITERIA
from fscore_demonstration.model import DriveAcceptance


def self_assess(work: Work, drive: Drive, on: date | None = None) -> DriveAcceptance:
    """Write down the self-assessment of a drive: the points that the records give on a day, and the vetoes.

    Raises:
        NotPossible: if items of the form have no answer yet.
    """
    day = on or work.today
    # Of a township that has closed, the one that goes on with its drive is assessed.
    township = work.ancestors(work.place(drive.division_id), day)[-1]
    scored, _subject = score_subject(work, CRITERIA, township.code, day)
    if scored.points is None:
        raise NotPossible(
            _("还不能自评，这些项目没有记录可答：{items}"), items=joined(item.label for item in scored.missing)
        )
    return work.create(
        DriveAcceptance,
        {
            "division_id": drive.division_id,
            "drive_id": drive.id,
            "self_assessed_on": day,
            "self_score": scored.points,
            "vetoes": joined(item.label for item in scored.vetoes),
        },
    )
