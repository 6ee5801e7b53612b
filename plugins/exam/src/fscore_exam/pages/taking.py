"""A paper on screen: its questions, every answer saved as it is given, the clock, handing in, the result."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, jsonify, make_response, redirect, render_template, request, url_for

from fscore.errors import Conflict, NotPossible
from fscore.labels import _
from fscore_admin.for_plugins import is_confined, words
from fscore_exam.conducting import Conduct
from fscore_exam.marking import Verdict
from fscore_exam.model import Answer, Attempt, AttemptState, Paper
from fscore_exam.pages.choosing import conduct, facts
from fscore_exam.papers import Asked, asked
from fscore_exam.pictures import picture, pictures
from fscore_exam.sheet import Sheet, entered, numbers, points_text
from fscore_exam.sheet import sheet as sheet_of
from fscore_exam.sitting import answer_to, answers, now, seconds_left, submit, time_is_up
from fscore_exam.sitting import save as save_answer

CONFLICT = 409
NEXT = "next"
_VERDICTS = {
    Verdict.RIGHT: "ok",
    Verdict.PARTLY: "due",
    Verdict.WRONG: "late",
    Verdict.BLANK: "off",
    Verdict.WAITING: "info",
}


def sheet(record: int) -> Any:
    """Show the questions with what was answered; or save the whole form, where the page has no script."""
    with conduct() as begun:
        attempt = begun.attempt(record)
        if attempt.state is not AttemptState.STARTED:
            return redirect(url_for("exam.result", record=record))
        if request.method == "POST":
            return _save_all(begun, attempt)
        paper = begun.work.get(Paper, attempt.paper_id)
        questions = asked(begun.work, paper)
        sheets, shown = _sheets(begun, attempt, questions), pictures(begun.work, questions)
    return render_template(
        "exam/sheet.html",
        pictures=shown,
        attempt=attempt,
        paper=paper,
        facts=facts(paper),
        sheets=() if time_is_up(attempt) else sheets,
        count=numbers(sheets),
        left=seconds_left(attempt),
    )


def _sheets(begun: Conduct, attempt: Attempt, questions: Sequence[Asked]) -> list[Sheet]:
    given = {one.place: one for one in answers(begun.work, attempt)}
    return [sheet_of(one, attempt.seed, given.get(one.line.place)) for one in questions]


def _save_all(begun: Conduct, attempt: Attempt) -> Any:
    """Save what the form has; of an answer that was changed elsewhere meanwhile, the other one stays."""
    if time_is_up(attempt):
        return _handed_in(begun, attempt)
    questions = asked(begun.work, begun.work.get(Paper, attempt.paper_id))
    for one in _sheets(begun, attempt, questions):
        try:
            _put(begun, attempt, one)
        except Conflict as fault:
            flash(words(fault), "warning")
    begun.work.commit()
    if NEXT in request.form:
        return redirect(url_for("exam.check", record=attempt.id))
    flash(words(_("存好了")), "success")
    return redirect(url_for("exam.sheet", record=attempt.id))


def _put(begun: Conduct, attempt: Attempt, one: Sheet) -> Answer | None:
    """Save what was sent for a question, unless nothing was changed."""
    given = entered(one, request.form.getlist)
    if given == entered(one, _as_kept(one)):
        return answer_to(begun.work, attempt, one.place)
    seen = request.form.get(f"seen-{one.place}", "")
    known = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    return save_answer(begun.work, attempt, one.place, given, seen=known)


def _as_kept(one: Sheet) -> Any:
    kept = {entry.name: entry.given for entry in one.entries}
    return lambda name: kept.get(name, ())


def save(record: int, place: int) -> Any:
    """Save one answer for the page's script; sent twice it is saved once."""
    with conduct() as begun:
        attempt = begun.attempt(record)
        if attempt.state is not AttemptState.STARTED or time_is_up(attempt):
            return jsonify(over=True, left=0), CONFLICT
        found = _question(begun, attempt, place)
        one = sheet_of(found, attempt.seed, answer_to(begun.work, attempt, place))
        try:
            answer = _put(begun, attempt, one)
        except Conflict:
            return jsonify(values=one.values(), revision=one.revision, left=seconds_left(attempt)), CONFLICT
        begun.work.commit()
        return jsonify(revision=0 if answer is None else answer.revision, left=seconds_left(attempt))


def _question(begun: Conduct, attempt: Attempt, place: int) -> Asked:
    questions = asked(begun.work, begun.work.get(Paper, attempt.paper_id))
    found = next((one for one in questions if one.line.place == place), None)
    if found is None:
        raise NotPossible(_("没有第 {place} 题"), place=place)
    return found


def show_picture(record: int, place: int, number: int) -> Response:
    """Hand out a picture of a question to its sheet."""
    with conduct() as begun:
        media_type, content = picture(begun.work, _question(begun, begun.attempt(record), place), number)
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def clock(record: int) -> Any:
    """Tell how many seconds are left."""
    with conduct() as begun:
        attempt = begun.attempt(record)
    return jsonify(left=seconds_left(attempt), over=attempt.state is not AttemptState.STARTED)


def check(record: int) -> Any:
    """Ask before handing in, naming what was not answered."""
    with conduct() as begun:
        attempt = begun.attempt(record)
        if attempt.state is not AttemptState.STARTED or time_is_up(attempt):
            return redirect(url_for("exam.sheet", record=record))
        paper = begun.work.get(Paper, attempt.paper_id)
        sheets = _sheets(begun, attempt, asked(begun.work, paper))
    return render_template("exam/check.html", attempt=attempt, paper=paper, count=numbers(sheets), total=len(sheets))


def hand_in(record: int) -> Any:
    """Hand in; twice is as good as once."""
    with conduct() as begun:
        attempt = begun.attempt(record)
        if attempt.state is AttemptState.STARTED:
            return _handed_in(begun, attempt)
    return redirect(url_for("exam.result", record=record))


def _handed_in(begun: Conduct, attempt: Attempt) -> Any:
    if time_is_up(attempt, now()):
        flash(words(_("时间到了，到点前存下的答案已经交了")), "warning")
    submit(begun.work, attempt)
    begun.work.commit()
    return redirect(url_for("exam.result", record=attempt.id))


def result(record: int) -> Any:
    """Show what came of it, question by question if the paper tells."""
    with conduct() as begun:
        attempt = begun.attempt(record)
        if attempt.state is AttemptState.STARTED:
            return redirect(url_for("exam.sheet", record=record))
        paper = begun.work.get(Paper, attempt.paper_id)
        rows = _told(begun, paper, attempt) if paper.tells else []
    full = attempt.full if attempt.full is not None else paper.full
    return render_template(
        "exam/result.html",
        attempt=attempt,
        paper=paper,
        rows=rows,
        score=None if attempt.score is None else points_text(attempt.score),
        full="" if full is None else points_text(full),
        line=None if attempt.pass_percent is None else points_text(attempt.pass_percent),
        confined=is_confined(),
    )


def _told(begun: Conduct, paper: Paper, attempt: Attempt) -> list[tuple[int, str, str, str, str]]:
    """Return each question with its verdict and points, not with what would have been right."""
    given = {one.place: one for one in answers(begun.work, attempt)}
    rows = []
    for one in asked(begun.work, paper):
        answer = given.get(one.line.place)
        if answer is not None and answer.verdict is not None:
            earned = "" if answer.points is None else points_text(answer.points)
            chip = _VERDICTS[answer.verdict]
            parts = f"{earned} / {points_text(one.line.points)}"
            rows.append((one.line.place, one.item.kind.label, chip, answer.verdict.label, parts))
    return rows
