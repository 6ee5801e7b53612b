"""Demonstration shops of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
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
    shops = _shops(scene, scene.messy, facts["messy"])
    for shop, ends_on in zip(shops, facts["messy"]["licences_end"], strict=False):
        for licence in scene.work.all(sa.select(Licence).where(col(Licence.operator_id) == shop.operator_id)):
            scene.work.change(licence, {"valid_to": ends_on})


def _shops(scene: Scene, place: Place, told: Mapping[str, Any]) -> list[DemoShopEvaluation]:
    shops = scene.operators(place, OperatorKind.GROCERY)[: told["shops"]]
    early = len(shops) - told.get("to_review", 0)
    return scene.keep(
        _awarded(scene, shop, told, told["evaluating" if number < early else "applying"])
        for number, shop in enumerate(shops)
    )


def _awarded(scene: Scene, shop: Operator, told: Mapping[str, Any], evaluating: Sequence[date]) -> DemoShopEvaluation:
    evaluated_on = scene.day(*evaluating)
    return DemoShopEvaluation(
        division_id=shop.division_id,
        operator_id=shop.id,
        applied_on=scene.day(told["applying"][0], min(told["applying"][1], evaluated_on)),
        state=EvaluationState.AWARDED,
        evaluated_on=evaluated_on,
        licence=True,
        ledger=True,
        invoices=True,
        notice_board=True,
        evidence=_("证照、台账、票证、公示栏照片各一张"),
        evaluator=scene.name(),
        awarded_on=told["awarded_on"],
    )


SHOPS = Demonstration("four_complete", _make)
