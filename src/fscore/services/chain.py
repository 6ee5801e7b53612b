"""The chain of responsibility: who answers for a place or a business on a day, from village to district."""

from collections.abc import Iterable
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.errors import NotFound
from fscore.evaluation.sources import Rule
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.operators import Operator
from fscore.model.people import Appointment, Person, Post
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.rules import Rules

ANSWERING = (Level.VILLAGE, Level.TOWNSHIP, Level.DISTRICT)
"""The levels of the chain, from the place upwards."""


@attrs.frozen
class Link:
    """One post of the chain: who holds it, or why nobody does."""

    level: Level
    division: Division | None
    post: Post
    person: str | None
    phone: str | None
    gap: str | None


def chain(work: Work, target: Division | Operator, on: date) -> list[Link]:
    """Return who answers for a division or an operator on a day; a post that nobody holds is a named gap.

    Dated rules say which posts each level must have, and how many must hold them.
    """
    place = work.place(target.division_id) if isinstance(target, Operator) else target
    links = list(_operator_links(work, target, on)) if isinstance(target, Operator) else []
    levels = [level for level in ANSWERING if level <= place.level]
    divisions = {level: _ancestor(work, place, level) for level in levels}
    held = _held(work, [one for one in divisions.values() if one is not None], on)
    for level, division in divisions.items():
        for post, rule in wanted_posts(work.rules, level, on, division or place):
            found = held.get((division.id, post), []) if division is not None else []
            links += [Link(level, division, post, one.name, one.phone, None) for one in found]
            gap = _missing_level(level) if division is None else _gap(division, post, rule, len(found))
            if gap is not None:
                links.append(Link(level, division, post, None, None, gap))
    return links


def wanted_posts(rules: Rules, level: Level, on: date, division: Division) -> list[tuple[Post, Rule]]:
    """Return the posts that a division of a level must have on a day, each with the rule that says so."""
    found = []
    for post in Post:
        code = f"network.posts.{level.word}.{post.value}"
        rule = rules.find(code, on, division) if code in rules.book else None
        if rule is not None:
            found.append((post, rule))
    return found


def find_target(work: Work, code_or_operator: str) -> Division | Operator:
    """Return the division with a code, or the operator with a name or id.

    Raises:
        NotFound: if there is neither.
    """
    try:
        return work.division(code_or_operator)
    except NotFound:
        wanted = sa.select(Operator).where(col(Operator.name) == code_or_operator)
        found = work.first(wanted)
        if found is None and code_or_operator.isascii() and code_or_operator.isdigit() and len(code_or_operator) < 12:
            found = work.first(sa.select(Operator).where(col(Operator.id) == int(code_or_operator)))
        if found is None:
            raise NotFound(_("没有这个区划或经营主体：{target}"), target=code_or_operator) from None
        return found


def _ancestor(work: Work, place: Division, level: Level) -> Division | None:
    ancestor = place.ancestor(level)
    return None if ancestor is None else work.place(ancestor)


def _missing_level(level: Level) -> str:
    return _("这里没有{level}一级").format(level=level.label)


def holders(work: Work, division: Division, post: Post, on: date) -> list[Person]:
    """Return who holds a post of a division on a day, in the order of their appointment."""
    return _held(work, [division], on).get((division.id, post), [])


def _held(work: Work, divisions: Iterable[Division], on: date) -> dict[tuple[int, Post], list[Person]]:
    wanted = (
        sa.select(Appointment, Person)
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(
            col(Appointment.division_id).in_([division.id for division in divisions]),
            col(Appointment.operator_id).is_(None),
            col(Appointment.deleted_at).is_(None),
            col(Person.deleted_at).is_(None),
            in_post(on),
        )
        .order_by(col(Appointment.starts_on), col(Appointment.id))
    )
    # Whoever answers for a village is published to everyone in it: the chain looks upwards beyond the own scope.
    found: dict[tuple[int, Post], list[Person]] = {}
    for appointment, person in work.session.look_around(wanted):
        there = found.setdefault((appointment.division_id, appointment.post), [])
        if person not in there:
            there.append(person)
    return found


def in_post(on: date) -> sa.ColumnElement[bool]:
    """Return the condition that an appointment holds on a day."""
    ends = col(Appointment.ends_on)
    return sa.and_(col(Appointment.starts_on) <= on, sa.or_(ends.is_(None), ends >= on))


def _gap(division: Division, post: Post, rule: Rule, count: int) -> str | None:
    if rule.met(count) or count > rule.value:
        return None
    if not count:
        return _("{division}没有{post}").format(division=division.name, post=post.label)
    short = rule.value - count
    return _("{division}的{post}还差{short}名").format(division=division.name, post=post.label, short=short)


def _operator_links(work: Work, operator: Operator, on: date) -> Iterable[Link]:
    place = work.place(operator.division_id)
    wanted = (
        sa.select(Person)
        .join(Appointment, col(Person.id) == col(Appointment.person_id))
        .where(col(Appointment.operator_id) == operator.id, in_post(on))
        .order_by(col(Appointment.starts_on), col(Appointment.id))
    )
    named = [(person.name, person.phone) for person in work.all(wanted)]
    if not named and operator.principal:
        named = [(operator.principal, operator.phone)]
    if not named:
        gap = _("{name}没有登记负责人").format(name=operator.name)
        return [Link(Level(place.level), place, Post.PRINCIPAL, None, None, gap)]
    return [Link(Level(place.level), place, Post.PRINCIPAL, name, phone, None) for name, phone in named]
