"""The events of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.services.demonstration import Place, Scene
from fscore_events.model import CheckItem, EventProtection, EventState, Paper


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        last = len(told["events"]) - told["unclosed"]
        scene.keep(
            _event(scene, place, about, EventState.CLOSED if number < last else EventState.ON_DUTY)
            for number, about in enumerate(told["events"])
        )
        if "next" in told:
            scene.keep([_event(scene, place, told["next"], EventState.CHECKED)])
        scene.keep(_planned(scene, place, about) for about in told.get("planned", ()))


def _planned(scene: Scene, place: Place, about: Mapping[str, Any]) -> EventProtection:
    """An event to come that nobody has checked yet."""
    sites = f"{place.township.name}街上"
    return EventProtection(division_id=place.township.id, sites=sites, staff=scene.name(), **about)


def _event(scene: Scene, place: Place, about: Mapping[str, Any], state: EventState) -> EventProtection:
    closed = state is EventState.CLOSED
    return EventProtection(
        division_id=place.township.id,
        sites=f"{place.township.name}街上、{place.units[0].name}",
        staff="、".join(scene.name() for _number in range(3)),
        state=state,
        checked_on=about["starts_on"] - timedelta(days=3 + scene.random.randrange(4)),
        checks=frozenset(CheckItem),
        samples=6 if closed and "diners" in about else 0,
        papers=frozenset(Paper) if closed else frozenset({Paper.SITUATION, Paper.CHECK}),
        incidents=0 if closed else None,
        summary="按方案检查、值守，秩序正常。" if closed else "",
        **about,
    )


DEMONSTRATION = Demonstration("events", _make)
