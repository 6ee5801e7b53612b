"""What the records answer to the five enters of a township: a kind of place was entered if an event was held there."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Evidence
from fscore.extension.declarations import Answers
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.gates import Venue
from fscore.model.period import Period, chinese_date
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import inside_on
from fscore_publicity.indicators import events
from fscore_publicity.model import PublicityEvent

SHOWN = 3
"""How many events of a kind are named as evidence."""


def find_answers(work: Work, place: Division, on: date) -> Iterable[Answer]:
    """Return for each kind of place whether an event was held there this year, up to the day."""
    here = col(PublicityEvent.division_id).in_(sa.select(col(Division.id)).where(inside_on(place, on)))
    held = events(Period(date(on.year, 1, 1), on)).where(here).order_by(col(PublicityEvent.done_on))
    for venue in Venue:
        found = work.all(held.where(col(PublicityEvent.venue) == venue).limit(SHOWN))
        if found:
            yield Answer.yes(venue.code, evidence=tuple(_shown(one) for one in found))
        else:
            yield Answer.no(venue.code, _("今年到这一天没有登记过这类场所的宣传活动"))


def _shown(event: PublicityEvent) -> Evidence:
    day = chinese_date(event.done_on or event.starts_on)
    return Evidence.of(event, _("{day}，{name}").format(day=day, name=event.name))


FROM_RECORDS = Answers("five-enters", Division, find_answers)
