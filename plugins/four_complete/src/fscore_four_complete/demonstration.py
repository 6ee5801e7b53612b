"""Demonstration shops of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.services.demonstration import Place, Scene
from fscore.storage.columns import col
from fscore_four_complete.model import DemoShopEvaluation, EvaluationState


def _make(scene: Scene) -> None:
    text = resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    _shops(scene, scene.model, facts["model"])
    fallen = _shops(scene, scene.messy, facts["messy"])[0]
    licences = sa.select(Licence).where(col(Licence.operator_id) == fallen.operator_id)
    for licence in scene.work.all(licences):
        scene.work.change(licence, {"valid_to": facts["messy"]["licence_ended_on"]})


def _shops(scene: Scene, place: Place, told: Mapping[str, Any]) -> list[DemoShopEvaluation]:
    shops = scene.operators(place, OperatorKind.GROCERY)[: told["shops"]]
    return scene.keep(_awarded(scene, shop, told) for shop in shops)


def _awarded(scene: Scene, shop: Operator, told: Mapping[str, Any]) -> DemoShopEvaluation:
    return DemoShopEvaluation(
        division_id=shop.division_id,
        operator_id=shop.id,
        applied_on=scene.day(*told["applying"]),
        state=EvaluationState.AWARDED,
        evaluated_on=scene.day(*told["evaluating"]),
        licence=True,
        ledger=True,
        invoices=True,
        notice_board=True,
        evidence=_("证照、台账、票证、公示栏照片各一张"),
        evaluator=scene.name(),
        awarded_on=told["awarded_on"],
    )


SHOPS = Demonstration("four_complete", _make)
