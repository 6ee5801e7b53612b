"""Marking essays: one answer after the other, without the names of those who wrote them."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from fscore.errors import Conflict, FscoreError, InvalidValue, NotPossible
from fscore.labels import _
from fscore.services.work import Work
from fscore_admin.for_plugins import close_work, current_work, words
from fscore_exam.essays import MOST, Essay, answer_waiting, of_paper, typed_points, waiting
from fscore_exam.marking import Verdict
from fscore_exam.model import Attempt, AttemptState, Paper, Question
from fscore_exam.sheet import points_text
from fscore_exam.shown import stem
from fscore_exam.shown import words as plain_text
from fscore_exam.sitting import mark_essay

UNFIT = 422


@attrs.frozen
class Asking:
    """A question with the answers to it that wait; ``guide`` says what a good one has."""

    question: Question
    place: int
    stem: str
    full: str
    guide: str
    essays: Sequence[Essay]


def marking(record: int) -> Any:
    """Show the answers to a paper that wait for a person; or keep the points of one of them."""
    paper = current_work().get(Paper, record)
    if request.method != "POST":
        return _page(record)
    try:
        said = _marked(current_work(), paper)
    except (NotPossible, InvalidValue, Conflict) as fault:
        return _refused(record, fault)
    except StaleDataError:
        return _refused(record, NotPossible(_("这份答案刚被别人评过，请看清再评")))
    flash(said, "success")
    return redirect(url_for("exam.marking", record=record))


def _marked(work: Work, paper: Paper) -> str:
    """Keep what was typed for one answer, and return what came of it."""
    answer = answer_waiting(work, paper, request.form.get("answer", ""))
    mark_essay(work, answer, typed_points(request.form.get("points", "")))
    attempt = work.get(Attempt, answer.attempt_id)
    work.commit()
    if attempt.state is AttemptState.MARKED and attempt.score is not None:
        verdict = _("合格，合格证明发了") if attempt.passed else _("不合格")
        return words(
            _("这份卷子阅完了：{score} 分，{verdict}"), score=points_text(attempt.score), verdict=words(verdict)
        )
    if answer.verdict is not Verdict.WAITING:
        return words(_("存好了，这份卷子还有别的题要阅"))
    return words(_("存好了，两人给的分还不一样") if answer.second_by else _("存好了，等另一个人评"))


def _refused(record: int, fault: FscoreError) -> Any:
    """Show the page as it is now, with the refusal and what was typed."""
    close_work()
    return _page(record, words(fault), request.form), UNFIT


def _page(record: int, refusal: str = "", typed: Mapping[str, str] | None = None) -> str:
    work = current_work()
    paper = work.get(Paper, record)
    found = [
        Asking(
            one.question,
            one.line.place,
            stem(one.item),
            points_text(one.line.points),
            plain_text(one.item.explanation, one.item.style),
            essays,
        )
        for one, essays in waiting(work, paper)
    ]
    shown = {str(essay.answer.id): essay.answer.id for one in found for essay in one.essays if essay.open}
    told = typed or {}
    return render_template(
        "exam/marking.html",
        paper=paper,
        found=found,
        count=work.count(of_paper(paper)),
        most=MOST,
        refusal=refusal,
        at=shown.get(told.get("answer", "")),
        typed=told.get("points", "")[:40],
        points_text=points_text,
    )
