"""Divisions: loaded in bulk, added one by one, and found again by the code or name of a day."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotFound, WrongUse
from fscore.exchange.divisions import (
    DivisionTree,
    Folded,
    code_of,
    divisions_of,
    read_divisions,
)
from fscore.labels import _
from fscore.model.division import ChangeKind, Division, DivisionChange, DivisionKind, Level
from fscore.model.known_division import KnownDivision
from fscore.model.roles import Role
from fscore.services.work import Work
from fscore.storage.audit import Act
from fscore.storage.columns import col
from fscore.storage.division_changes import write_fields
from fscore.storage.division_load import divisions_by_code, insert_divisions, next_id
from fscore.storage.scope import inside

# Divisions are the frame of all scopes: whoever runs the installation changes them, nobody who works inside one.
_MAY = frozenset({Role.INSTALLATION})


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
    _check_whole(work)
    return keep_tree(work, read_divisions(path, _Known(work)))


def keep_tree(work: Work, tree: DivisionTree) -> LoadReport:
    """Write a tree that was read before and commit; what :func:`load_divisions` does after reading.

    Raises:
        NotAllowed: if the actor may not, or only for a part of the tree.
    """
    _check_whole(work)
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
    check_actor(work)
    above = work.division(code_of(parent)) if parent else None
    if work.scope.place is not None and above is None:
        raise NotFound(_("没有这个区划：{code}"), code=code)
    tree = divisions_of([(code, name, str(int(level)), parent)], _Known(work), name=code)
    if len(tree):
        number = _insert(work, tree)
        extra = {"kind": kind, "valid_from": valid_from}
        values = {field: value for field, value in extra.items() if value is not None}
        if values:
            write_fields(work.session.own_connection(), number, **values)
        facts = {"code": tree.codes[0], "name": tree.names[0], "parent": above.code if above else None}
        work.note(Act("add", "division", number, number, {field: [None, value] for field, value in facts.items()}))
    return work.division(code_of(code))


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
    for division in _had(work, wanted):
        if division.existed_on(day) and code_on(work, division, day) == wanted:
            return division
    raise NotFound(_("{day} 没有代码为 {code} 的区划"), code=wanted, day=day)


def division_since(work: Work, code: str, first: date | None) -> Division:
    """Return the division that has or had a code and began on a day (None: nobody knows when), else the one of today.

    Raises:
        NotFound: if no division in scope ever had the code.
    """
    began = (one for one in _had(work, code_of(code)) if one.valid_from == first)
    return next(began, None) or work.division(code)


def _had(work: Work, code: str) -> list[Division]:
    """Return the divisions in scope that have or had a code."""
    former = sa.select(col(DivisionChange.subject_id)).where(col(DivisionChange.old_code) == code)
    wanted = sa.select(Division).where(sa.or_(col(Division.code) == code, col(Division.id).in_(former)))
    place = work.scope.place
    return [one for one in work.all(wanted.order_by(col(Division.id))) if place is None or one.under(place)]


def subtree(work: Work, division: Division, limit: int, after: str = "") -> Sequence[Division]:
    """Return units of the subtree of a division, itself included, in the order of codes: ``limit`` behind a code."""
    # A group has nothing below it, and its level has no index of its own.
    below = inside(division) if division.level < Level.GROUP else col(Division.id) == division.id
    wanted = sa.select(Division).where(below, col(Division.code) > after)
    return work.all(wanted.order_by(col(Division.code)).limit(limit))


def successors(work: Work, division: Division) -> Sequence[Division]:
    """Return the divisions that took the place of one that was split or merged."""
    next_ids = sa.select(col(DivisionChange.successor_id)).where(col(DivisionChange.subject_id) == division.id)
    return work.all(sa.select(Division).where(col(Division.id).in_(next_ids)).order_by(col(Division.code)))


def check_actor(work: Work) -> None:
    """Refuse whoever may not change divisions, and a unit of work that only reads."""
    if work.session.reading:
        raise WrongUse("This unit of work only reads; open one that writes")
    if work.actor.role not in _MAY:
        raise NotAllowed(_("{role}不能改区划，请找安装操作员"), role=work.actor.role.label)


def _known(work: Work) -> "_Known":
    return _Known(work)


def _check_whole(work: Work) -> None:
    check_actor(work)
    if work.scope.place is not None:
        raise NotAllowed(_("导入区划要有全部范围的权限"), role=work.actor.role.label)


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
