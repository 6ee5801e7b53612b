"""Problems and priorities of the demonstration townships."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.division import Division
from fscore.services.demonstration import Scene
from fscore_annual.model import Focus, Priority, Problem, ProblemCategory


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    township = scene.model.township
    scene.keep(_problem(scene, township, one) for one in facts["problem"])
    scene.keep(_problem(scene, scene.messy.township, one) for one in facts["messy_problem"])
    scene.keep(
        Priority(
            division_id=township.id,
            year=scene.year,
            focus=Focus.of(one["focus"]),
            tasks=one["tasks"],
            owner=scene.name(),
        )
        for one in facts["priority"]
    )


def _problem(scene: Scene, township: Division, told: Mapping[str, Any]) -> Problem:
    return Problem(
        division_id=township.id,
        year=scene.year,
        text=told["text"],
        category=ProblemCategory.of(told["category"]),
        measures=told.get("measures", ""),
        module=told.get("module"),
    )


PARTS = (Demonstration("annual", _make),)
