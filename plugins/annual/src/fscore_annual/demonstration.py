"""Problems and priorities of the demonstration townships."""

import tomllib
from importlib import resources

from fscore.extension.declarations import Demonstration
from fscore.services.demonstration import Scene
from fscore_annual.model import Focus, Priority, Problem, ProblemCategory


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    township = scene.model.township
    scene.keep(
        Problem(
            division_id=township.id,
            year=scene.year,
            text=one["text"],
            category=ProblemCategory.of(one["category"]),
            measures=one["measures"],
            module=one.get("module"),
        )
        for one in facts["problem"]
    )
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


PARTS = (Demonstration("annual", _make),)
