"""Farms of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.produce import Produce
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_farm.model import (
    BaseCert,
    CertKind,
    Direction,
    DrugUse,
    Focus,
    Grower,
    GrowerKind,
    InputInspection,
    InputKind,
    InputLedgerEntry,
    InputShop,
    InputUse,
    ProductionRecord,
    ProductionState,
)

Facts = Mapping[str, Any]
DAY = timedelta(days=1)
ANIMALS = {Produce.PIG: "生猪", Produce.POULTRY: "肉鸡"}


def _make(scene: Scene) -> None:
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        growers = scene.keep(_growers(scene, place, told))
        scaled = [grower for grower in growers if grower.scaled]
        scene.keep(_certificates(scene, scaled, told))
        _batches(scene, scaled, facts, told)
        scene.keep(_household_uses(scene, [one for one in growers if not one.scaled], facts))
        shops = scene.keep(_shops(scene, place, told))
        scene.keep(_ledger(scene, shops, facts, told))
        scene.keep(_inspections(scene, shops, scaled, told))


def _growers(scene: Scene, place: Place, told: Facts) -> Iterator[Grower]:
    registered_on = date(scene.year - 2, 3, 15)
    for number, (name, kind, produce, _certificate) in enumerate(told["growers"]):
        coop = kind == GrowerKind.COOP
        yield Grower(
            division_id=place.villages[number].id,
            name=name,
            kind=GrowerKind.of(kind),
            registered_on=registered_on,
            produce=frozenset({Produce.of(produce)}),
            scaled=True,
            contact=scene.name(),
            phone=scene.mobile(),
            area=Decimal(scene.random.randrange(80, 600)),
            members=scene.random.randrange(12, 90) if coop else None,
            law_told_on=scene.day(date(scene.year, 3, 1), date(scene.year, 10, 31)) if coop and told["told"] else None,
        )
    for number in range(told["households"]):
        unit, name = place.villages[number % len(place.villages)], scene.name()
        yield Grower(
            division_id=unit.id,
            name=f"{unit.name}{name}户",
            kind=GrowerKind.HOUSEHOLD,
            registered_on=registered_on,
            produce=frozenset({Produce.VEGETABLE}),
            contact=name,
            phone=scene.mobile(),
            area=Decimal(scene.random.randrange(2, 12)),
        )


def _certificates(scene: Scene, growers: Sequence[Grower], told: Facts) -> Iterator[BaseCert]:
    kinds = {name: certificate for name, _kind, _produce, certificate in told["growers"] if certificate}
    for grower in growers:
        if grower.name in kinds:
            yield BaseCert(
                division_id=grower.division_id,
                grower_id=grower.id,
                kind=CertKind.of(kinds[grower.name]),
                number=f"990101{scene.random.randrange(10**6):06d}",
                issued_on=date(scene.year - 1, 1, 10),
                valid_to=told["certificates_end"],
            )


def _batches(scene: Scene, growers: Sequence[Grower], facts: Facts, told: Facts) -> None:
    """Write batches with what they were given; the last one of some growers waits, or left too early."""
    waiting, early = told["waiting"], told["early"]
    ready = []
    for place, grower in enumerate(growers):
        (produce,) = grower.produce
        for number in range(told["batches"]):
            started_on = date(scene.year, 1, 10) + DAY * (70 * number + place)
            last = number == told["batches"] - 1
            waits, leaves_early = last and place < waiting, last and len(growers) - place <= early
            batch = _batch(scene, grower, produce, number, started_on)
            day = scene.work.today - DAY * 4 if waits else started_on + DAY * 30
            ready.append((batch, _use(scene, batch, facts, day, harmful=waits or leaves_early), waits, leaves_early))
    scene.keep(batch for batch, *_rest in ready)
    for batch, use, _waits, _early in ready:
        use.production_id = batch.id
    scene.keep(use for _batch, use, *_rest in ready)
    for batch, use, waits, leaves_early in ready:
        if not waits:
            _harvest(scene, batch, use, early=leaves_early)


def _batch(scene: Scene, grower: Grower, produce: Produce, number: int, started_on: date) -> ProductionRecord:
    return ProductionRecord(
        division_id=grower.division_id,
        grower_id=grower.id,
        batch=f"{scene.year}年第{number + 1}批",
        produce=produce,
        started_on=started_on,
    )


def _use(scene: Scene, batch: ProductionRecord, facts: Facts, day: date, *, harmful: bool) -> InputUse | DrugUse:
    about: dict[str, Any] = {"division_id": batch.division_id, "grower_id": batch.grower_id}
    if batch.produce in ANIMALS:
        drug, days = facts["drugs"][-2] if harmful else scene.random.choice(facts["drugs"][:3])
        given = {"animal": ANIMALS[batch.produce], "drug": drug, "given_on": day, "withdrawal_days": days}
        return DrugUse(**about, **given, dose="按说明书", vet=scene.name())
    return _spray(
        scene, about, facts["pesticides"][0] if harmful else scene.random.choice(facts["pesticides"]), day, facts
    )


def _spray(scene: Scene, about: dict[str, Any], product: Sequence[Any], day: date, facts: Facts) -> InputUse:
    name, days = product
    return InputUse(
        **about,
        kind=InputKind.PESTICIDE,
        input_name=name,
        source=scene.random.choice(facts["suppliers"]),
        used_on=day,
        crop="蔬菜水果",
        usage="喷雾",
        dosage="按标签",
        safety_days=days,
    )


def _harvest(scene: Scene, batch: ProductionRecord, use: InputUse | DrugUse, *, early: bool) -> None:
    kept = scene.work.get(ProductionRecord, batch.id)
    day = use.free_on - DAY * 3 if early else use.free_on + DAY * scene.random.randrange(0, 6)
    values: dict[str, Any] = {"harvested_on": day, "sold_on": day}
    if early:
        scene.work.change(kept, values | {"breach": "休药期没有满，已售出一批，正在追回"})
    else:
        scene.work.change(kept, values | {"state": ProductionState.CLOSED})


def _household_uses(scene: Scene, households: Sequence[Grower], facts: Facts) -> Iterator[InputUse]:
    for number, grower in enumerate(households):
        about = {"division_id": grower.division_id, "grower_id": grower.id}
        day = scene.day(date(scene.year, 4, 1), date(scene.year, 10, 31))
        yield _spray(scene, about, facts["pesticides"][number % len(facts["pesticides"])], day, facts)


def _shops(scene: Scene, place: Place, told: Facts) -> Iterator[InputShop]:
    for number in range(told["shops"]):
        unit = place.units[number * 3]
        yield InputShop(
            division_id=unit.id,
            name=f"{unit.name}农资店",
            keeper=scene.name(),
            phone=scene.mobile(),
            address=unit.name,
            licence_number=f"NZ990101{number + 1:04d}",
            licence_valid_to=told["shop_licences_end"],
        )


def _ledger(scene: Scene, shops: Sequence[InputShop], facts: Facts, told: Facts) -> Iterator[InputLedgerEntry]:
    for shop in shops:
        for number in range(told["ledger"]):
            direction = Direction.IN if number % 4 == 0 else Direction.OUT
            yield InputLedgerEntry(
                division_id=shop.division_id,
                shop_id=shop.id,
                direction=direction,
                traded_on=scene.day(date(scene.year, 1, 5), date(scene.year, 12, 20)),
                quantity=Decimal(scene.random.randrange(1, 60)),
                party=scene.random.choice(facts["suppliers"]) if direction is Direction.IN else scene.name(),
                batch=f"{scene.year}{number:04d}",
                **facts["inputs"][number % len(facts["inputs"])],
            )


def _inspections(
    scene: Scene, shops: Sequence[InputShop], growers: Sequence[Grower], told: Facts
) -> Iterator[InputInspection]:
    for number in range(told["inspections"]):
        subject: InputShop | Grower = (shops if number % 2 == 0 else growers)[
            number // 2 % len((shops, growers)[number % 2])
        ]
        shop, grower = (subject.id, None) if isinstance(subject, InputShop) else (None, subject.id)
        violations = told["violations"] if number == 0 else 0
        first = second = scene.name()
        while second == first:
            second = scene.name()
        yield InputInspection(
            division_id=subject.division_id,
            focus=list(Focus)[number % len(Focus)],
            inspected_on=date(scene.year, 1, 12) + DAY * (14 * number),
            inspector=first,
            second_inspector=second,
            violations=violations,
            shop_id=shop,
            grower_id=grower,
            found="销售没有登记证的农药" if violations else "台账齐全，没有发现违规",
        )


FARMS = Demonstration("farm", _make)
