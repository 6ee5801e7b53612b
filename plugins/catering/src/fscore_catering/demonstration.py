"""Files, managers and logs of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import CANTEENS, Operator, OperatorKind, Regime, RegimeAdoption
from fscore.model.people import Person
from fscore.services.demonstration import Scene, shipped_facts
from fscore_catering.model import (
    Acceptance,
    Dining,
    DisinfectionLog,
    FileSection,
    ManagerKind,
    ManagerState,
    Method,
    OperatorFile,
    SafetyManager,
)

Facts = Mapping[str, Any]
DINING = {OperatorKind.SCHOOL: Dining.SCHOOL, OperatorKind.NURSING_HOME: Dining.NURSING_HOME}


def make(scene: Scene) -> None:
    """Write what caterers and canteens of both townships keep."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        kitchens = scene.operators(place, OperatorKind.CATERER, *CANTEENS)
        _files(scene, kitchens, facts, told)
        _managers(scene, kitchens[told["without_manager"] :], told)
        scene.keep(_acceptance(scene, facts, one) for one in kitchens[: told["logs"]])
        scene.keep(_disinfection(scene, facts, one) for one in kitchens[: told["logs"]])
    messy = scene.operators(scene.messy, OperatorKind.CATERER)
    scene.keep(_adopted(scene, messy, facts["messy"]))


def _files(scene: Scene, kitchens: list[Operator], facts: Facts, told: Facts) -> None:
    scene.keep(
        OperatorFile(
            division_id=one.division_id,
            operator_id=one.id,
            opened_on=scene.day(date(scene.year - 1, 1, 5), date(scene.year - 1, 11, 30)),
            sections=frozenset(FileSection) - ({FileSection.SELF_CHECK} if number < told["incomplete"] else set()),
            dining=DINING.get(one.kind, Dining.GUESTS),
            diners=facts["diners"][one.kind.value],
        )
        for number, one in enumerate(kitchens)
    )


def _managers(scene: Scene, kitchens: list[Operator], told: Facts) -> None:
    people = scene.keep(
        Person(division_id=one.division_id, name=scene.name(), phone=scene.mobile()) for one in kitchens
    )
    made = []
    for number, (one, person) in enumerate(zip(kitchens, people, strict=True)):
        appointed_on = scene.day(date(scene.year - 1, 1, 5), date(scene.year, 10, 31))
        examined = number >= told["unexamined"]
        made.append(
            SafetyManager(
                division_id=one.division_id,
                operator_id=one.id,
                person_id=person.id,
                kind=ManagerKind.OFFICER,
                appointed_on=appointed_on,
                state=ManagerState.EXAMINED if examined else ManagerState.APPOINTED,
                examined_on=appointed_on + timedelta(days=20) if examined else None,
            )
        )
    scene.keep(made)


def _acceptance(scene: Scene, facts: Facts, operator: Operator) -> Acceptance:
    return Acceptance(
        division_id=operator.division_id,
        operator_id=operator.id,
        accepted_on=scene.day(date(scene.year, 3, 1), date(scene.year, 12, 20)),
        goods=scene.random.choice(facts["goods"]),
        supplier="镇农贸市场",
        accepted_by=scene.name(),
        documents=True,
        temperature=Decimal(scene.random.randrange(20, 80)) / 10,
    )


def _disinfection(scene: Scene, facts: Facts, operator: Operator) -> DisinfectionLog:
    return DisinfectionLog(
        division_id=operator.division_id,
        operator_id=operator.id,
        done_on=scene.day(date(scene.year, 3, 1), date(scene.year, 12, 20)),
        thing=scene.random.choice(facts["things"]),
        method=Method.HEAT,
        done_by=scene.name(),
        minutes=15 + scene.random.randrange(20),
    )


def _adopted(scene: Scene, caterers: list[Operator], told: Facts) -> Iterator[RegimeAdoption]:
    for number, one in enumerate(caterers[: told["both_regimes"] + told["one_regime"]]):
        both = (Regime.CERT_INVOICE, Regime.ACCEPTANCE)
        for regime in both if number < told["both_regimes"] else both[:1]:
            adopted_on = scene.day(date(scene.year - 1, 1, 5), date(scene.year, 6, 30))
            yield RegimeAdoption(division_id=one.division_id, operator_id=one.id, regime=regime, adopted_on=adopted_on)


DEMONSTRATION = Demonstration("catering", make)
