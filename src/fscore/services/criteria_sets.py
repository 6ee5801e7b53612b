"""The sets of criteria of an installation: those that plugins ship, and those that the office loaded.

Who asks for the set in force asks here: :func:`criteria_in_force` is the one place where both come together.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import attrs
from sqlalchemy.exc import IntegrityError

from fscore.errors import Conflict, NotAllowed, NotPossible, Problem, RefusedFile, UnknownCode
from fscore.evaluation.criteria import CriteriaSet, set_in_force
from fscore.exchange.criteria_files import dump_toml, load_toml
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.roles import Role
from fscore.services.figures import find_indicator
from fscore.services.work import Work
from fscore.storage.audit import Act
from fscore.storage.criteria_sets import LoadedSet, add_set, loading_of, places_below, read_sets, withdraw_set
from fscore.storage.indicators import Indicator

_MAY = frozenset({Role.OFFICER, Role.DISTRICT, Role.INSTALLATION})


@attrs.frozen
class Loading:
    """What came of loading a set: the version that stands now, whether it is new, and the one it corrects."""

    kept: LoadedSet
    division: Division | None
    new: bool
    corrected: LoadedSet | None = None


@attrs.frozen
class Listed:
    """One version of a set with where it is from: a plugin, or whoever loaded it."""

    criteria: CriteriaSet
    plugin: str | None
    division: Division | None
    loaded: LoadedSet | None = None


def criteria_in_force(work: Work, code: str, on: date, place: Division) -> CriteriaSet:
    """Return the set that holds in a division on a day: that of the nearest place, and there the latest.

    A loaded set comes before a shipped one of the same place and day.

    Raises:
        NotPossible: if none holds.
    """
    around = work.ancestors(place, on)
    rows = read_sets(work.session.own_connection(), around=around, code=code)
    held = _shipped(work, code) + [_made(work, row) for row in rows]
    found = set_in_force(held, code, on, [one.code for one in reversed(around)])
    if found is None:
        raise NotPossible(_("指标表 {code} 在 {day} 还没有施行，或已经废止"), code=code, day=on)
    return found


def _shipped(work: Work, code: str) -> list[CriteriaSet]:
    return [one for _plugin, one in work.system.plugins.criteria() if one.code == code]


def _made(work: Work, row: LoadedSet) -> CriteriaSet:
    region = None if row.division_id is None else work.place(row.division_id).code
    return attrs.evolve(_parsed(row.text, row.file), region=region, digest=row.sha256)


@lru_cache(maxsize=256)
def _parsed(text: str, name: str) -> CriteriaSet:
    return load_toml(text, name)


def known_codes(work: Work) -> list[str]:
    """Return the codes of all sets that whoever asks may see."""
    shipped = {one.code for _plugin, one in work.system.plugins.criteria()}
    return sorted(shipped | {row.code for row in _visible(work)})


def listed_sets(work: Work, place: Division | None = None, *, withdrawn: bool = False) -> list[Listed]:
    """Return all versions by code and day: those that hold in a division, or all that whoever asks may see."""
    found = [
        Listed(one, plugin, work.division(one.region) if one.region else None)
        for plugin, one in work.system.plugins.criteria()
    ]
    rows = _visible(work, withdrawn=withdrawn)
    for row in rows:
        division = None if row.division_id is None else work.place(row.division_id)
        if place is None or division is None or place.under(division):
            found.append(Listed(_made(work, row), None, division, row))
    return sorted(found, key=lambda one: (one.criteria.code, one.criteria.effective, one.plugin is None))


def _visible(work: Work, *, withdrawn: bool = False) -> Sequence[LoadedSet]:
    """Return what holds where the actor works, or below; the database of an SQLite file keeps no scope of its own."""
    connection, place = work.session.own_connection(), work.scope.place
    rows = read_sets(connection, withdrawn=withdrawn)
    if place is None:
        return rows
    above = {one for one in (place.ancestor(level) for level in Level) if one is not None}
    below = places_below(connection, place, {row.division_id for row in rows if row.division_id is not None})
    return [row for row in rows if row.division_id is None or row.division_id in above | below]


def load_set(
    work: Work,
    criteria: CriteriaSet,
    *,
    division: Division | None = None,
    file: str = "",
    reason: str = "",
    correct: bool = False,
) -> Loading:
    """Keep a set that was read and checked; the caller commits.

    The same set twice adds nothing. A changed one is another version with a day of its own, so that what was judged
    by the old one stays.

    Args:
        work: the unit of work of whoever loads.
        criteria: the set.
        division: where it holds, with all below it; the whole installation, or the actor's own place, without one.
        file: the name of the file that it was read from.
        reason: why it is loaded; only whoever runs the installation need not say.
        correct: let it take the place of a version of the same day that was loaded by mistake.

    Raises:
        NotAllowed: if the role may not, or not for this set.
        NotPossible: if another version of the same day stands, or place and reason are not said as they must.
        RefusedFile: if an item's unit is not that of the indicator it asks for.
    """
    place = _place(work, criteria, division)
    _check_may(work, criteria.code, place, reason.strip())
    wrong = list(_unit_problems(work, criteria))
    if wrong:
        raise RefusedFile(criteria.label, wrong)
    text = dump_toml(attrs.evolve(criteria, region=None, digest=""))
    made = LoadedSet(
        division_id=None if place is None else place.id,
        code=criteria.code,
        version=criteria.version,
        label=criteria.label,
        effective=criteria.effective,
        superseded=criteria.superseded,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        file=file or criteria.label,
        reason=reason.strip(),
    )
    connection = work.session.own_connection()
    standing = next((row for row in read_sets(connection, code=made.code) if row.holds == made.holds), None)
    if standing is not None and standing.sha256 == made.sha256:
        return Loading(standing, place, new=False)
    if standing is not None:
        _withdraw(work, standing, reason.strip(), correct=correct)
    try:
        number = add_set(connection, made, work.session.author)
    except IntegrityError:
        raise Conflict(
            _("刚才有人装入了 {code} 从 {day} 起施行的一版，请看过再装"), code=made.code, day=made.effective
        ) from None
    work.note(loading_of(made, number))
    return Loading(attrs.evolve(made, id=number), place, new=True, corrected=standing)


def _withdraw(work: Work, standing: LoadedSet, reason: str, *, correct: bool) -> None:
    if not correct:
        raise NotPossible(
            _("{code} 从 {day} 起施行的一版已经装入，内容不一样。改了指标请写新的起用日期；装错了才更正，并写理由"),
            code=standing.code,
            day=standing.effective,
        )
    if not reason:
        raise NotPossible(_("更正已经装入的指标表，要写理由"))
    withdraw_set(work.session.own_connection(), standing.id, work.session.author, reason)
    told = {"sha256": [standing.sha256, None], "reason": [None, reason]}
    work.note(Act("withdraw", "criteria_set", standing.id, standing.division_id, told))


def _place(work: Work, criteria: CriteriaSet, division: Division | None) -> Division | None:
    own = work.division(criteria.region) if criteria.region else None
    if own is not None and division is not None and own.id != division.id:
        raise NotPossible(
            _("文件里写的适用地区是{own}，和要装入的{division}不一样，请改一处"), own=own.name, division=division.name
        )
    return division or own or work.scope.place


def _check_may(work: Work, code: str, place: Division | None, reason: str) -> None:
    role = work.actor.role
    if role not in _MAY:
        raise NotAllowed(_("{role}不能装入指标表"), role=role.label)
    if role is Role.INSTALLATION:
        return
    if not reason:
        raise NotPossible(_("装入指标表要写理由，例如依据哪个文件"))
    if role is Role.OFFICER and place is not None:
        # Who is judged does not set the measure: a form from above is for those above to change.
        shipped = code in {one.code for _plugin, one in work.system.plugins.criteria()}
        rows = read_sets(work.session.own_connection(), around=work.ancestors(place, work.today), code=code)
        if shipped or any(not _within(work, row) for row in rows):
            raise NotAllowed(
                _("指标表 {code} 是出厂的或上级定的，{role}不能改，请找区级人员"), code=code, role=role.label
            )


def _within(work: Work, row: LoadedSet) -> bool:
    own = work.scope.place
    return own is None or (row.division_id is not None and work.place(row.division_id).under(own))


def indicator_of(work: Work, query: str | None) -> Indicator | None:
    """Return the indicator that an item asks for, None if its query is none."""
    if query is None:
        return None
    try:
        return find_indicator(work, query)[1]
    except UnknownCode:
        return None


def _unit_problems(work: Work, criteria: CriteriaSet) -> Iterator[Problem]:
    for place, item in enumerate(criteria.criteria, 1):
        asked = indicator_of(work, item.query)
        if asked is not None and item.unit and item.unit != asked.unit.label:
            where = _("第 {place} 项“{label}”（{code}）").format(place=place, label=item.label, code=item.code)
            reason = _("数据单位写的是“{unit}”，指标 {id}（{title}）的单位是“{own}”").format(
                unit=item.unit, id=asked.id, title=asked.label, own=asked.unit.label
            )
            yield Problem(where, reason)
