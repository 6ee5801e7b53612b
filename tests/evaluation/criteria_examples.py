"""The sets of criteria in the folder beside this, and scores by them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fscore.evaluation.answers import answers_from
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.scoring import Score, score
from fscore.exchange.criteria_files import load_toml

FOLDER = Path(__file__).parent / "criteria"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def example(name: str) -> CriteriaSet:
    return load_toml(FOLDER / f"{name}.toml")


def scored(name: str, answers: Mapping[str, Any], **more: Any) -> Score:
    criteria = example(name)
    return score(criteria, answers_from(criteria, answers), **more)


def reasons(found: Score) -> list[str]:
    return [str(reason) for reason in found.reasons]
