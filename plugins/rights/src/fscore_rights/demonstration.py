"""Hotlines, stations and cards of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Demonstration
from fscore.model.operators import OperatorKind
from fscore.services.demonstration import Place, Scene
from fscore_rights.model import CaseKind, CaseState, Channel, Complaint, Decision, Hotline, RightsStation, Tipoff

Facts = Mapping[str, Any]
DAY = timedelta(days=1)
SOLD_FOOD = (OperatorKind.CATERER, OperatorKind.GROCERY, OperatorKind.SUPERMARKET)


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        opened_on = date(scene.year - 1, 3, 15)
        if "hotline" in told:
            about = {"number": told["hotline"], "scope": "食品安全投诉举报", "published_on": opened_on}
            scene.keep([Hotline(division_id=place.township.id, **about)])
        scene.keep(
            RightsStation(
                division_id=unit.id,
                name=f"{unit.name}消费维权站",
                keeper=scene.name(),
                opened_on=opened_on,
                phone=scene.mobile(),
            )
            for unit in place.units[: told["stations"]]
        )
        kinds = [CaseKind.COMPLAINT] * told["complaints"] + [CaseKind.TIPOFF] * told["tipoffs"]
        for number, kind in enumerate(kinds):
            card = _about(scene, place, facts, kind, scene.day(*told["receiving"]))
            late, informed = number < told["late"], len(kinds) - number > told["uninformed"]
            _closed(scene, place, card, facts["answer"], late=late, informed=informed)
        for received_on in told["waiting"]:
            scene.work.add(Complaint(**_about(scene, place, facts, CaseKind.COMPLAINT, received_on)))
        for one in told.get("open_tipoffs", ()):
            _open(scene, _about(scene, place, facts, CaseKind.TIPOFF, one["received_on"]), one.get("extended_on"))


def _about(scene: Scene, place: Place, facts: Facts, kind: CaseKind, received_on: date) -> dict[str, Any]:
    shop = scene.random.choice(scene.operators(place, *SOLD_FOOD))
    return {
        "division_id": shop.division_id,
        "kind": kind,
        "received_on": received_on,
        "subject": scene.random.choice(facts["subjects"]),
        "channel": scene.random.choice(list(Channel)),
        "operator_id": shop.id,
        "reporter": scene.name(),
        "mobile": scene.mobile(),
    }


def _open(scene: Scene, about: Facts, extended_on: date | None) -> None:
    """Write a tip-off that is being looked into, with more time if that was granted."""
    received_on = about["received_on"]
    card = scene.work.add(
        Complaint(
            **about,
            state=CaseState.ACCEPTED,
            transferred_on=limit(received_on, 1),
            transferred_to="市场监管所",
            accepted_on=limit(received_on, 2),
        )
    )
    if extended_on is not None:
        scene.work.add(Tipoff(division_id=card.division_id, complaint_id=card.id, extended_on=extended_on))


def _closed(scene: Scene, place: Place, about: Facts, answer: str, *, late: bool, informed: bool) -> None:
    """Write a card that was closed, in time or a few days after its limit."""
    rules = scene.work.rules
    received_on, complaint = about["received_on"], about["kind"] is CaseKind.COMPLAINT
    accepted_on = limit(received_on, 2)
    code, start = ("complaint-days", accepted_on) if complaint else ("tipoff-days", received_on)
    ends_on = limit(start, int(rules.value(f"rights.{code}", start, place.township).value))
    closed_on = ends_on + DAY * 5 if late else limit(accepted_on, 5 + scene.random.randrange(5))
    card = scene.work.add(
        Complaint(
            **about,
            state=CaseState.CLOSED,
            transferred_on=limit(received_on, 1),
            transferred_to="市场监管所",
            accepted_on=accepted_on,
            result=answer,
            answered_on=closed_on - DAY,
            closed_on=closed_on,
        )
    )
    if not complaint:
        scene.work.add(
            Tipoff(
                division_id=card.division_id,
                complaint_id=card.id,
                verified_on=accepted_on,
                findings=answer,
                decision=Decision.NOT_FILED,
                decided_on=closed_on - DAY,
                informed_on=closed_on if informed else None,
            )
        )


DEMONSTRATION = Demonstration("rights", _make)
