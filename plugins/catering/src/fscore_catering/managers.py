"""Who has a safety manager on a day, who needs a director, whose file is complete: conditions for queries."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.storage.standing import standing
from fscore.storage.types import has
from fscore_catering.model import Dining, FileSection, ManagerKind, OperatorFile, SafetyManager


def managers(on: date, operator_id: Any) -> "sa.Select[SafetyManager]":
    """Return those who see to food safety at an operator on a day; the last day is the one before they left."""
    there = standing(on, since=SafetyManager.appointed_on, ended=SafetyManager.left_on)
    return there.where(col(SafetyManager.operator_id) == operator_id)


def managed(on: date, rules: Rules, operator_id: Any, division_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that an operator has as many safety managers as the rule of the day and place asks for."""
    found = managers(on, operator_id).with_only_columns(sa.func.count(col(SafetyManager.id))).scalar_subquery()
    return rules.met("catering.managers", found, on=on, division=division_id)


def needs_director(on: date, rules: Rules) -> sa.ColumnElement[bool]:
    """Return the condition that the people fed at a sitting are so many that there has to be a safety director."""
    codes = {one: f"catering.director-{one.code}" for one in Dining if one is not Dining.GUESTS}
    return rules.met_by(
        codes, col(OperatorFile.dining), col(OperatorFile.diners), on=on, division=col(OperatorFile.division_id)
    )


def directed(on: date, operator_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that an operator has a safety director on a day."""
    return managers(on, operator_id).where(col(SafetyManager.kind) == ManagerKind.DIRECTOR).exists()


def complete() -> sa.ColumnElement[bool]:
    """Return the condition that a file has every part."""
    return has(col(OperatorFile.sections), *FileSection)
