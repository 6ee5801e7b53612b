"""Correcting the key to a question that was used: the new key, the reason, and whose result changes by it."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import sqlalchemy as sa
from flask import render_template, request

from fscore.errors import FscoreError, InvalidRecord, InvalidValue, NotPossible
from fscore.labels import _
from fscore.model.roles import Role
from fscore.services.history import Happening, happenings
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_admin.for_plugins import close_work, current_work, words
from fscore_exam import keys
from fscore_exam.bank import items_of, versions
from fscore_exam.model import Paper, PaperQuestion, Question
from fscore_exam.owning import owner
from fscore_exam.questions import QuestionKind
from fscore_exam.results import Changed, correct_key
from fscore_exam.sheet import points_text
from fscore_exam.shown import right_answer, stem

UNFIT = 422


@attrs.frozen
class Outcome:
    """What came of a correction, or would: the corrected version, whose result changes, and what the trail says."""

    made: Question
    changed: Sequence[Changed]
    act: Happening
    role: str
    right: str


def on_a_paper(work: Work, question: Question) -> bool:
    """Tell whether a question stands on a paper and has a key."""
    lines = sa.select(PaperQuestion).where(col(PaperQuestion.question_id) == question.id)
    return question.kind is not QuestionKind.ESSAY and work.count(lines, limit=1) > 0


def correct(record: int) -> Any:
    """Show the key as a form; or say whose result a new one changes, and correct it unless it was only asked."""
    if request.method != "POST":
        return _page(record)
    work = current_work()
    question = work.get(Question, record)
    try:
        outcome = _corrected(work, question)
    except (NotPossible, InvalidValue, InvalidRecord) as fault:
        return _refused(record, fault)
    if "look" in request.form:
        close_work()  # it was only tried: nothing of it stays
        return _page(record, typed=request.form.to_dict(flat=False), outcome=outcome)
    work.commit()
    return render_template("exam/corrected.html", question=question, outcome=outcome, points_text=points_text)


def _corrected(work: Work, question: Question) -> Outcome:
    if not on_a_paper(work, question):
        raise NotPossible(_("没有试卷在用这一版，可能已经更正过了"))
    (item,) = items_of(work, [question])
    made = keys.corrected(item, request.form.getlist)
    changed = correct_key(work, question, made, request.form.get("reason", ""))
    newest = versions(work, owner(work, question.division_id), question.code)[0]
    act = next(one for one in reversed(happenings(work, newest)) if one.action == "correct-key")
    role = Role.named(act.role)
    return Outcome(newest, changed, act, act.role if role is None else role.label, right_answer(made, "", 0))


def _refused(record: int, fault: FscoreError) -> Any:
    typed = request.form.to_dict(flat=False)
    close_work()
    return _page(record, words(fault), typed=typed), UNFIT


def _page(
    record: int, refusal: str = "", *, typed: Mapping[str, Sequence[str]] | None = None, outcome: Outcome | None = None
) -> str:
    work = current_work()
    question = work.get(Question, record)
    (item,) = items_of(work, [question], files=False)
    papers = sa.select(Paper).where(
        col(Paper.id).in_(sa.select(col(PaperQuestion.paper_id)).where(col(PaperQuestion.question_id) == record))
    )
    given = typed or {}
    shown = keys.entries(item) if keys.correctable(item) else []
    if typed is not None:
        shown = [attrs.evolve(one, given=tuple(given.get(one.name, ("",)))) for one in shown]
    return render_template(
        "exam/correct.html",
        question=question,
        stem=stem(item),
        right=right_answer(item, "", 0),
        papers=work.all(papers.order_by(col(Paper.held_on))),
        usable=on_a_paper(work, question),
        entries=shown,
        reason=next(iter(given.get("reason", ())), ""),
        refusal=refusal,
        outcome=outcome,
        points_text=points_text,
    )
