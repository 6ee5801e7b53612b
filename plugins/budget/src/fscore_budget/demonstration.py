"""The funds of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_budget.model import Budget, BudgetKind, BudgetState, Expense, Purpose

Facts = Mapping[str, Any]


def make(scene: Scene) -> None:
    """Write the money of both townships and what was paid out of it."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        own = scene.keep([_township(scene, place, told, facts["document"])])[0]
        scene.keep(_matches(scene, place, told))
        scene.keep(
            Expense(
                division_id=own.division_id,
                budget_id=own.id,
                purpose=Purpose.of(one["purpose"]),
                amount=Decimal(one["amount"]),
                spent_on=one["spent_on"],
                voucher=one["voucher"],
            )
            for one in told["expense"]
        )


def _township(scene: Scene, place: Place, told: Facts, document: str) -> Budget:
    allocated_on: date | None = told.get("allocated_on")
    return Budget(
        division_id=place.township.id,
        year=scene.year,
        kind=BudgetKind.TOWNSHIP,
        payer=_("{township}人民政府").format(township=place.township.name),
        amount=Decimal(told["township"]),
        document=document,
        state=BudgetState.BUDGETED if allocated_on is None else BudgetState.ALLOCATED,
        allocated_on=allocated_on,
    )


def _matches(scene: Scene, place: Place, told: Facts) -> Iterable[Budget]:
    for number, unit in enumerate(place.units[told["without_match"] :]):
        yield Budget(
            division_id=unit.id,
            year=scene.year,
            kind=BudgetKind.VILLAGE_MATCH,
            payer=unit.name,
            amount=Decimal(0 if number < told["empty_match"] else told["match"]),
            state=BudgetState.ALLOCATED,
            allocated_on=told["match_allocated_on"],
        )


DEMONSTRATION = Demonstration("budget", make)
