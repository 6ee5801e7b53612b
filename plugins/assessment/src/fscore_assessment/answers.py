"""What the records answer for a village or its liaison; the rest of the items is for people to judge."""

from collections.abc import Iterable, Iterator
from datetime import date

import sqlalchemy as sa

from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Evidence
from fscore.evaluation.ratio import State
from fscore.extension.declarations import Answers
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.model.period import Period
from fscore.model.posts import Appointment, Post
from fscore.services.answering import exact_number
from fscore.services.figures import reading
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore.storage.standing import standing
from fscore_pledges.indicators import letters_signed
from fscore_pledges.model import ResponsibilityLetter

RATES = {"workshops-pledged": "I26", "appeals-delivered": "I33"}
"""Items that are the value of an indicator, in percent."""


def liaison_posts(on: date) -> "sa.Select[Appointment]":
    """Return the appointments of liaisons that hold on a day."""
    in_post = standing(on, since=Appointment.starts_on, last=Appointment.ends_on)
    return in_post.where(col(Appointment.post) == Post.LIAISON)


def unit_of(work: Work, post: Appointment, on: date) -> Division:
    """Return the unit that a post is held in on a day: once one has closed, the unit that goes on with it."""
    return work.ancestors(work.place(post.division_id), on)[-1]


def about_village(work: Work, unit: Division, on: date) -> Iterable[Answer]:
    """Return what is on record about a village or community on a day."""
    post = work.first(liaison_posts(on).where(col(Appointment.division_id).in_(belonging(unit, on))))
    if post is None:
        yield Answer.no("appointed", _("这一天没有在任的联络员"))
    else:
        yield Answer.yes("appointed", evidence=[Evidence.of(post)])
    yield from _papers(work, unit, on)


def about_liaison(work: Work, person: Person, on: date) -> Iterable[Answer]:
    """Return what is on record about a liaison's village on a day; of somebody who is none, only that."""
    post = work.first(liaison_posts(on).where(col(Appointment.person_id) == person.id))
    if post is None:
        yield Answer.no("appointed", _("这一天不是在任的联络员"))
        return
    yield Answer.yes("appointed", evidence=[Evidence.of(post)])
    yield from _papers(work, unit_of(work, post, on), on)


def _papers(work: Work, unit: Division, on: date) -> Iterator[Answer]:
    letter = work.first(letters_signed(on).where(col(ResponsibilityLetter.division_id).in_(belonging(unit, on))))
    if letter is None:
        yield Answer.no("letter", _("当年责任状还没有签"))
    else:
        yield Answer.yes("letter", evidence=[Evidence.of(letter)])
    for code, indicator in RATES.items():
        value = reading(work, indicator, unit, Period(date(on.year, 1, 1), on)).value
        number = exact_number(value)
        if number is not None:
            yield Answer.measured(code, number)
        elif value.state is State.NOTHING:
            yield Answer.absent(code, _("没有在营的这类单位"))


FROM_RECORDS = (
    Answers("village-assessment", Division, about_village),
    Answers("liaison-assessment", Person, about_liaison),
)
