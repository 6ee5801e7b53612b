"""What follows when divisions are split or merged: which rows close, which open, what moves, and what is tied to what.

A unit that is split or merged closes on the day before; a new one opens on the day. The units below stay what they are
and lie in the new one from then on. What was the closed unit's own is the new one's: of a merge the only one, of a
split the one that takes the old code, else the first.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import attrs

from fscore.errors import NotPossible
from fscore.labels import _
from fscore.model.division import ChangeKind, Division, DivisionKind, Level
from fscore.model.entity import field
from fscore.model.known_division import Ancestors

MARK = "~"
LONGEST_CODE = field(Division, "code").about.max_length or 0


@attrs.frozen
class Part:
    """A unit that opens: its code, its name, and what it is if that changes."""

    code: str
    name: str
    kind: DivisionKind | None = None


@attrs.frozen
class Closing:
    """The last day of a unit, and the code under which its row stays if a successor has taken its own."""

    id: int
    valid_to: date
    code: str


@attrs.frozen
class Opening:
    """The row of a new unit."""

    id: int
    code: str
    name: str
    level: int
    kind: DivisionKind
    parent_id: int | None
    path: Ancestors


@attrs.frozen
class Move:
    """What lies in an opening from the day on.

    That is a unit with all below it; or, of one that ``ends``, only itself and what ended in it before.
    """

    subject: Division
    into: Opening
    ends: bool = False


@attrs.frozen
class Tie:
    """Which new unit follows which old one."""

    subject: Division
    successor_id: int


@attrs.frozen
class Succession:
    """All that changes on one day."""

    kind: ChangeKind
    on: date
    closings: tuple[Closing, ...]
    openings: tuple[Opening, ...]
    moves: tuple[Move, ...]
    ties: tuple[Tie, ...]

    @property
    def day_before(self) -> date:
        """The last day of what was."""
        return self.on - timedelta(days=1)


def split(
    old: Division,
    below: Sequence[Division],
    parts: Sequence[Part],
    children: Mapping[str, str],
    *,
    on: date,
    first_id: int,
) -> Succession:
    """Return what splitting ``old`` into ``parts`` amounts to.

    Args:
        old: the unit.
        below: the open units below it, from the top.
        parts: what takes its place, under the same parent; one of them may take its code.
        children: for each unit straight below ``old``, by code, the code of the part that it goes to.
        on: the first day of the new units.
        first_id: where their ids begin.

    Raises:
        NotPossible: if this can't be done on that day, or ``children`` does not say where each child goes.
    """
    if len(parts) < 2:
        raise NotPossible(_("分设至少要有两个新区划，现在是 {count} 个"), count=len(parts))
    codes = [part.code for part in parts]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise NotPossible(_("两个新区划用了同一个代码 {code}"), code=twice)
    straight = {unit.code for unit in below if unit.parent_id == old.id}
    lost = sorted(straight - children.keys())
    if lost:
        raise NotPossible(
            _("{name}下面还有 {count} 个区划，请逐个写明归到哪个新区划：{codes}"),
            name=old.name,
            count=len(lost),
            codes="、".join(lost[:10]),
        )
    wrong = sorted({*(children.keys() - straight), *(set(children.values()) - set(codes))})
    if wrong:
        raise NotPossible(_("归属里写了不相干的代码：{codes}"), codes="、".join(wrong[:10]))
    tops = _tops(parts, parent_id=old.parent_id, above=_path(old), level=old.level, kind=old.kind, first_id=first_id)
    homes = {part.code: top for part, top in zip(parts, tops, strict=True)}
    moves = [Move(old, homes.get(old.code, tops[0]), ends=True)]
    moves += [Move(child, homes[children[child.code]]) for child in below if child.parent_id == old.id]
    ties = [Tie(old, top.id) for top in tops]
    return _succession(ChangeKind.SPLIT, [old, *below], tops, moves, ties, on=on)


def merge(
    old: Sequence[Division],
    below: Sequence[Division],
    into: Part,
    parent: Division | None,
    *,
    on: date,
    first_id: int,
) -> Succession:
    """Return what merging several units into one amounts to; everything below them goes to the new one.

    Args:
        old: two or more units of one level.
        below: the open units below all of them, from the top.
        into: the new unit; it may take the code of one of them.
        parent: the unit above the new one; needed if they don't lie in the same one.
        on: the first day of the new unit.
        first_id: where the new ids begin.

    Raises:
        NotPossible: if this can't be done, or not on that day.
    """
    if len({unit.id for unit in old}) < 2:
        raise NotPossible(_("合并至少要有两个不同的区划"))
    level = old[0].level
    other = next((unit for unit in old if unit.level != level), None)
    if other is not None:
        raise NotPossible(_("{name}和{other}不是同一级，不能合并"), name=old[0].name, other=other.name)
    if parent is not None and (parent.level >= level or any(parent.under(unit) for unit in old)):
        raise NotPossible(_("{parent}的级别要高于要合并的区划"), parent=parent.name)
    if parent is None and len({unit.parent_id for unit in old}) > 1:
        raise NotPossible(_("要合并的区划不在同一个上级下面，请写明新区划归哪个上级"))
    parent_id = parent.id if parent is not None else old[0].parent_id
    above = _path(parent) if parent is not None else _path(old[0])
    kinds = {unit.kind for unit in old}
    tops = _tops(
        [into],
        parent_id=parent_id,
        above=above,
        level=level,
        kind=kinds.pop() if len(kinds) == 1 else None,
        first_id=first_id,
    )
    ended = {unit.id for unit in old}
    moves = [Move(unit, tops[0], ends=True) for unit in old]
    moves += [Move(child, tops[0]) for child in below if child.parent_id in ended]
    ties = [Tie(unit, tops[0].id) for unit in old]
    return _succession(ChangeKind.MERGE, [*old, *below], tops, moves, ties, on=on)


def retired(code: str, unit_id: int) -> str:
    """Return the code under which a closed row stays when a successor takes its own; nobody else can have it.

    >>> retired("990101101200", 17), retired("9" * 24, 17)
    ('990101101200~17', '999999999999999999999~17')
    """
    tail = f"{MARK}{unit_id}"
    return code[: LONGEST_CODE - len(tail)] + tail


def _path(unit: Division) -> Ancestors:
    return tuple(unit.ancestor(level) for level in Level)


def _own_path(above: Ancestors, level: int, unit_id: int) -> Ancestors:
    return (*above[: level - 1], unit_id, *(None,) * (len(Level) - level))


def _tops(
    parts: Sequence[Part],
    *,
    parent_id: int | None,
    above: Ancestors,
    level: int,
    kind: DivisionKind | None,
    first_id: int,
) -> list[Opening]:
    made = []
    for place, part in enumerate(parts):
        what = part.kind or kind
        if what is None:
            raise NotPossible(_("要合并的区划类型不同，请写明“{name}”是什么类型（--kind）"), name=part.name)
        path = _own_path(above, level, first_id + place)
        made.append(Opening(first_id + place, part.code, part.name, level, what, parent_id, path))
    return made


def _succession(
    kind: ChangeKind,
    units: Sequence[Division],
    tops: Sequence[Opening],
    moves: Sequence[Move],
    ties: Sequence[Tie],
    *,
    on: date,
) -> Succession:
    for unit in units:
        _check_open(unit, on)
    taken = {top.code for top in tops}
    day_before = on - timedelta(days=1)
    ended = {move.subject.id: move.subject for move in moves if move.ends}
    closings = [
        Closing(unit.id, day_before, retired(unit.code, unit.id) if unit.code in taken else unit.code)
        for unit in ended.values()
    ]
    return Succession(kind, on, tuple(closings), tuple(tops), tuple(moves), tuple(ties))


def _check_open(unit: Division, on: date) -> None:
    if unit.valid_to is not None:
        raise NotPossible(_("{name}（{code}）已在 {day} 撤销"), name=unit.name, code=unit.code, day=unit.valid_to)
    if unit.valid_from is not None and unit.valid_from >= on:
        raise NotPossible(
            _("{name}（{code}）{day} 才设立，变更要在这一天以后"), name=unit.name, code=unit.code, day=unit.valid_from
        )
