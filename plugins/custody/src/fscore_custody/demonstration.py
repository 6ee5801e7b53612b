"""Custodies and visits of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.period import Period, year
from fscore.services.demonstration import Place, Scene
from fscore_custody.model import Custody, CustodyVisit, Handler, RiskGrade, Tier, VisitItem, VisitMode

Facts = Mapping[str, Any]
DAY = timedelta(days=1)


def _make(scene: Scene) -> None:
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        operators = scene.operators(place, *(OperatorKind.of(kind) for kind in facts["grades"]))
        held = operators[: len(operators) - told["not_held"]]
        custodies = scene.keep(_custodies(scene, place, held, facts, told))
        scene.keep(_visits(scene, custodies, facts, told))


def _custodies(scene: Scene, place: Place, held: list[Operator], facts: Facts, told: Facts) -> Iterator[Custody]:
    """Give every business a cadre of the tier that its grade asks for; those of a village from the same village."""
    village = {unit.id: scene.person(unit) for unit in place.units}
    above: dict[str, Person] = {tier: scene.person(place.township) for tier in ("township", "county")}
    wrong = [one.id for one in held if facts["grades"][one.kind.value] == "c"][: told["out_of_rank"]]
    for operator in held:
        grade = facts["grades"][operator.kind.value]
        tier = "village" if operator.id in wrong else facts["tiers"][grade]
        cadre = village[operator.division_id] if tier == "village" else above[tier]
        yield Custody(
            division_id=operator.division_id,
            operator_id=operator.id,
            person_id=cadre.id,
            grade=RiskGrade.of(grade),
            tier=Tier.of(tier),
            starts_on=facts["starts_on"],
            pledged_on=facts["starts_on"] + DAY * scene.random.randrange(30),
        )


def _visits(scene: Scene, custodies: list[Custody], facts: Facts, told: Facts) -> Iterator[CustodyVisit]:
    number = 0
    for place, custody in enumerate(custodies):
        for window in _windows(scene, custody):
            if window.last == scene.work.today and place < told["not_visited"]:
                continue
            number += 1
            visited_on = scene.day(window.first + DAY * 5, window.last - DAY * 20)
            yield CustodyVisit(
                division_id=custody.division_id,
                custody_id=custody.id,
                visited_on=visited_on,
                mode=scene.random.choice(list(VisitMode)),
                manager_met=True,
                self_check_seen=True,
                items=frozenset(VisitItem),
                signed=True,
                **_problem(scene, number, visited_on, facts, told),
            )


def _windows(scene: Scene, custody: Custody) -> tuple[Period, ...]:
    months = int(scene.work.rules.value(f"custody.months-{custody.grade.value}", scene.work.today).value)
    found = year(scene.year).months()
    return tuple(Period(found[at].first, found[at + months - 1].last) for at in range(0, len(found), months))


def _problem(scene: Scene, number: int, visited_on: date, facts: Facts, told: Facts) -> dict[str, Any]:
    """Return what every so-manieth visit finds; the first ones of a township with open problems are not put right."""
    which, rest = divmod(number, told["every"])
    if rest:
        return {}
    return {
        "problems": scene.random.choice(facts["problems"]["texts"]),
        "handler": Handler.OPERATOR,
        "due_on": visited_on + DAY * 10,
        "solved_on": visited_on + DAY * 7 if which > told["unsolved"] else None,
    }


DEMONSTRATION = Demonstration("custody", _make)
