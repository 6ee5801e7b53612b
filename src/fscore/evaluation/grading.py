"""What the points of a form mean: its grade, and whether it is passed."""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from fscore.evaluation.criteria import Band, Counted, CriteriaSet, Criterion, GradeLimit, Method
from fscore.evaluation.explanation import Said, said
from fscore.evaluation.items import Item
from fscore.labels import _


@attrs.frozen(kw_only=True)
class Grade:
    """The grade with its names, or none, and why."""

    grade: str | None = None
    names: Mapping[str, str] = attrs.field(factory=dict)
    reasons: tuple[Said | str, ...] = ()


def grade_of(
    criteria: CriteriaSet,
    items: tuple[Item, ...],
    points: Decimal | None,
    facts: tuple[str, ...],
    vetoes: tuple[Criterion, ...],
) -> Grade:
    """Return the grade: withheld facts come first, then vetoes, then the band, which limits can only lower."""
    if facts:
        return Grade(reasons=tuple(said(_("不评级：{fact}"), fact=fact) for fact in facts))
    if vetoes:
        veto = tuple(said(_("一票否决：{label}"), label=item.label) for item in vetoes)
        band = next((band for band in criteria.bands if band.grade and band.grade == criteria.veto_grade), None)
        return Grade(grade=band.grade if band else None, names=band.names if band else {}, reasons=veto)
    if points is None or not criteria.bands:
        return Grade()
    place = next((place for place, band in enumerate(criteria.bands) if band.holds(points)), None)
    if place is None:
        return Grade(reasons=(said(_("{points} 不在任何等级里"), points=points),))
    return _limited(criteria, items, place)


def _limited(criteria: CriteriaSet, items: tuple[Item, ...], place: int) -> Grade:
    reasons: list[Said | str] = []
    graded = [at for at, band in enumerate(criteria.bands) if band.grade]
    met = [(limit, _counted(items, limit)) for limit in criteria.limits]
    met = [(limit, count) for limit, count in met if limit.bound.holds(count)]
    down = sum(limit.down for limit, _count in met)
    for limit, count in met:
        reasons.append(said(_("{label}（{count} 项）"), label=limit.label, count=count))
        if limit.grade is None and not limit.down:
            return Grade(reasons=tuple(reasons))
    if criteria.bands[place].grade is None:
        return Grade(reasons=(*reasons, criteria.bands[place].reason))
    if down:
        place = graded[min(graded.index(place) + down, len(graded) - 1)]
    for limit, _count in met:
        if limit.grade is not None:
            place = max(place, _place_of(criteria.bands, limit.grade))
    band = criteria.bands[place]
    return Grade(grade=band.grade, names=band.names, reasons=tuple(reasons))


def _counted(items: tuple[Item, ...], limit: GradeLimit) -> int:
    wanted = (
        item
        for item in items
        if (not limit.items or item.criterion.code in limit.items)
        and (limit.counts is Counted.ITEMS or item.criterion.key)
    )
    return sum(item.failed for item in wanted)


def _place_of(bands: tuple[Band, ...], grade: str) -> int:
    return next((place for place, band in enumerate(bands) if band.grade == grade), 0)


def passed(
    criteria: CriteriaSet, items: tuple[Item, ...], points: Decimal | None, facts: tuple[str, ...]
) -> tuple[bool | None, tuple[Said | str, ...]]:
    """Return whether the subject passed, and what speaks against it."""
    against: list[Said | str] = []
    judged = criteria.passes is not None or criteria.method is Method.ALL
    if judged:
        against.extend(
            said(_("关键项“{label}”未达最低比例"), label=item.criterion.label) for item in items if item.below_floor
        )
    if criteria.method is Method.ALL:
        against.extend(
            said(_("“{label}”不符合"), label=item.criterion.label) for item in items if item.failed and not item.vetoes
        )
    if criteria.passes is not None and points is not None and not criteria.passes.holds(points):
        wanted = criteria.passes.with_unit(criteria.unit)
        against.append(said(_("得 {points}{unit}，合格要 {wanted}"), points=points, unit=criteria.unit, wanted=wanted))
    if facts:
        return None, ()
    if against or any(item.vetoes for item in items):
        return False, tuple(against)
    return (True if judged and points is not None else None), ()
