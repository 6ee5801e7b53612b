"""What the fields of a record owe to its state and to each other: :class:`About` declares it, this looks after it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fscore.errors import InvalidValue, WrongUse
from fscore.labels import _

if TYPE_CHECKING:
    from fscore.model.entity import Described


def check_stages(owner: type, fields: Sequence["Described"]) -> None:
    """Refuse a declaration that speaks of fields or states that the class does not have.

    Raises:
        WrongUse: naming the field, and what is wrong with it.
    """
    known = {one.name: one for one in fields}
    for one in fields:
        for wrong in _wrong(one, known):
            raise WrongUse("{owner}.{name} {wrong}", owner=owner.__name__, name=one.name, wrong=wrong)


def _wrong(one: "Described", known: dict[str, "Described"]) -> Iterator[str]:
    flows = [field for field in known.values() if field.about.flow is not None]
    if one.about.filled and len(flows) != 1:
        yield f"depends on a state, but its class has {len(flows)} fields with a flow instead of one"
    for state in one.about.filled:
        if not isinstance(state, flows[0].type):
            yield f"depends on {state!r}, which is no state of '{flows[0].name}'"
    after = one.about.after
    if after is not None and after not in known:
        yield f"comes after '{after}', which is no field of its class"
    if after is not None and (one.type not in (date, datetime) or known[after].type is not one.type):
        yield f"can't come after '{after}': both have to be days, or both times"
    passed = [one.name]
    while after in known:
        if after in passed:
            yield "comes after itself"
        passed.append(after)
        after = known[after].about.after


def declared_faults(record: Any, fields: Sequence["Described"]) -> Iterator[InvalidValue]:
    """Yield what a record lacks for its state, has too early, or has out of order, field by field."""
    known = {one.name: one for one in fields}
    state: Any = next((getattr(record, one.name) for one in fields if one.about.flow is not None), None)
    for one in fields:
        if one.about.filled:
            wanted, given = state in one.about.filled, getattr(record, one.name) not in (None, "")
            if wanted is not given:
                template = _("状态是“{state}”，就要填“{label}”") if wanted else _("状态是“{state}”，不能填“{label}”")
                yield one.fault(record, template, state=state.label)
        before = one.about.after
        while before is not None and getattr(record, before) is None:
            before = known[before].about.after
        day = getattr(record, one.name) if before is not None else None
        if before is not None and day is not None and day < getattr(record, before):
            yield one.fault(record, _("“{label}”不能早于“{earlier}”"), earlier=known[before].about.label)
