"""The register as indicators use it: which units, and which businesses, there are on a day."""

from datetime import date

import sqlalchemy as sa

from fscore.model.division import Division, Level
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.storage.columns import col


def units(on: date) -> "sa.Select[Division]":
    """Return the villages and communities that exist on a day."""
    return existing(Level.VILLAGE, on)


def existing(level: Level, on: date) -> "sa.Select[Division]":
    """Return the divisions of a level that exist on a day."""
    return sa.select(Division).where(
        col(Division.level) == int(level),
        sa.or_(col(Division.valid_from).is_(None), col(Division.valid_from) <= on),
        sa.or_(col(Division.valid_to).is_(None), col(Division.valid_to) >= on),
    )


def operators_open(on: date, *kinds: OperatorKind) -> "sa.Select[Operator]":
    """Return the operators of some kinds (none: of all) that are open on a day: opened by then, not closed before."""
    wanted = sa.select(Operator).where(
        sa.or_(col(Operator.opened_on).is_(None), col(Operator.opened_on) <= on),
        sa.or_(col(Operator.closed_on).is_(None), col(Operator.closed_on) > on),
    )
    return wanted.where(col(Operator.kind).in_(kinds)) if kinds else wanted


def licensed(on: date, operator_id: object) -> sa.ColumnElement[bool]:
    """Return the condition that the operator has a licence that is valid on a day; its last day counts."""
    valid_to = col(Licence.valid_to)
    return (
        sa.select(Licence)
        .where(
            col(Licence.operator_id) == operator_id,
            col(Licence.issued_on) <= on,
            sa.or_(valid_to.is_(None), valid_to >= on),
        )
        .exists()
    )
