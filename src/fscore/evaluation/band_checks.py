"""Whether grade bands leave no score without a grade and none with two."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from fscore.errors import Problem
from fscore.evaluation.criteria import Band, CriteriaSet, plain
from fscore.evaluation.rounding import Mode, Rounding
from fscore.evaluation.sources import Op
from fscore.labels import _


def band_problems(criteria: CriteriaSet) -> Iterator[Problem]:
    """Yield what is wrong with the bands, the limits and the grades that they name."""
    where = _("等级")
    reasons = list(_grade_problems(criteria))
    if criteria.bands and not any(not band.bounds for band in criteria.bands):
        for kind in criteria.kinds or (None,):
            reasons.extend(_range_problems(criteria, criteria.best_for(kind)))
    yield from (Problem(where, reason) for reason in dict.fromkeys(reasons))
    for limit in criteria.limits:
        place = _("等级限制“{label}”").format(label=limit.label)
        yield from (
            Problem(place, reason) for reason in _limit_problems(criteria, limit.items, limit.grade, limit.down)
        )


def _grade_problems(criteria: CriteriaSet) -> Iterator[str]:
    for place, band in enumerate(criteria.bands, 1):
        if not band.bounds:
            yield _("第 {place} 个等级没有写分数范围").format(place=place)
        if bool(band.grade) == bool(band.reason):
            yield _("第 {place} 个等级要么写等级（grade），要么写不评级的理由（reason）").format(place=place)
    grades = Counter(band.grade for band in criteria.bands if band.grade)
    yield from (_("等级“{grade}”写了两次").format(grade=grade) for grade, count in grades.items() if count > 1)
    if criteria.veto_grade is not None and criteria.veto_grade not in grades:
        yield _("否决后的等级“{grade}”不在等级里").format(grade=criteria.veto_grade)
    if criteria.withheld and not criteria.bands:
        yield _("写了不评级情形（withheld），却没有等级（bands）")


def _limit_problems(criteria: CriteriaSet, items: Iterable[str], grade: str | None, down: int) -> Iterator[str]:
    known = {item.code for item in criteria.criteria}
    for code in items:
        if code not in known:
            yield _("没有代码为“{code}”的项目").format(code=code)
    if grade is not None and grade not in {band.grade for band in criteria.bands}:
        yield _("等级“{grade}”不在等级里").format(grade=grade)
    if not criteria.bands:
        yield _("没有等级（bands），限制不起作用")
    if down < 0 or (down and grade is not None):
        yield _("降几级（down）要大于 0，并且不和等级（grade）一起写")


def _range_problems(criteria: CriteriaSet, best: Decimal) -> Iterator[str]:
    values = _probes(criteria, best)
    reached: set[int] = set()
    for value in values:
        fitting = [place for place, band in enumerate(criteria.bands) if band.holds(value)]
        if not fitting:
            yield _("得分 {value} 不在任何等级里，请补上").format(value=plain(value))
            break
        reached.add(fitting[0])
        closed = [place for place in fitting[1:] if _two_sided(criteria.bands[place])]
        if closed:
            yield _("得分 {value} 同时在第 {one} 个和第 {other} 个等级里，请改一处的界限").format(
                value=plain(value), one=fitting[0] + 1, other=closed[0] + 1
            )
            break
    else:
        for place, band in enumerate(criteria.bands):
            if place not in reached:
                name = band.grade or band.reason
                yield _("第 {place} 个等级“{name}”（{bounds}）没有得分能到，请从好到差排列").format(
                    place=place + 1, name=name, bounds=band
                )


def _two_sided(band: Band) -> bool:
    ops = {bound.op for bound in band.bounds}
    return bool(ops & {Op.GE, Op.GT}) and bool(ops & {Op.LE, Op.LT})


def _probes(criteria: CriteriaSet, best: Decimal) -> list[Decimal]:
    """Return scores such that whatever holds for all of them holds for every score there can be.

    Bands change only at their bounds, so the scores on and beside each bound suffice.
    """
    bounds = {bound.value for band in criteria.bands for bound in band.bounds}
    inside = {value for value in bounds if 0 <= value <= best}
    if criteria.rounding is None:
        ends = sorted({Decimal(0), best, *inside})
        between = {(one + other) / 2 for one, other in pairwise(ends)}
        return sorted({*ends, *between})
    step = criteria.rounding.step
    down = Rounding(criteria.rounding.digits, Mode.DOWN)
    near = {down.apply(value) + step * beside for value in inside for beside in (-1, 0, 1)}
    return sorted({down.apply(Decimal(0)), best, *(value for value in near if 0 <= value <= best)})
