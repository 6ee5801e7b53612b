"""Divisions: loaded in bulk, added one by one, and changed on a day by rename, recode, split and merge."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs
import sqlalchemy as sa

from fscore.errors import Conflict, InvalidValue, NotAllowed, NotFound, NotPossible, WrongUse
from fscore.evaluation.succession import Part, Succession
from fscore.evaluation.succession import merge as merged
from fscore.evaluation.succession import split as parted
from fscore.exchange.divisions import (
    DivisionTree,
    Folded,
    code_of,
    divisions_of,
    read_divisions,
    wrong_code,
    wrong_name,
)
from fscore.labels import _
from fscore.model.division import ChangeKind, Division, DivisionChange, DivisionKind, Level
from fscore.model.known_division import KnownDivision
from fscore.model.roles import Role
from fscore.services.work import Work
from fscore.storage.audit import Act
from fscore.storage.columns import col
from fscore.storage.division_changes import has_code, write_change, write_fields, write_succession
from fscore.storage.division_load import divisions_by_code, insert_divisions, next_id
from fscore.storage.scope import inside

# Divisions are the frame of all scopes: whoever runs the installation changes them, nobody who works inside one.
_MAY = frozenset({Role.INSTALLATION, Role.SYSADMIN})


@attrs.frozen
class LoadReport:
    """What a load of a division file came to; ``folded`` are rows that stand for a unit above them."""

    file: str
    digest: str
    added: int
    unchanged: int
    folded: tuple[Folded, ...]
    levels: Mapping[Level, int]


def load_divisions(work: Work, path: Path) -> LoadReport:
    """Load a division file or folder and commit; the audit trail gets one row with the sha256 of the file.

    Units that are there already and say the same are left alone, so that a file can be loaded twice.

    Raises:
        RefusedFile: with the lines at fault; then nothing is kept.
        NotAllowed: if the actor may not, or only for a part of the tree.
    """
    _check_actor(work)
    if work.scope.place is not None:
        raise NotAllowed(_("导入区划要有全部范围的权限"), role=work.actor.role.label)
    tree = read_divisions(path, _known(work))
    levels = Counter(Level(level) for level in tree.levels)
    report = LoadReport(tree.name, tree.digest, len(tree), tree.unchanged, tree.folded, levels)
    if report.added:
        _insert(work, tree)
        counts = {"added": report.added, "unchanged": report.unchanged, "folded": len(report.folded)}
        facts = {"file": report.file, "sha256": report.digest, **counts}
        work.note(Act("load", "division", changes={name: [None, value] for name, value in facts.items()}))
        work.commit()
    return report


def add_division(
    work: Work,
    *,
    code: str,
    name: str,
    level: Level,
    parent: str = "",
    kind: DivisionKind | None = None,
    valid_from: date | None = None,
) -> Division:
    """Add one division and return it; if the same is there already, that one. The caller commits.

    Args:
        code: of digits alone, it is padded to twelve.
        parent: the code of the unit above; none for the top of the tree.
        kind: what it is, where code and level do not say.
        valid_from: its first day, if known.

    Raises:
        RefusedFile: if it can't be added.
        NotFound: if ``parent`` is outside the actor's scope.
    """
    _check_actor(work)
    above = work.division(code_of(parent)) if parent else None
    if work.scope.place is not None and above is None:
        raise NotFound(_("没有这个区划：{code}"), code=code)
    tree = divisions_of([(code, name, str(int(level)), parent)], _known(work), name=code)
    if len(tree):
        number = _insert(work, tree)
        extra = {"kind": kind, "valid_from": valid_from}
        values = {field: value for field, value in extra.items() if value is not None}
        if values:
            write_fields(work.session.own_connection(), number, **values)
        facts = {"code": tree.codes[0], "name": tree.names[0], "parent": above.code if above else None}
        work.note(Act("add", "division", number, number, {field: [None, value] for field, value in facts.items()}))
    return work.division(code_of(code))


def rename(work: Work, code: str, name: str, on: date, kind: DivisionKind | None = None) -> Division:
    """Give a division another name from a day on, and say what it is now if that changes too; commits.

    It keeps its id. :func:`name_on` has the old name for the days before.

    Raises:
        NotFound, NotPossible, InvalidValue: saying what stands in the way.
    """
    division = _open_division(work, code, on)
    fresh = _sound_name(name)
    what = kind or division.kind
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
) -> list[Division]:
    """Split a division into new ones under the same parent and commit; return these.

    The old unit closes on the day before and keeps its records, so that every total stays what it was.

    Args:
        parts: at least two; one of them may take the code of the old unit.
        children: for each unit straight below, by code, the code of the part that it goes to.

    Raises:
        NotFound, NotPossible, InvalidValue, Conflict: saying what stands in the way.
    """
    old = _open_division(work, code, on)
    sound = [_sound_part(work, part, (old.code,)) for part in parts]
    homes = {code_of(child): code_of(part) for child, part in (children or {}).items()}
    below = _open_below(work, [old])
    first = next_id(work.session.own_connection(), len(parts) + len(below))
    return _succeed(work, parted(old, below, sound, homes, on, first), len(parts))


def merge(work: Work, codes: Sequence[str], into: Part, on: date, parent: str | None = None) -> Division:
    """Merge divisions of one level into a new one and commit; what lies below them goes to the new one.

    The old units close on the day before and keep their records, so that every total stays what it was.

    Args:
        into: the new unit; it may take the code of one of the old ones.
        parent: the code of the unit above the new one; needed if the old ones don't lie in the same unit.

    Raises:
        NotFound, NotPossible, InvalidValue, Conflict: saying what stands in the way.
    """
    old = [_open_division(work, code, on) for code in codes]
    above = _open_division(work, parent, on) if parent is not None else None
    sound = _sound_part(work, into, tuple(unit.code for unit in old))
    below = _open_below(work, old)
    first = next_id(work.session.own_connection(), 1 + len(below))
    return _succeed(work, merged(old, below, sound, above, on, first), 1)[0]


def name_on(work: Work, division: Division, day: date) -> str:
    """Return the name that a division had on a day."""
    later = _first_change(work, division, day, ChangeKind.RENAME)
    return division.name if later is None else later.old_name


def code_on(work: Work, division: Division, day: date) -> str:
    """Return the code that a division had on a day."""
    later = _first_change(work, division, day, ChangeKind.RECODE, ChangeKind.SPLIT, ChangeKind.MERGE)
    return division.code if later is None else later.old_code


def division_on(work: Work, code: str, day: date) -> Division:
    """Return the division that had a code on a day: a code that an old record names leads to the unit of that day.

    Raises:
        NotFound: if no division in scope had it then.
    """
    wanted = code_of(code)
    former = sa.select(col(DivisionChange.subject_id)).where(col(DivisionChange.old_code) == wanted)
    candidates = sa.select(Division).where(sa.or_(col(Division.code) == wanted, col(Division.id).in_(former)))
    place = work.scope.place
    for division in work.all(candidates.order_by(col(Division.id))):
        held = division.existed_on(day) and code_on(work, division, day) == wanted
        if held and (place is None or division.under(place)):
            return division
    raise NotFound(_("{day} 没有代码为 {code} 的区划"), code=wanted, day=day)


def successors(work: Work, division: Division) -> Sequence[Division]:
    """Return the divisions that took the place of one that was split or merged."""
    next_ids = sa.select(col(DivisionChange.successor_id)).where(col(DivisionChange.subject_id) == division.id)
    return work.all(sa.select(Division).where(col(Division.id).in_(next_ids)).order_by(col(Division.code)))


def _check_actor(work: Work) -> None:
    if work.session.reading:
        raise WrongUse("This unit of work only reads; open one that writes")
    if work.actor.role not in _MAY:
        raise NotAllowed(_("{role}不能改区划，请找系统管理员"), role=work.actor.role.label)


def _known(work: Work) -> "_Known":
    return _Known(work)


@attrs.frozen
class _Known:
    work: Work

    def __call__(self, codes: Collection[str]) -> Mapping[str, KnownDivision]:
        return divisions_by_code(self.work.session.own_connection(), codes)


def _insert(work: Work, tree: DivisionTree) -> int:
    connection = work.session.own_connection()
    first = next_id(connection, len(tree))
    insert_divisions(connection, tree.rows(first))
    return first


def _open_division(work: Work, code: str, on: date) -> Division:
    _check_actor(work)
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


def _sound_part(work: Work, part: Part, own: Collection[str]) -> Part:
    return Part(_free_code(work, part.code, own), _sound_name(part.name), part.kind)


def _open_below(work: Work, units: Sequence[Division]) -> Sequence[Division]:
    roots = [unit.id for unit in units]
    below = sa.select(Division).where(
        sa.or_(*(inside(unit) for unit in units)), col(Division.valid_to).is_(None), col(Division.id).not_in(roots)
    )
    return work.all(below.order_by(col(Division.level), col(Division.code)))


def _rewrite(work: Work, kind: ChangeKind, division: Division, on: date, changes: Mapping[str, list[str]]) -> Division:
    connection = work.session.own_connection()
    write_change(connection, kind, on, division)
    write_fields(connection, division.id, **{field: new for field, (_old, new) in changes.items()})
    work.note(Act(kind.value, "division", division.id, division.id, {**changes, "on": [None, on.isoformat()]}))
    work.session.expire(division)
    work.commit()
    return work.get(Division, division.id)


def _succeed(work: Work, made: Succession, tops: int) -> list[Division]:
    write_succession(work.session.own_connection(), made)
    names = {one.id: one for one in made.openings}
    for tie in made.ties:
        new = names[tie.successor_id]
        changes = {"on": [None, made.on.isoformat()], "successor": [None, new.id], "code": [tie.subject.code, new.code]}
        work.note(Act(made.kind.value, "division", tie.subject.id, tie.subject.id, changes))
    for unit in {tie.subject for tie in made.ties}:
        work.session.expire(unit)
    work.commit()
    return [work.get(Division, one.id) for one in made.openings[:tops]]


def _first_change(work: Work, division: Division, day: date, *kinds: ChangeKind) -> DivisionChange | None:
    return work.first(
        sa.select(DivisionChange)
        .where(
            col(DivisionChange.subject_id) == division.id,
            col(DivisionChange.on) > day,
            col(DivisionChange.kind).in_(kinds),
        )
        .order_by(col(DivisionChange.on), col(DivisionChange.id))
    )
