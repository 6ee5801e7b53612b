"""The chain of responsibility: who answers for a place or a business on a day, from village to district."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.errors import NotFound
from fscore.evaluation.sources import Rule
from fscore.extension.declarations import OperatorPost
from fscore.extension.guarded import QUERY_SECONDS, Failure
from fscore.labels import _, joined
from fscore.model.division import ChangeKind, Division, DivisionChange, Level, code_of
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.period import check_day, chinese_date
from fscore.model.posts import Appointment, Post
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging, ever_moved
from fscore.storage.rules import Rules

ANSWERING = (Level.VILLAGE, Level.TOWNSHIP, Level.DISTRICT)
"""The levels of the chain, from the place upwards."""


@attrs.frozen
class Link:
    """One post of the chain: who holds it, or why nobody does."""

    level: Level
    division: Division | None
    post: Post | OperatorPost
    person: str | None
    phone: str | None
    gap: str | None


def chain(work: Work, target: Division | Operator, on: date) -> list[Link]:
    """Return who answers for a division or an operator on a day; a post that nobody holds is a named gap.

    A division that does not exist on the day has nobody, whoever was appointed there: its posts say since when. Who was
    appointed for one that closed goes on for the one that follows. Dated rules say which posts each level must have,
    and how many must hold them.
    """
    check_day(on)
    place = work.place(target.division_id) if isinstance(target, Operator) else target
    links = list(_operator_links(work, target, on)) if isinstance(target, Operator) else []
    levels = [level for level in ANSWERING if level <= place.level]
    around = {Level(one.level): one for one in work.ancestors(place, on)}
    if isinstance(target, Division):
        around[Level(place.level)] = place
    divisions = {level: around.get(level) for level in levels}
    held = _held(work, [one for one in divisions.values() if one is not None], on)
    for level, division in divisions.items():
        absent = gone(work, division, on) if division is not None else None
        for post, rule in wanted_posts(work.rules, level, on, division or place):
            if absent is not None:
                links.append(Link(level, division, post, None, None, absent))
                continue
            found = held.get((division.id, post), []) if division is not None else []
            links += [Link(level, division, post, one.name, one.phone, None) for one in found]
            gap = _missing_level(level) if division is None else _gap(division, post, rule, len(found))
            if gap is not None:
                links.append(Link(level, division, post, None, None, gap))
    return links


def gone(work: Work, division: Division, on: date) -> str | None:
    """Return that a division does not exist on a day, with what follows it, or None if it does."""
    if division.existed_on(on):
        return None
    if division.valid_to is None or on <= division.valid_to:
        first = chinese_date(division.valid_from or on)
        return _("{division}{day}才设立").format(division=division.name, day=first)
    # A code that passed on to another unit is not the end of anything: only these two close a unit.
    ended = col(DivisionChange.kind).in_((ChangeKind.SPLIT, ChangeKind.MERGE))
    followed = sa.select(col(DivisionChange.successor_id)).where(
        col(DivisionChange.subject_id) == division.id, ended, col(DivisionChange.successor_id).is_not(None)
    )
    names = [one.name for one in work.all(sa.select(Division).where(col(Division.id).in_(followed)))]
    last = chinese_date(division.valid_to)
    if not names:
        return _("{division}{day}以后已经撤销").format(division=division.name, day=last)
    return _("{division}{day}以后已经撤销，由{names}接续").format(
        division=division.name, day=last, names=joined(sorted(names))
    )


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

    Few digits are the number of an operator, and the code of a division without its zeros only if there is none.

    Raises:
        NotFound: if there is neither.
    """
    code = code_of(code_or_operator)
    digits = code_or_operator.isascii() and code_or_operator.isdigit()
    if code != code_or_operator or not digits:
        found = work.first(sa.select(Operator).where(col(Operator.name) == code_or_operator))
        if found is None and digits:
            found = work.first(sa.select(Operator).where(col(Operator.id) == int(code_or_operator)))
        if found is not None:
            return found
    try:
        return work.division(code)
    except NotFound:
        raise NotFound(_("没有这个区划或经营主体：{target}"), target=code) from None


def _missing_level(level: Level) -> str:
    return _("这里没有{level}一级").format(level=level.label)


def holders(work: Work, division: Division, post: Post, on: date) -> list[Person]:
    """Return who holds a post of a division on a day, in the order of their appointment."""
    return _held(work, [division], on).get((division.id, post), [])


def _held(work: Work, divisions: Sequence[Division], on: date) -> dict[tuple[int, Post], list[Person]]:
    # Whoever answers for a village is published to everyone in it: the chain looks upwards beyond the own scope.
    look = work.session.look_around
    if ever_moved(work.session):
        rows = [(one.id, *row) for one in divisions for row in look(_appointed(belonging(one, on), on))]
    else:
        rows = [(row[0].division_id, *row) for row in look(_appointed([one.id for one in divisions], on))]
    found: dict[tuple[int, Post], list[Person]] = {}
    for division_id, appointment, person in rows:
        there = found.setdefault((division_id, appointment.post), [])
        if person not in there:
            there.append(person)
    return found


def _appointed(places: "Sequence[int] | sa.Select[int]", on: date) -> "sa.Select[Appointment, Person]":
    return (
        sa.select(Appointment, Person)
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(
            col(Appointment.division_id).in_(places),
            col(Appointment.operator_id).is_(None),
            col(Appointment.deleted_at).is_(None),
            col(Person.deleted_at).is_(None),
            in_post(on),
        )
        .order_by(col(Appointment.starts_on), col(Appointment.id))
    )


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
    gap = _("{name}没有登记负责人").format(name=operator.name)
    yield from _links(place, Post.PRINCIPAL, named, gap)
    for plugin, post in work.system.plugins.posts():
        if work.scope.reach[plugin].on_at(place):
            yield from _added_links(work, plugin, post, operator, place, on=on)


def _added_links(
    work: Work, plugin: str, post: OperatorPost, operator: Operator, place: Division, *, on: date
) -> Iterable[Link]:
    run = work.system.plugins.run
    held = run(plugin, post.value, lambda: post.held(operator, on))
    named = held if isinstance(held, Failure) else run(plugin, post.value, lambda: _named(work, held), QUERY_SECONDS)
    if isinstance(named, Failure):
        gap = _("模块“{module}”出错，不知道{post}是谁").format(
            module=work.system.plugins.title(plugin), post=post.label
        )
        return _links(place, post, [], gap)
    return _links(place, post, named, _("{name}没有{post}").format(name=operator.name, post=post.label))


def _named(work: Work, held: "sa.Select[Person]") -> list[tuple[str, str | None]]:
    # A cadre of the township holds a shop in a village: the chain looks upwards beyond the own scope.
    with work.session.apart(), work.session.measuring():
        return [(person.name, person.phone) for person in work.all(held)]


def _links(place: Division, post: Post | OperatorPost, named: Iterable[tuple[str, str | None]], gap: str) -> list[Link]:
    level = Level(place.level)
    return [Link(level, place, post, name, phone, None) for name, phone in named] or [
        Link(level, place, post, None, None, gap)
    ]
