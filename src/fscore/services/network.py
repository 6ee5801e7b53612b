"""The responsibility network as a whole: posts that nobody holds, posts held twice, and who carries how much."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.division import Division, Level
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.services.chain import ANSWERING, in_post, wanted_posts
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import ancestor_on, inside_on
from fscore.storage.register import existing


@attrs.frozen
class Staffing:
    """A post of a division that is not held as the rule wants: by fewer, or by more."""

    division: Division
    post: Post
    wanted: int
    held: int


@attrs.frozen
class Load:
    """What one person carries: how many appointments, in how many divisions, for how many operators."""

    person: Person
    appointments: int
    divisions: int
    operators: int


def vacancies(work: Work, area: Division, on: date) -> list[Staffing]:
    """Return the posts in an area that fewer people hold on a day than the rule of the day and place wants."""
    return [one for one in _unmet(work, area, on) if one.held < one.wanted]


def overlaps(work: Work, area: Division, on: date) -> list[Staffing]:
    """Return the posts in an area that more people hold on a day than the rule of the day and place allows."""
    return [one for one in _unmet(work, area, on) if one.held > one.wanted]


def loads(work: Work, area: Division, on: date) -> list[Load]:
    """Return the people in an area who hold a post on a day, whoever holds most first."""
    appointments = sa.func.count(col(Appointment.id))
    wanted = (
        sa.select(
            Person,
            appointments,
            sa.func.count(sa.distinct(col(Appointment.division_id))),
            sa.func.count(sa.distinct(col(Appointment.operator_id))),
        )
        .join(Appointment, col(Appointment.person_id) == col(Person.id))
        .where(in_post(on), _lies_in(area, on))
        .group_by(col(Person.id))
        .order_by(appointments.desc(), col(Person.id))
    )
    return [Load(*row) for row in work.session.execute(wanted)]


def _unmet(work: Work, area: Division, on: date) -> Iterator[Staffing]:
    for level in reversed(ANSWERING):
        held = _counts(work, area, level, on)
        there = existing(level, on).where(inside_on(area, on)).order_by(col(Division.code))
        for division in work.all(there):
            for post, rule in wanted_posts(work.rules, Level(level), on, division):
                count = held[division.id, post]
                if not rule.met(count):
                    yield Staffing(division, post, int(rule.value), count)


def _counts(work: Work, area: Division, level: Level, on: date) -> dict[tuple[int, Post], int]:
    """Return how many hold each post of each division of a level; those appointed before a merge hold it after."""
    place = orm.aliased(Division)
    unit, post = ancestor_on(place, level, on), col(Appointment.post)
    wanted = (
        sa.select(unit, post, sa.func.count(sa.distinct(col(Appointment.person_id))))
        .join(place, col(place.id) == col(Appointment.division_id))
        .where(col(place.level) == int(level), in_post(on), col(Appointment.operator_id).is_(None), _lies_in(area, on))
        .group_by(unit, post)
    )
    found: dict[tuple[int, Post], int] = defaultdict(int)
    for division_id, held, count in work.session.execute(wanted):
        found[division_id, held] = count
    return found


def _lies_in(area: Division, on: date) -> sa.ColumnElement[bool]:
    return col(Appointment.division_id).in_(sa.select(col(Division.id)).where(inside_on(area, on)))
