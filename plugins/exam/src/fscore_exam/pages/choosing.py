"""Who sits which paper: the papers that are open, the person at hand, and the device that is handed over."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
from flask import flash, redirect, render_template, request, url_for

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.services import listing
from fscore_admin.for_plugins import (
    close_work,
    confine,
    current_actor,
    current_door,
    current_system,
    current_work,
    request_name,
    words,
)
from fscore_exam.conducting import Conduct, conducting
from fscore_exam.model import Attempt, AttemptState, Paper
from fscore_exam.owning import owner
from fscore_exam.sheet import points_text
from fscore_exam.sitting import seconds_left

SHOWN = 20
_READING = ("GET", "HEAD")
_STATES = {
    AttemptState.STARTED: ("due", _("正在答")),
    AttemptState.SUBMITTED: ("info", _("待阅卷")),
}


@attrs.frozen
class Going:
    """Somebody's sitting that goes on, as a row."""

    attempt: Attempt
    paper: str
    place: str
    minutes: int


@attrs.frozen
class Candidate:
    """Somebody who may be chosen, as a row; ``open`` if there is something to begin or to go on with."""

    person: Person
    place: str
    chip: tuple[str, str]
    open: bool


@contextmanager
def conduct() -> Iterator[Conduct]:
    """Begin the examination's unit of work for this request; the conductor's own ends: one would wait for the other."""
    scope, actor = current_work().scope, current_actor()
    close_work()
    with conducting(
        current_system(),
        actor,
        scope,
        door=current_door(),
        reading=request.method in _READING,
        request=request_name(),
    ) as begun:
        yield begun


def papers() -> str:
    """Show which papers are open, and who sits just now."""
    with conduct() as begun:
        opened = [(paper, facts(paper), begun.work.place(paper.division_id).name) for paper in begun.papers()]
        going = [_going(begun, one) for one in begun.going()]
    return render_template("exam/papers.html", opened=opened, going=going)


def facts(paper: Paper) -> str:
    """Return what to know of a paper before it is begun."""
    points = "" if paper.full is None else points_text(paper.full)
    return words(_("{minutes} 分钟，满分 {points} 分"), minutes=paper.minutes, points=points)


def _going(begun: Conduct, attempt: Attempt) -> Going:
    paper, place = begun.work.get(Paper, attempt.paper_id), begun.work.place(attempt.division_id)
    return Going(attempt, paper.name, place.name, -(-seconds_left(attempt) // 60))


def choose(record: int) -> str:
    """Show whom to let sit a paper: those searched for, or some of the register."""
    text = request.args.get("q", "")
    people = listing.found(current_work(), Person, text, SHOWN)
    with conduct() as begun:
        paper = begun.paper(record)
        around = owner(begun.work, paper.division_id)
        places = {one.id: begun.work.place(one.division_id) for one in people}
        mine = [one for one in people if places[one.id].under(around)]
        so_far = begun.so_far(paper, mine)
        rows = [_candidate(one, places[one.id], so_far.get(one.id)) for one in mine]
    return render_template("exam/choose.html", paper=paper, facts=facts(paper), text=text, rows=rows)


def _candidate(person: Person, place: Division, attempt: Attempt | None) -> Candidate:
    if attempt is None:
        return Candidate(person, place.name, ("off", _("没考")), open=True)
    if attempt.passed:
        return Candidate(person, place.name, ("ok", _("合格")), open=False)
    if attempt.state in _STATES:
        going = attempt.state is AttemptState.STARTED
        return Candidate(person, place.name, _STATES[attempt.state], open=going)
    word = _("第 {number} 次没合格").format(number=attempt.number)
    return Candidate(person, place.name, ("late", word), open=True)


def start(record: int, person: int) -> Any:
    """Say what happens when the device is handed over, and begin."""
    with conduct() as begun:
        paper = begun.paper(record)
        who = begun.person(paper, person)
        if request.method in _READING:
            place = begun.work.place(who.division_id).name
            former = begun.so_far(paper, [who]).get(who.id)
            going = former is not None and former.state is AttemptState.STARTED
            return render_template(
                "exam/start.html", paper=paper, facts=facts(paper), person=who, place=place, going=going
            )
        begun.hand_in_overdue()
        try:
            attempt = begun.begin(paper, who)
        except NotPossible as fault:
            flash(words(fault), "error")
            return redirect(url_for("exam.choose", record=record))
        begun.work.commit()
    return _handed_over(attempt)


def hand_over(record: int) -> Any:
    """Hand this device to somebody whose sitting goes on."""
    with conduct() as begun:
        attempt = begun.attempt(record)
    return _handed_over(attempt)


def _handed_over(attempt: Attempt) -> Any:
    address = url_for("exam.sheet", record=attempt.id)
    if not confine(address):
        flash(words(_("这台设备仍登录着您的账号，答完前请看着它")), "warning")
    return redirect(address)
