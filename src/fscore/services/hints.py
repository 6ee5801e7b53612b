"""What forms work out and say while somebody fills them in, by the rules of a place and a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from fscore.errors import InvalidValue
from fscore.evaluation.sources import Rule
from fscore.model.division import Division
from fscore.model.entity import Described
from fscore.services.work import Work


@attrs.frozen
class Warned:
    """A notice with the rule that it hangs on."""

    rule: Rule
    text: str


def factor(work: Work, one: Described, on: date, place: Division | None = None) -> Decimal | None:
    """Return what the other field of an estimate is multiplied by; None where there is no estimate or no rule."""
    if one.about.estimate is None:
        return None
    rule = work.rules.find(one.about.estimate.rule, on, place)
    return None if rule is None else rule.value


def notices(work: Work, one: Described, on: date, place: Division | None = None) -> tuple[Warned, ...]:
    """Return what is to be said about a number as soon as it meets a rule that is in force."""
    found = ((work.rules.find(notice.rule, on, place), notice.text) for notice in one.about.notices)
    return tuple(Warned(rule, text.format(value=f"{rule.value:f}")) for rule, text in found if rule is not None)


def filled_in(
    work: Work, fields: Iterable[Described], values: Mapping[str, Any], on: date, place: Division | None = None
) -> dict[str, Any]:
    """Return values with those worked out that nobody has written."""
    known = {one.name: one for one in fields}
    made = dict(values)
    for one in known.values():
        times = factor(work, one, on, place)
        if times is None or one.about.estimate is None or made.get(one.name) not in (None, ""):
            continue
        number = _number(known.get(one.about.estimate.of), values)
        if number is not None:
            made[one.name] = int(number * times) if one.type is int else number * times
    return made


def _number(one: Described | None, values: Mapping[str, Any]) -> Any:
    """Return what was written into the other field, unless it is no number: then its own fault says so."""
    if one is None:
        return None
    try:
        return one.accept(values.get(one.name))
    except InvalidValue:
        return None
