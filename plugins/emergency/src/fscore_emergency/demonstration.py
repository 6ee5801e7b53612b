"""Plans, drills and zero-reports of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.period import year
from fscore.services.demonstration import Place, Scene
from fscore_emergency.model import (
    Drill,
    EmergencyPlan,
    Incident,
    PlanState,
    Warning,  # noqa: A004 - the field's own word
    ZeroReport,
)


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        township = place.township.id
        scene.keep([_plan(scene, place, facts["plan"], told)])
        scene.keep(Warning(division_id=township, **one) for one in told["warnings"])
        scene.keep(Drill(division_id=township, **one) for one in [told.get("drill")] if one)
        scene.keep(_reports(scene, place, {(unit, number) for unit, number in told["missing"]}))
        if "incident" in told:
            unit = place.villages[0]
            incident = Incident(division_id=unit.id, reporter=scene.name(), mobile=scene.mobile(), **told["incident"])
            scene.work.add(incident)


def _plan(scene: Scene, place: Place, title: str, told: Mapping[str, Any]) -> EmergencyPlan:
    duties = (f"{place.township.name}食安办值班 {scene.mobile()}", f"{scene.name()} {scene.mobile()}")
    return EmergencyPlan(
        division_id=place.township.id,
        title=title,
        version=told["version"],
        phones="\n".join(duties),
        state=PlanState.APPROVED,
        approved_on=told["approved_on"],
        reviewed_on=told.get("reviewed_on"),
    )


def _reports(scene: Scene, place: Place, missing: set[tuple[int, int]]) -> Iterator[ZeroReport]:
    for one in year(scene.year).months():
        for number, unit in enumerate(place.units):
            if (number, one.last.month) not in missing:
                late = min(one.last + timedelta(days=4), scene.work.today)
                yield ZeroReport(
                    division_id=unit.id,
                    year=scene.year,
                    month=one.last.month,
                    filed_on=scene.day(one.last, late),
                    reporter=scene.name(),
                )


DEMONSTRATION = Demonstration("emergency", _make)
