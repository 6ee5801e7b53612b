"""Market access in the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.gates import AccessPass
from fscore.model.operators import CANTEENS, SHOPS, Operator, OperatorKind, RegimeAdoption
from fscore.model.produce import Produce
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_market_access.indicators import REGIMES
from fscore_market_access.model import (
    BEFORE_SALE,
    AdmissionState,
    CaseState,
    DocumentKind,
    LedgerEntry,
    MarketAdmission,
    PorkLot,
    Proof,
    Slaughterhouse,
    SupplierDocument,
    UnlicensedCase,
)

Facts = Mapping[str, Any]
DAY = timedelta(days=1)
PROOFS = {Produce.PIG: Proof.QUARANTINE, Produce.POULTRY: Proof.QUARANTINE, Produce.AQUATIC: Proof.PURCHASE}


def _make(scene: Scene) -> None:
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        shops = scene.operators(place, *SHOPS)
        scene.keep(_documents(scene, shops, facts, told))
        scene.keep(_entries(scene, shops, facts, told))
        scene.keep(_admissions(scene, place, facts, told))
        scene.keep(_pork(scene, place, told))
        scene.keep(_cases(scene, place, facts, told))
    # The core's own part gives every shop of the model township its regimes.
    scene.keep(_adoptions(scene, facts["messy"]))


def _in_year(scene: Scene) -> date:
    return scene.day(date(scene.year, 1, 4), scene.work.today - DAY * 20)


def _number(scene: Scene) -> str:
    return f"990101{scene.random.randrange(10**8):08d}"


def _adoptions(scene: Scene, told: Facts) -> Iterator[RegimeAdoption]:
    shops = scene.operators(scene.messy, *SHOPS)
    keeping = shops[: len(shops) - told["without_regimes"]]
    for number, shop in enumerate(keeping):
        for _id, _code, regime, _label in REGIMES:
            yield RegimeAdoption(
                division_id=shop.division_id,
                operator_id=shop.id,
                regime=regime,
                adopted_on=scene.day(date(scene.year - 1, 3, 1), date(scene.year - 1, 12, 31)),
                lapsed_on=date(scene.year, 9, 1) if number < told["lapsed"] else None,
            )


def _documents(scene: Scene, shops: Sequence[Operator], facts: Facts, told: Facts) -> Iterator[SupplierDocument]:
    today, kinds = scene.work.today, list(DocumentKind)
    for place, shop in enumerate(shops):
        for number in range(told["documents"]):
            kind = kinds[number % len(kinds)]
            soon = number == 0 and place < told["expiring"]
            valid_to = today + DAY * 12 if soon else date(scene.year + 2, 6, 30)
            yield SupplierDocument(
                division_id=shop.division_id,
                operator_id=shop.id,
                supplier=facts["suppliers"][(place + number) % len(facts["suppliers"])],
                kind=kind,
                number=_number(scene),
                issued_on=scene.day(date(scene.year - 1, 7, 1), date(scene.year, 6, 30)),
                valid_to=valid_to if kind is DocumentKind.LICENCE else None,
            )


def _entries(scene: Scene, shops: Sequence[Operator], facts: Facts, told: Facts) -> Iterator[LedgerEntry]:
    for place, shop in enumerate(shops):
        for number in range(told["entries"]):
            bought_on = _in_year(scene)
            yield LedgerEntry(
                division_id=shop.division_id,
                operator_id=shop.id,
                bought_on=bought_on,
                quantity=Decimal(scene.random.randrange(1, 30)),
                supplier=facts["suppliers"][(place + number) % len(facts["suppliers"])],
                supplier_phone=scene.mobile(),
                produced_on=bought_on - DAY * scene.random.randrange(3, 60),
                **facts["goods"][(place + number) % len(facts["goods"])],
            )


def _admissions(scene: Scene, place: Place, facts: Facts, told: Facts) -> Iterator[MarketAdmission]:
    for number in range(told["admissions"]):
        produce = Produce.of(facts["produce"][number % len(facts["produce"])])
        refused = number < told["refused"]
        on = _in_year(scene)
        yield MarketAdmission(
            division_id=place.units[0].id,
            produce=produce,
            lot=f"{on:%m%d}-{number + 1:03d}",
            market=told["market"],
            owner=scene.name(),
            presented_on=on,
            proof=None if refused else PROOFS.get(produce, Proof.COMPLIANCE),
            proof_number="" if refused else _number(scene),
            passes=frozenset({AccessPass.TRAINING} if refused else (*BEFORE_SALE, AccessPass.SALES_QUALITY)),
            state=AdmissionState.REFUSED if refused else AdmissionState.ADMITTED,
            decided_on=on,
            reason="没有证明" if refused else "",
        )


def _pork(scene: Scene, place: Place, told: Facts) -> Iterator[PorkLot]:
    house = scene.keep([Slaughterhouse(division_id=place.township.id, **told["slaughterhouse"])])[0]
    buyers = scene.operators(place, OperatorKind.CATERER, *CANTEENS)
    for number in range(told["pork"]):
        buyer = buyers[number % len(buyers)]
        incomplete = number < told["pork_incomplete"]
        yield PorkLot(
            division_id=buyer.division_id,
            operator_id=buyer.id,
            bought_on=_in_year(scene),
            weight=Decimal(scene.random.randrange(50, 900)) / 10,
            slaughterhouse_id=None if incomplete and number == 0 else house.id,
            quarantine_number=_number(scene),
            quality_number="" if incomplete else _number(scene),
        )


def _cases(scene: Scene, place: Place, facts: Facts, told: Facts) -> Iterator[UnlicensedCase]:
    for number in range(told["cases"]):
        unit = place.units[(number * 3) % len(place.units)]
        found_on = scene.day(date(scene.year, 2, 1), date(scene.year, 8, 31))
        is_open = number >= told["cases"] - told["cases_open"]
        licensed = not is_open and number < told["licensed"]
        ended = CaseState.LICENSED if licensed else CaseState.CLOSED_DOWN
        yield UnlicensedCase(
            division_id=unit.id,
            place=f"{unit.name}场口",
            found_on=found_on,
            person=scene.name(),
            sells=scene.random.choice(facts["sells"]),
            state=CaseState.GUIDED if is_open else ended,
            guided_on=found_on + DAY * 3,
            ended_on=None if is_open else found_on + DAY * 40,
            licence_number=f"JY{_number(scene)}" if licensed else "",
        )


MARKET = Demonstration("market_access", _make)
