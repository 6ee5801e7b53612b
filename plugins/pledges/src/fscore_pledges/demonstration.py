"""Letters, pledges and deliveries of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator, OperatorKind
from fscore.services.demonstration import Place, Scene
from fscore_pledges.model import Appeal, Delivery, Pledge, PledgeKind, PledgeState, Proof, ResponsibilityLetter

Facts = Mapping[str, Any]


def _make(scene: Scene) -> None:
    text = resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        workshops = scene.operators(place, OperatorKind.WORKSHOP)
        scene.keep(_letters(scene, place, facts, told))
        scene.keep(_pledges(scene, workshops, facts, told))
        scene.keep(_deliveries(scene, place, facts, told))


def _letters(scene: Scene, place: Place, facts: Facts, told: Facts) -> Iterable[ResponsibilityLetter]:
    last = len(place.units) - told["letters_unsigned"]
    for number, unit in enumerate(place.units):
        signed = number < last
        yield ResponsibilityLetter(
            division_id=unit.id,
            year=scene.year,
            party_a=f"{place.township.name}人民政府",
            party_b=f"{unit.name}{'居' if unit in place.communities else '村'}民委员会",
            signer_b=scene.name(),
            duties=facts["duties"]["text"],
            state=PledgeState.SIGNED if signed else PledgeState.ISSUED,
            signed_on=scene.day(*told["signing"]) if signed else None,
            proof=Proof.SCAN if signed else None,
        )


def _pledges(scene: Scene, workshops: list[Operator], facts: Facts, told: Facts) -> Iterable[Pledge]:
    """Give every workshop its pledge of the year; those who did not sign again have only last year's."""
    last = len(workshops) - told["pledges_unsigned"]
    for number, workshop in enumerate(workshops):
        year = scene.year if number < last else scene.year - 1
        yield Pledge(
            division_id=workshop.division_id,
            operator_id=workshop.id,
            kind=PledgeKind.WORKSHOP,
            text_version=facts["text_version"],
            year=year,
            signer=workshop.principal,
            state=PledgeState.SIGNED if year == scene.year else PledgeState.EXPIRED,
            signed_on=scene.day(*told["signing"]).replace(year=year),
            proof=Proof.SCAN,
        )


def _deliveries(scene: Scene, place: Place, facts: Facts, told: Facts) -> Iterable[Delivery]:
    text = facts["text_version"]
    appeal = scene.keep([Appeal(division_id=place.township.id, version=text, **facts["appeal"])])[0]
    caterers = scene.operators(place, OperatorKind.CATERER)
    for caterer in caterers[: len(caterers) - told["caterers_not_reached"]]:
        yield Delivery(
            division_id=caterer.division_id,
            appeal_id=appeal.id,
            operator_id=caterer.id,
            delivered_on=scene.day(*told["delivering"]),
            delivered_by=scene.name(),
            acknowledged=True,
        )


LETTERS_AND_PLEDGES = Demonstration("pledges", _make)
