"""The register as indicators use it: which units and businesses there are on a day, and which of them are licensed."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.model.division import Division, Level
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind, Regime, RegimeAdoption
from fscore.storage.columns import col
from fscore.storage.standing import begun, lasts, not_yet, standing, unfollowed

FOOD_CREDENTIALS = tuple(kind for kind in LicenceKind if kind is not LicenceKind.BUSINESS_LICENCE)


def units(on: date) -> "sa.Select[Division]":
    """Return the villages and communities that exist on a day."""
    return existing(Level.VILLAGE, on)


def townships(on: date) -> "sa.Select[Division]":
    """Return the townships that exist on a day."""
    return existing(Level.TOWNSHIP, on)


def existing(level: Level, on: date) -> "sa.Select[Division]":
    """Return the divisions of a level that exist on a day."""
    return sa.select(Division).where(
        col(Division.level) == int(level),
        begun(col(Division.valid_from), on),
        lasts(col(Division.valid_to), on),
    )


def operators_open(on: date, *kinds: OperatorKind) -> "sa.Select[Operator]":
    """Return the operators of some kinds (none: of all) that are open on a day: opened by then, not closed before."""
    wanted = sa.select(Operator).where(
        begun(col(Operator.opened_on), on),
        not_yet(col(Operator.closed_on), on),
    )
    return wanted.where(col(Operator.kind).in_(kinds)) if kinds else wanted


def trading(on: date, operator_id: object, *kinds: OperatorKind) -> sa.ColumnElement[bool]:
    """Return the condition that an operator, of some kinds (none: of any), is open on a day."""
    return operators_open(on, *kinds).where(col(Operator.id) == operator_id).exists()


def of_operator(cls: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a record of ``cls`` is one of the operator that the select around it lists."""
    return col(cls.operator_id) == col(Operator.id)


def licences_valid(on: date) -> "sa.Select[Licence]":
    """Return the licences that are valid on a day; their last day counts."""
    return standing(on, since=Licence.issued_on, last=Licence.valid_to)


def last_licences() -> "sa.Select[Licence]":
    """Return the licences that end and that no later one of their kind follows."""
    return sa.select(Licence).where(unfollowed(Licence, "operator_id", "kind", by="valid_to"))


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
    adopted = standing(on, since=RegimeAdoption.adopted_on, ended=RegimeAdoption.lapsed_on)
    own = col(RegimeAdoption.operator_id) == operator_id
    return adopted.where(own, col(RegimeAdoption.regime) == regime).exists()
