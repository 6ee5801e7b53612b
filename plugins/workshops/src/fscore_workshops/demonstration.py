"""Workshops of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Licence, Operator, OperatorKind
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore.storage.columns import col
from fscore_workshops.model import CardKind, FileSection, Goods, Material, SupervisionFile, Workshop, WorkshopState

Facts = Mapping[str, Any]
DAY = timedelta(days=1)


def _make(scene: Scene) -> None:
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        operators = scene.operators(place, OperatorKind.WORKSHOP)
        scene.keep(_census(scene, operators, facts["goods"], told))
        scene.keep(_others(scene, place, told))
        scene.keep(_files(scene, operators, told))
    messy = facts["messy"]
    last = scene.operators(scene.messy, OperatorKind.WORKSHOP)[-1]
    for card in scene.work.all(sa.select(Licence).where(col(Licence.operator_id) == last.id)):
        scene.work.change(card, {"valid_to": messy["card_ends_on"]})


def _census(scene: Scene, operators: Sequence[Operator], goods: Facts, told: Facts) -> Iterator[Workshop]:
    for number, operator in enumerate(operators[: len(operators) - told["not_visited"]]):
        found_on = scene.day(*told["finding"])
        made = {Goods.of(kind) for word, kind in goods.items() if operator.name.endswith(word)}
        yield Workshop(
            division_id=operator.division_id,
            year=scene.year,
            name=operator.name,
            found_on=found_on,
            owner=operator.principal,
            phone=operator.phone,
            address=operator.address,
            goods=frozenset({*made, Goods.DAIRY} if number < told["forbidden"] else made),
            employees=scene.random.randrange(1, 9),
            floor_area=Decimal(scene.random.randrange(25, 160)),
            card_kind=CardKind.REGISTRATION,
            applied_on=operator.opened_on,
            materials=frozenset(Material),
            state=WorkshopState.REGISTERED,
            operator_id=operator.id,
            registered_on=found_on + DAY * 2,
        )


def _others(scene: Scene, place: Place, told: Facts) -> Iterator[Workshop]:
    """Return those that closed before the year and stay on record, and those that nobody has registered yet."""
    for name in told["closed_before"]:
        yield Workshop(
            division_id=place.units[0].id,
            year=scene.year - 1,
            name=name,
            found_on=date(scene.year - 1, 3, 10),
            owner=scene.name(),
            state=WorkshopState.CLOSED,
            closed_on=date(scene.year - 1, 9, 30),
        )
    for number, name in enumerate(told["unregistered"]):
        found_on = scene.day(*told["finding"])
        yield Workshop(
            division_id=place.units[number].id,
            year=scene.year,
            name=name,
            found_on=found_on,
            owner=scene.name(),
            phone=scene.mobile(),
            goods=frozenset({Goods.NOODLES if number == 0 else Goods.PICKLES}),
            applied_on=found_on if number == 0 else None,
        )


def _files(scene: Scene, operators: Sequence[Operator], told: Facts) -> Iterator[SupervisionFile]:
    for number, operator in enumerate(operators[: len(operators) - told["without_file"]], start=1):
        yield SupervisionFile(
            division_id=operator.division_id,
            operator_id=operator.id,
            number=f"ZF{operator.id:04d}-{number:02d}",
            opened_on=scene.day(*told["filing"]),
            sections=frozenset(FileSection) - {FileSection.ORDERS},
            keeper=scene.name(),
        )


WORKSHOPS = Demonstration("workshops", _make)
