"""Changes of divisions with a day: rename, recode, split and merge. Each commits, and no number changes by it.

Figures of days before go by the tree of these days, see :mod:`fscore.storage.places`; what was set for a unit goes on,
see :mod:`fscore.services.handover`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.errors import Conflict, InvalidValue, NotPossible
from fscore.evaluation.succession import Part, Succession
from fscore.evaluation.succession import merge as merged
from fscore.evaluation.succession import split as parted
from fscore.exchange.divisions import code_of, wrong_code, wrong_name
from fscore.labels import _, joined
from fscore.model.division import (
    ChangeKind,
    Division,
    DivisionChange,
    DivisionKind,
    FormerPlace,
    Level,
    kinds_at,
)
from fscore.model.period import check_day
from fscore.services.divisions import check_actor
from fscore.services.handover import Left, hand_over, settings_of
from fscore.services.work import Work
from fscore.storage.audit import Act
from fscore.storage.columns import col
from fscore.storage.division_changes import has_code, write_change, write_fields, write_succession
from fscore.storage.division_load import next_id
from fscore.storage.scope import inside


@attrs.frozen
class Succeeded:
    """The units that opened, and what somebody has to see to."""

    opened: Sequence[Division]
    left: Left


def rename(work: Work, code: str, name: str, on: date, kind: DivisionKind | None = None) -> Division:
    """Give a division another name from a day on, and say what it is now if that changes too; commits.

    It keeps its id. ``name_on`` has the old name for the days before.

    Raises:
        NotFound, NotPossible, InvalidValue: saying what stands in the way.
    """
    division = _open_division(work, code, on)
    fresh = _sound_name(name)
    what = _sound_kind(division, kind) or division.kind
    if (fresh, what) == (division.name, division.kind):
        raise NotPossible(_("{code} 已经叫“{name}”"), code=division.code, name=fresh)
    changes = {"name": [division.name, fresh], "kind": [division.kind.value, what.value]}
    return _rewrite(work, ChangeKind.RENAME, division, on, changes)


def recode(work: Work, code: str, new_code: str, on: date) -> Division:
    """Give a division another code from a day on and commit; it keeps its id, and its old code still leads to it.

    Raises:
        NotFound, NotPossible, InvalidValue, Conflict: saying what stands in the way.
    """
    division = _open_division(work, code, on)
    fresh = _free_code(work, new_code, ())
    return _rewrite(work, ChangeKind.RECODE, division, on, {"code": [division.code, fresh]})


def split(
    work: Work, code: str, parts: Sequence[Part], on: date, children: Mapping[str, str] | None = None
) -> Succeeded:
    """Split a division into new ones under the same parent, and commit.

    The old unit closes on the day before. What lay below it lies in the parts; what was its own is from then on that of
    the part which takes its code, else of the first. Figures of days before stay what they were.

    Args:
        parts: at least two; one of them may take the code of the old unit.
        children: for each unit straight below, by code, the code of the part that it goes to.

    Raises:
        NotFound, NotPossible, InvalidValue, Conflict: saying what stands in the way.
    """
    old = _open_division(work, code, on)
    sound = [_sound_part(work, part, (old,)) for part in parts]
    homes = {code_of(child): code_of(part) for child, part in (children or {}).items()}
    below = _open_below(work, [old])
    _check_moves(work, [old], _parent(work, old), on)
    first = next_id(work.session.own_connection(), len(parts))
    return _succeed(work, parted(old, below, sound, homes, on=on, first_id=first), [old], below)


def merge(work: Work, codes: Sequence[str], into: Part, on: date, parent: str | None = None) -> Succeeded:
    """Merge divisions of one level into a new one, and commit.

    The old units close on the day before. What lay below them, and what was their own, is the new one's from then on.
    Figures of days before stay what they were.

    Args:
        into: the new unit; it may take the code of one of the old ones.
        parent: the code of the unit above the new one; needed if the old ones don't lie in the same unit.

    Raises:
        NotFound, NotPossible, InvalidValue, Conflict: saying what stands in the way.
    """
    old = [_open_division(work, code, on) for code in codes]
    above = _open_division(work, parent, on) if parent is not None else None
    sound = _sound_part(work, into, old)
    below = _open_below(work, old)
    _check_moves(work, old, above or _parent(work, old[0]), on)
    first = next_id(work.session.own_connection(), 1)
    return _succeed(work, merged(old, below, sound, above, on=on, first_id=first), old, below)


def _open_division(work: Work, code: str, on: date) -> Division:
    check_actor(work)
    check_day(on)
    if on > work.today:
        raise NotPossible(_("{day} 还没有到，请到那一天再改"), day=on)
    division = work.division(code_of(code))
    if division.valid_to is not None:
        raise NotPossible(
            _("{name}（{code}）已在 {day} 撤销"), name=division.name, code=division.code, day=division.valid_to
        )
    if division.valid_from is not None and on < division.valid_from:
        raise NotPossible(
            _("{name}（{code}）{day} 才设立，变更不能早于这一天"),
            name=division.name,
            code=division.code,
            day=division.valid_from,
        )
    last = work.first(
        sa.select(DivisionChange)
        .where(col(DivisionChange.subject_id) == division.id, col(DivisionChange.on) > on)
        .order_by(col(DivisionChange.on).desc())
    )
    if last is not None:
        raise NotPossible(
            _("{name}（{code}）在 {day} 已有{kind}，变更不能早于这一天"),
            name=division.name,
            code=division.code,
            day=last.on,
            kind=last.kind.label,
        )
    return division


def _sound_name(name: str) -> str:
    fresh = name.strip()
    reason = wrong_name(fresh)
    if reason is not None:
        raise InvalidValue(reason, field="name", label=_("名称"), value=name)
    return fresh


def _free_code(work: Work, code: str, own: Collection[str]) -> str:
    fresh = code_of(code)
    reason = wrong_code(fresh)
    if reason is not None:
        raise InvalidValue(reason, field="code", label=_("区划代码"), value=code)
    if fresh not in own and has_code(work.session.own_connection(), fresh):
        raise Conflict(_("代码 {code} 已经有区划在用"), code=fresh)
    return fresh


def _sound_kind(like: Division, kind: DivisionKind | None) -> DivisionKind | None:
    known = kinds_at(like.level)
    if kind is not None and kind not in known:
        template = _("{level}的类型可以是{known}，不能是{kind}")
        names = {"level": Level(like.level).label, "known": joined(one.label for one in known), "kind": kind.label}
        raise InvalidValue(template, field="kind", label=_("类型"), value=kind.value, **names)
    return kind


def _sound_part(work: Work, part: Part, old: Sequence[Division]) -> Part:
    code = _free_code(work, part.code, [unit.code for unit in old])
    return Part(code, _sound_name(part.name), _sound_kind(old[0], part.kind) if old else part.kind)


def _open_below(work: Work, units: Sequence[Division]) -> Sequence[Division]:
    roots = [unit.id for unit in units]
    below = sa.select(Division).where(
        sa.or_(*(inside(unit) for unit in units)), col(Division.valid_to).is_(None), col(Division.id).not_in(roots)
    )
    return work.all(below.order_by(col(Division.level), col(Division.code)))


def _parent(work: Work, unit: Division) -> Division | None:
    return None if unit.parent_id is None else work.place(unit.parent_id)


def _check_moves(work: Work, old: Sequence[Division], above: Division | None, on: date) -> None:
    """Refuse a change of a day behind which some of the units, or what they are to lie in, came to lie where it is."""
    if above is not None and above.valid_from is not None and on < above.valid_from:
        raise NotPossible(
            _("上级{name}（{code}）{day} 才设立，变更不能早于这一天"),
            name=above.name,
            code=above.code,
            day=above.valid_from,
        )
    units = sa.select(col(Division.id)).where(sa.or_(*(inside(unit) for unit in old)))
    last = work.first(
        sa.select(FormerPlace)
        .where(col(FormerPlace.subject_id).in_(units), col(FormerPlace.until) >= on)
        .order_by(col(FormerPlace.until).desc())
    )
    if last is not None:
        raise NotPossible(
            _("{name}在 {day} 以后才归现在的上级，变更要在这一天以后"),
            name=work.place(last.subject_id).name,
            day=last.until,
        )


def _rewrite(work: Work, kind: ChangeKind, division: Division, on: date, changes: Mapping[str, list[str]]) -> Division:
    connection = work.session.own_connection()
    write_change(connection, kind, on, division)
    write_fields(connection, division.id, **{field: new for field, (_old, new) in changes.items()})
    work.note(Act(kind.value, "division", division.id, division.id, {**changes, "on": [None, on.isoformat()]}))
    work.commit()
    return _fresh(work, col(Division.id) == division.id)[0]


def _succeed(work: Work, made: Succession, old: Sequence[Division], below: Sequence[Division]) -> Succeeded:
    settings = settings_of(work, old, made.on)
    straight = {unit.id: [one for one in below if one.parent_id == unit.id] for unit in old}
    write_succession(work.session.own_connection(), made)
    names = {one.id: one for one in made.openings}
    for tie in made.ties:
        new = names[tie.successor_id]
        changes = {"on": [None, made.on.isoformat()], "successor": [None, new.id], "code": [tie.subject.code, new.code]}
        work.note(Act(made.kind.value, "division", tie.subject.id, tie.subject.id, changes))
    for move in made.moves:
        if not move.ends:
            changes = {"on": [None, made.on.isoformat()], "parent": [move.subject.parent_id, move.into.id]}
            work.note(Act(made.kind.value, "division", move.subject.id, move.subject.id, changes))
    opened = [work.get(Division, one.id) for one in made.openings]
    _fresh(work, sa.or_(*(inside(unit) for unit in opened)))
    left = hand_over(work, settings, opened, straight)
    work.commit()
    return Succeeded(opened, left)


def _fresh(work: Work, which: "sa.ColumnElement[bool]") -> Sequence[Division]:
    """Return divisions as they are now, those that the session holds brought up to date."""
    return work.all(sa.select(Division).where(which).execution_options(populate_existing=True))
