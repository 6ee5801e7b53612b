"""Answers as JSON: stable shapes, one object per document."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import click

from fscore.evaluation.ratio import Number, State, Value
from fscore.evaluation.sources import Rule
from fscore.evaluation.wording import plain, target_sign

_COUNTED = (State.OK, State.NOTHING)


def show(document: dict[str, Any]) -> None:
    """Print a document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_written))


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    message = f"not JSON: {type(value).__name__}"
    raise TypeError(message)


def number(value: Number | None) -> int | str | None:
    """Return a number as JSON keeps it without losing a digit: an integer, or a decimal string."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else plain(value)
    return value


def measured(value: Value) -> dict[str, Any]:
    """Return what an indicator amounts to."""
    counted = value.state in _COUNTED
    return {
        "part": number(value.part) if counted else None,
        "whole": number(value.whole) if counted else None,
        "value": value.shown,
    }


def aim(target: Rule | None) -> str | None:
    """Return a target as it is shown: "≥95%"."""
    return None if target is None else target_sign(target)
