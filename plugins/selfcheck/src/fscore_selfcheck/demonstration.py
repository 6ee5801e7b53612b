"""Own checks in the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator, OperatorKind
from fscore.services.demonstration import Scene
from fscore_selfcheck.model import Checker, Cycle, MealPlace, Outcome, RiskControlItem, SelfCheck

Facts = Mapping[str, Any]
DAY = timedelta(days=1)
WEEK = 7


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        for operator in scene.operators(place, *(OperatorKind.of(kind) for kind in facts["kinds"])):
            names = {answers: scene.name() for answers in Checker}
            scene.keep(_risks(operator, facts, names[Checker.OFFICER], date(scene.year, 1, 1)))
            scene.keep(_checks(scene, operator, facts, told, names))


def _risks(operator: Operator, facts: Facts, responsible: str, since: date) -> Iterator[RiskControlItem]:
    for risk in facts["risks"]:
        yield RiskControlItem(
            division_id=operator.division_id, operator_id=operator.id, responsible=responsible, since=since, **risk
        )


def _checks(
    scene: Scene, operator: Operator, facts: Facts, told: Facts, names: Mapping[Checker, str]
) -> Iterator[SelfCheck]:
    first, today = date(scene.year, 1, 1), scene.work.today
    last = today - DAY * told["missing"]
    days = [first + DAY * number for number in range((last - first).days + 1)]
    troubled = days[:: -facts["every"]]
    for day in days:
        found: dict[str, Any] = {"outcome": Outcome.NOTHING}
        if day in troubled:
            solved = told["solved"] or day != troubled[0]
            found = {
                "outcome": Outcome.PROBLEMS,
                "problems": scene.random.choice(facts["problems"]),
                "measures": facts["measure"],
                "solved_on": day if solved else None,
            }
        yield _check(operator, Cycle.DAILY, day, Checker.OFFICER, names, found)
        if day.isoweekday() == WEEK:
            meals = _meals(operator, facts)
            yield _check(operator, Cycle.WEEKLY, day, Checker.OFFICER, names, {"outcome": Outcome.NOTHING, **meals})
        if (day + DAY).day == 1:
            yield _check(operator, Cycle.MONTHLY, day, Checker.PRINCIPAL, names, {"outcome": Outcome.NOTHING})


def _meals(operator: Operator, facts: Facts) -> dict[str, Any]:
    kind = operator.kind.value
    if kind not in facts["diners"]:
        return {}
    return {"meal_place": MealPlace.of(facts["meal_places"][kind]), "diners": facts["diners"][kind]}


def _check(  # noqa: PLR0917 - who, what, when, by whom and how it went
    operator: Operator,
    cycle: Cycle,
    day: date,
    answers: Checker,
    names: Mapping[Checker, str],
    found: Mapping[str, Any],
) -> SelfCheck:
    return SelfCheck(
        division_id=operator.division_id,
        operator_id=operator.id,
        cycle=cycle,
        checked_on=day,
        answers=answers,
        checker=names[answers],
        **found,
    )


DEMONSTRATION = Demonstration("selfcheck", _make)
