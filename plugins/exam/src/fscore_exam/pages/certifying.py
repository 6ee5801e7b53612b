"""Certificates for results that were typed in: whose wait, and one button that gives them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fscore.labels import _
from fscore.services.work import Work
from fscore_admin.for_plugins import current_work, words
from fscore_exam.model import Attempt, Paper
from fscore_exam.results import certify as make_agree
from fscore_exam.results import to_certify
from fscore_exam.sheet import points_text

MOST = 200


def to_do(work: Work, paper: Paper) -> bool:
    """Tell whether certificates of a paper wait to be given or withdrawn."""
    return any(work.count(found.order_by(None), limit=1) for found in to_certify(paper))


def certify(record: int) -> Any:
    """Show whose certificates wait; or give them, and withdraw those of results that count no more."""
    work = current_work()
    paper = work.get(Paper, record)
    if request.method == "POST":
        found = make_agree(work, paper)
        work.commit()
        given, withdrawn = len(found.given), len(found.withdrawn)
        flash(words(_("合格证明：补发 {given} 份，收回 {withdrawn} 份"), given=given, withdrawn=withdrawn), "success")
        return redirect(url_for("exam.certify", record=record))
    lacking, doubtful = (work.all(found.limit(MOST)) for found in to_certify(paper))
    return render_template(
        "exam/certify.html",
        paper=paper,
        lacking=[(one, work.place(one.division_id).name, _score(one)) for one in lacking],
        doubtful=[(one, work.place(one.division_id).name, _score(one)) for one in doubtful],
    )


def _score(attempt: Attempt) -> str:
    return words(_("没数")) if attempt.score is None else words(_("{points} 分"), points=points_text(attempt.score))
