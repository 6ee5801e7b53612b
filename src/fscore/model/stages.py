"""Faults of a record as a whole: above all fields that are filled in from one state on, and not before."""

from collections.abc import Collection, Mapping
from typing import Any

from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import field


def stage_faults(record: Any, filled: Mapping[str, Collection[Choice]]) -> tuple[InvalidValue, ...]:
    """Return what a record lacks for its ``state``, and what it has too early.

    Args:
        filled: the states in which each field is filled in; in all others it is empty.
    """
    found = []
    for name, states in filled.items():
        value = getattr(record, name)
        wanted, given = record.state in states, value not in (None, "")
        if wanted is not given:
            template = _("状态是“{state}”，就要填“{label}”") if wanted else _("状态是“{state}”，不能填“{label}”")
            found.append(fault_of(record, name, template, state=record.state.label))
    return tuple(found)


def fault_of(record: Any, name: str, template: str, **data: Any) -> InvalidValue:
    """Return a fault of one field of a record, with the label and the value of that field; ``data`` fills the rest."""
    label = field(type(record), name).about.label
    return InvalidValue(template, field=name, label=label, value=getattr(record, name), **data)
