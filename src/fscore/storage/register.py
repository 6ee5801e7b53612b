"""The register as indicators use it: which units and businesses there are on a day, and which of them are licensed."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm

from fscore.model.division import Division, Level
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind, Regime, RegimeAdoption
from fscore.storage.columns import col

FOOD_CREDENTIALS = tuple(kind for kind in LicenceKind if kind is not LicenceKind.BUSINESS_LICENCE)


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


def licences_valid(on: date) -> "sa.Select[Licence]":
    """Return the licences that are valid on a day; their last day counts."""
    valid_to = col(Licence.valid_to)
    return sa.select(Licence).where(col(Licence.issued_on) <= on, sa.or_(valid_to.is_(None), valid_to >= on))


def licences_ending(by: date) -> "sa.Select[Licence]":
    """Return the licences that end, or have ended, by a day and that no later one of their kind follows."""
    newer = orm.aliased(Licence)
    ends, newer_ends = col(Licence.valid_to), col(newer.valid_to)
    followed = sa.select(newer).where(
        col(newer.operator_id) == col(Licence.operator_id),
        col(newer.kind) == col(Licence.kind),
        sa.or_(newer_ends.is_(None), newer_ends > ends),
    )
    return sa.select(Licence).where(ends <= by, ~followed.exists())


def licensed(on: date, operator_id: object) -> sa.ColumnElement[bool]:
    """Return the condition that an operator's licences are complete on a day.

    One that allows it to trade in food is valid, and so is the business licence, if one was ever written down.
    """
    own = col(Licence.operator_id) == operator_id
    business = col(Licence.kind) == LicenceKind.BUSINESS_LICENCE
    valid = licences_valid(on).where(own)
    return sa.and_(
        valid.where(col(Licence.kind).in_(FOOD_CREDENTIALS)).exists(),
        sa.or_(valid.where(business).exists(), ~sa.select(Licence).where(own, business).exists()),
    )


def keeps(regime: Regime, on: date, operator_id: object) -> sa.ColumnElement[bool]:
    """Return the condition that an operator keeps a regime on a day: adopted by then, and not lapsed by then."""
    lapsed = col(RegimeAdoption.lapsed_on)
    adopted = sa.select(RegimeAdoption).where(
        col(RegimeAdoption.operator_id) == operator_id,
        col(RegimeAdoption.regime) == regime,
        col(RegimeAdoption.adopted_on) <= on,
        sa.or_(lapsed.is_(None), lapsed > on),
    )
    return adopted.exists()
