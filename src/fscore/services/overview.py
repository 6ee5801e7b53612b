"""What an office sees first: what comes up this week, what came in lately, and which villages have reported."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.extension.guarded import Failure, guarded
from fscore.model.division import Division, Level
from fscore.model.entity import about, describe, field
from fscore.model.period import Period
from fscore.model.record import Door, Record
from fscore.model.roles import Role
from fscore.services.listing import is_offered
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.indicators import Reporting, entity_of, place_of
from fscore.storage.places import ancestor_on, inside_on

PEOPLE = (Door.WEB, Door.PHONE)


@attrs.frozen
class Coming:
    """Records of one kind whose day lies ahead: how many there are, and the first few."""

    cls: type
    label: str
    count: int
    records: Sequence[Any]


@attrs.frozen
class Reported:
    """What a village has handed in in a period; ``complete`` is None where nobody asks for reports of nothing."""

    division: Division
    count: int
    complete: bool | None


def _kinds(work: Work) -> list[Any]:
    """Return the kinds of records of the plugins that the actor may see, in the order of the plugins."""
    return [cls for cls in work.system.plugins.owners if is_offered(work, cls)]


def _in_area(cls: Any, area: Division) -> sa.ColumnElement[bool]:
    return col(cls.division_id).in_(sa.select(col(Division.id)).where(inside_on(area, None)))


def coming(work: Work, area: Division, period: Period, limit: int = 5) -> list[Coming]:
    """Return what is set down for the days of a period, kind by kind: of records whose day may lie in the future."""
    found = []
    for cls in _kinds(work):
        day = about(cls).dated
        if day is None or field(cls, day).about.past:
            continue
        wanted = sa.select(cls).where(getattr(cls, day).between(*period.days), _in_area(cls, area))
        count = work.count(wanted)
        if count:
            records = work.all(wanted.order_by(getattr(cls, day), cls.id).limit(limit))
            found.append(Coming(cls, about(cls).label, count, records))
    return found


def lately(work: Work, area: Division, since: datetime, limit: int = 5) -> list[Record]:
    """Return what people of the area have entered themselves since a moment, the latest first."""
    found: list[Record] = []
    for cls in _kinds(work):
        if Role.LIAISON not in about(cls).write or _is_part(cls):
            continue
        wanted = sa.select(cls).where(
            col(cls.recorded_at) >= since,
            col(cls.door).in_(PEOPLE),
            col(cls.recorded_by) != work.actor.name,
            _in_area(cls, area),
        )
        found += work.all(wanted.order_by(col(cls.recorded_at).desc()).limit(limit))
    return sorted(found, key=lambda one: str(one.recorded_at), reverse=True)[:limit]


def reported(work: Work, area: Division, period: Period) -> list[Reported]:
    """Return for each village of an area how much it has handed in, and whether its reports of nothing are there.

    The reports of nothing themselves are not counted among what was handed in.
    """
    chains = list(_chains(work, period))
    kinds = {entity_of(chain.filed) for chain in chains}
    day = min(period.last, work.today)
    counts = _counts(work, _handed_in(work, area, period, kinds), day)
    filed = [(_counts(work, [chain.filed], day), chain.times) for chain in chains]
    villages = sa.select(Division).where(inside_on(area, day), col(Division.level) == int(Level.VILLAGE))
    rows = []
    for division in work.all(villages.order_by(col(Division.code))):
        if not division.existed_on(day):
            continue
        complete = all(counted.get(division.id, 0) >= min(times, 1) for counted, times in filed) if filed else None
        rows.append(Reported(division, counts.get(division.id, 0), complete))
    return rows


def nothing_to_report(work: Work, period: Period) -> dict[type, Mapping[str, Any]]:
    """Return the kinds of records by which a village says that there was nothing, and what the last one says."""
    return {entity_of(chain.filed): chain.says for chain in _chains(work, period)}


def _chains(work: Work, period: Period) -> Iterable[Reporting]:
    """Return the chains of reports that the usable plugins ask for; one that fails is put aside and named as such."""
    for plugin, one in list(work.system.plugins.indicators.values()):
        reach, ask = work.scope.reach.get(plugin), one.reported
        if ask is None or (reach is not None and not any(on for _place, on in reach.points)):
            continue
        answer = guarded(plugin, one.code, partial(ask, period, work.rules))
        if isinstance(answer, Failure):
            work.system.plugins.fail(answer)
        else:
            yield answer


def _is_part(cls: type) -> bool:
    return any(one.part for one in describe(cls))


def _handed_in(work: Work, area: Division, period: Period, without: Collection[type]) -> Iterable["sa.Select[Any]"]:
    for cls in _kinds(work):
        day = about(cls).dated
        if cls not in without and day is not None and Role.LIAISON in about(cls).write and not _is_part(cls):
            yield sa.select(cls).where(getattr(cls, day).between(*period.days), _in_area(cls, area))


def _counts(work: Work, statements: Iterable["sa.Select[Any]"], on: date) -> dict[int, int]:
    """Return how many records of some selects lay in each village on a day, those of closed ones in what goes on."""
    found: dict[int, int] = {}
    for statement in statements:
        place = orm.aliased(Division)
        village = ancestor_on(place, Level.VILLAGE, on)
        wanted = statement.order_by(None).join(place, col(place.id) == place_of(statement))
        counted = wanted.with_only_columns(village, sa.func.count(), maintain_column_froms=True).group_by(village)
        for division_id, count in work.session.execute(counted):
            found[division_id] = found.get(division_id, 0) + count
    return found
