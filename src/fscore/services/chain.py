"""The chain of responsibility: who answers for a place or a business on a day, from village to district."""

from collections.abc import Iterable
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.errors import NotFound
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.operators import Operator
from fscore.model.people import Appointment, Person, Post
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.sessions import AROUND

# The posts that each level answers with. A dated rule says how many there must be; without one, one.
POSTS: dict[Level, tuple[Post, ...]] = {
    Level.VILLAGE: (Post.FIRST_RESPONSIBLE, Post.LIAISON),
    Level.TOWNSHIP: (Post.GROUP_HEAD, Post.OFFICER),
    Level.DISTRICT: (Post.CONTACT,),
}


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
    """Return who answers for a division or an operator on a day; a post that nobody holds is a named gap."""
    place = work.place(target.division_id) if isinstance(target, Operator) else target
    links: list[Link] = []
    if isinstance(target, Operator):
        links += _operator_links(work, target, on)
    for level, posts in POSTS.items():
        if level > place.level:
            continue
        division = _ancestor(work, place, level)
        if division is None:
            links += [Link(level, None, post, None, None, _missing_level(level)) for post in posts]
            continue
        links += [link for post in posts for link in _post_links(work, division, level, post, on)]
    return links


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


def holders(work: Work, division: Division, post: Post, on: date) -> list[tuple[Appointment, Person]]:
    """Return who holds a post of a division on a day, in the order of their appointment."""
    wanted = (
        sa.select(Appointment, Person)
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(
            col(Appointment.division_id) == division.id,
            col(Appointment.post) == post,
            col(Appointment.operator_id).is_(None),
            in_post(on),
        )
        .order_by(col(Appointment.starts_on), col(Appointment.id))
    )
    # Whoever answers for a village is published to everyone in it: the chain looks upwards beyond the own scope.
    return [(one, person) for one, person in work.session.execute(wanted, execution_options=AROUND)]


def in_post(on: date) -> sa.ColumnElement[bool]:
    """Return the condition that an appointment holds on a day."""
    ends = col(Appointment.ends_on)
    return sa.and_(col(Appointment.starts_on) <= on, sa.or_(ends.is_(None), ends >= on))


def _post_links(work: Work, division: Division, level: Level, post: Post, on: date) -> Iterable[Link]:
    found = holders(work, division, post, on)
    if not found:
        gap = _("{division}没有{post}").format(division=division.name, post=post.label)
        return [Link(level, division, post, None, None, gap)]
    return [Link(level, division, post, person.name, person.phone, None) for _appointment, person in found]


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
