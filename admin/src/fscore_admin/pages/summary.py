"""The annual summary: what contradicts first, what is missing next, then the numbers, then the file."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import attrs
from flask import Response, flash, make_response, redirect, render_template, request, url_for

from fscore.documents import BoundFigure
from fscore.errors import NotPossible, RefusedFile
from fscore.labels import _, joined
from fscore.model.division import Level
from fscore.model.roles import BUSINESS, Role
from fscore.services.check_summary import verify_summary
from fscore.services.listing import townships
from fscore.services.write_summary import Written, write_summary
from fscore_admin.access import allow, current_work
from fscore_admin.app import Front
from fscore_admin.page_context import words
from fscore_admin.periods import Asked, Choice, asked

WRITERS = tuple(BUSINESS - {Role.LIAISON})
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A target that nobody has compared with its source: true of most at first, and no contradiction in the numbers.
UNVERIFIED = "unverified-rule"
LARGEST = 20 * 1024 * 1024
_STATES = {
    "unchanged": ("ok", _("没变")),
    "changed": ("due", _("记录后来变了")),
    "altered": ("late", _("被手改过")),
    "removed": ("late", _("被删掉了")),
}


def _asked() -> Asked:
    """Return what the page is asked about; it offers townships alone, and takes the first if none is chosen."""
    work = current_work()
    about_ = asked(work, {**request.args, "period": request.args.get("period", "")[:4]})
    offered = townships(work)
    if offered and not request.args.get("division") and about_.area.level != Level.TOWNSHIP:
        about_ = attrs.evolve(about_, area=offered[0])
    return attrs.evolve(about_, divisions=tuple(Choice(one.code, one.name) for one in offered))


def summary() -> str:
    """Show what has to be read before the summary of a year is signed."""
    work = current_work()
    about_ = _asked()
    try:
        written: Written | None = write_summary(work, about_.area, about_.period.first.year)
        refused = ""
    except NotPossible as fault:
        written, refused = None, words(fault)
    doubts = written.contradictions if written is not None else ()
    return render_template(
        "fscore/summary.html",
        asked=about_,
        years=[one for one in about_.periods if one.value.isdigit()],
        written=written,
        contradictions=[one for one in doubts if one.code != UNVERIFIED],
        unverified=[one for one in doubts if one.code == UNVERIFIED],
        refused=refused,
        modules=about_.area.level == Level.TOWNSHIP,
        numbers=_numbers(written.figures if written is not None else ()),
        verdict=None,
    )


def _numbers(figures: Iterable[BoundFigure]) -> list[tuple[BoundFigure, str]]:
    """Return the indicators of the text, each with the ways in which it is written there."""
    seen: dict[str, tuple[BoundFigure, list[str]]] = {}
    for one in figures:
        _first, texts = seen.setdefault(one.id, (one, []))
        if one.text not in texts:
            texts.append(one.text)
    return [(one, joined(texts)) for one, texts in seen.values()]


def summary_file() -> Response:
    """Hand out the file."""
    about_ = _asked()
    written = write_summary(current_work(), about_.area, about_.period.first.year)
    response = make_response(written.content)
    response.headers["Content-Type"] = DOCX
    name = quote(f"{written.title}.docx", safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def check_summary() -> Any:
    """Compute every number of a file again, and say what has changed or was altered."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        flash(words(_("还没选文件")), "error")
        return redirect(url_for("summary"))
    content = sent.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        flash(words(_("文件最大 20 MB")), "error")
        return redirect(url_for("summary"))
    try:
        verdict = verify_summary(current_work(), content)
    except RefusedFile as fault:
        flash(words(fault), "error")
        return redirect(url_for("summary"))
    rows = [(one, *_STATES[one.state]) for one in verdict.findings]
    return render_template("fscore/summary_checked.html", name=sent.filename, verdict=verdict, rows=rows)


def install(front: Front) -> None:
    """Hand over the page, the file, and the check of an older file."""
    front.route("/summary/", "summary", summary, allow(*WRITERS))
    front.route("/summary/file", "summary_file", summary_file, allow(*WRITERS))
    front.route("/summary/check", "check_summary", check_summary, allow(*WRITERS), methods=("POST",))
