"""The hygiene grade (量化分级) of scores: mean, rounding, bands and key items as the criteria set states them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import attrs

from fscore.evaluation.criteria import Counted, CriteriaSet, set_in_force
from fscore.exchange.criteria_files import shipped_criteria

CODE = "hygiene-grade"


@attrs.frozen
class Judgement:
    """What scores come to: the rounded mean, how many key items failed, and the letter, if there is one."""

    average: Decimal
    key_failures: int
    letter: str | None

    @property
    def too_many_keys(self) -> bool:
        """Whether there is no grade although the mean would give one."""
        return self.letter is None and self.key_failures > 0


@cache
def _sets() -> tuple[CriteriaSet, ...]:
    return tuple(shipped_criteria(__package__ or ""))


def hygiene_set(on: date) -> CriteriaSet | None:
    """Return the set of items that held on a day."""
    return set_in_force(_sets(), CODE, on)


def judge(on: date, points: Mapping[str, Decimal]) -> Judgement | None:
    """Return what the points of the items that were checked come to; None if none was, or no set held that day."""
    criteria = hygiene_set(on)
    if criteria is None or not points or criteria.rounding is None:
        return None
    average = criteria.rounding.apply(Fraction(sum(points.values(), Decimal(0))) / len(points))
    return judge_average(on, average, sum(_fails(criteria, code, found) for code, found in points.items()))


def judge_average(on: date, average: Decimal, key_failures: int) -> Judgement | None:
    """Return the letter that a rounded mean and failed key items give; None if no set held that day."""
    criteria = hygiene_set(on)
    if criteria is None:
        return None
    stopped = any(limit.bound.holds(key_failures) for limit in criteria.limits if limit.counts is Counted.KEY_ITEMS)
    band = next((one for one in criteria.bands if one.holds(average)), None)
    letter = None if stopped or band is None else band.names.get("letter")
    return Judgement(average, key_failures, letter)


def face(on: date, letter: str) -> str:
    """Return the face (大笑, 微笑, 平脸) that stands for a letter."""
    criteria = hygiene_set(on)
    bands = () if criteria is None else criteria.bands
    return next((one.names["face"] for one in bands if one.names.get("letter") == letter), "")


def _fails(criteria: CriteriaSet, code: str, points: Decimal) -> bool:
    criterion = next(one for one in criteria.criteria if one.code == code)
    floor = criteria.floor_of(criterion)
    of = criterion.points_for(None)
    return floor is not None and of is not None and points < floor * of
