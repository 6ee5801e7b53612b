"""The banquets of the demonstration townships, made from the facts in ``demonstration.toml``."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from random import Random
from typing import Any

import attrs

from fscore.extension.declarations import Demonstration
from fscore.model.division import Division
from fscore.services.demonstration import Place, Scene
from fscore_banquets.model import (
    Banquet,
    BanquetKind,
    BanquetMeal,
    BanquetState,
    CookSource,
    Guidance,
    GuidanceItem,
    MaterialSource,
    Recipient,
    RetainedSample,
    Slot,
    TablewareSource,
)

DAY = timedelta(days=1)
CHEERFUL = [kind for kind in BanquetKind if kind is not BanquetKind.FUNERAL]


@attrs.frozen
class _Feast:
    """One banquet as the facts want it."""

    unit: Division
    kind: BanquetKind
    heads: int
    first_on: date
    ahead: int
    reported: bool
    closed: bool
    sampled: bool


def make(scene: Scene) -> None:
    """Write the banquets of both townships."""
    facts = tomllib.loads(resources.files(__package__).joinpath("demonstration.toml").read_text(encoding="utf-8"))
    for place, wanted in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        _keep(scene, list(_feasts(scene, place, wanted)), facts["dishes"])


def _feasts(scene: Scene, place: Place, wanted: dict[str, int]) -> Iterator[_Feast]:
    today, random = scene.work.today, scene.random
    lead = int(scene.work.rules.value("banquets.lead-time", today, place.township).value)
    threshold = int(scene.work.rules.value("banquets.filing-threshold", today, place.township).value)
    soon, tonight = wanted["filed"] - wanted["upcoming"], wanted["filed"] - wanted["upcoming"] - wanted["today"]
    funerals = range(wanted["large"], wanted["large"] + wanted["funerals"])
    late = [*funerals[: wanted["late_funerals"]], *range(funerals.stop, funerals.stop + wanted["late"])]
    unclosed = range(funerals.stop, funerals.stop + wanted["unclosed"])
    for number in range(wanted["filed"]):
        large = number < wanted["large"]
        if number >= tonight:
            first_on = today if number < soon else today + DAY * (1 + number % 3)
        else:
            first_on = scene.day(date(scene.year, 1, 15), today - DAY * 7)
        ahead = random.randrange(lead) if number in late else lead + random.randrange(8)
        yield _Feast(
            unit=place.units[number % len(place.units)],
            kind=BanquetKind.FUNERAL if number in funerals else random.choice(CHEERFUL),
            heads=_heads(random, threshold, large=large),
            first_on=first_on,
            ahead=max(ahead, (first_on - today).days + 1) if first_on > today else ahead,
            reported=large and number >= wanted["unreported"],
            closed=first_on < today and number not in unclosed and number >= wanted["unreported"],
            sampled=large and number < wanted["large"] - wanted["unsampled"],
        )


def _heads(random: Random, threshold: int, *, large: bool) -> int:
    return threshold + 10 * random.randrange(1, 20) if large else random.randrange(30, threshold)


def _keep(scene: Scene, feasts: list[_Feast], dishes: list[str]) -> None:
    banquets = scene.keep(_banquet(scene, feast) for feast in feasts)
    pairs = list(zip(banquets, feasts, strict=True))
    scene.keep(meal for banquet, feast in pairs for meal in _meals(scene, banquet, feast))
    held = [(banquet, feast) for banquet, feast in pairs if feast.first_on <= scene.work.today]
    scene.keep(_visit(scene, banquet, feast) for banquet, feast in held)
    scene.keep(
        RetainedSample(
            division_id=feast.unit.id,
            banquet_id=banquet.id,
            dish=dish,
            kept_on=feast.first_on,
            weight=130 + scene.random.randrange(70),
            hours=48 + scene.random.randrange(24),
            keeper=scene.name(),
        )
        for banquet, feast in held
        if feast.sampled
        for dish in scene.random.sample(dishes, 3)
    )


def _banquet(scene: Scene, feast: _Feast) -> Banquet:
    host = scene.name()
    filed_on = feast.first_on - DAY * feast.ahead
    state = BanquetState.GUIDED if feast.first_on <= scene.work.today else BanquetState.ACCEPTED
    return Banquet(
        division_id=feast.unit.id,
        host=host,
        mobile=scene.mobile(),
        kind=feast.kind,
        place=f"{feast.unit.name}{host}家院坝",
        filed_on=filed_on,
        receiver=scene.name(),
        cook_source=scene.random.choice(list(CookSource)),
        material_source=scene.random.choice(list(MaterialSource)),
        tableware_source=scene.random.choice(list(TablewareSource)),
        state=BanquetState.CLOSED if feast.closed else state,
        reported_on=filed_on if feast.reported else None,
        reported_to=frozenset({Recipient.TOWNSHIP_OFFICE, Recipient.HEALTH_CENTRE}) if feast.reported else frozenset(),
        ill=0 if feast.closed else None,
        closed_on=feast.first_on + DAY * 2 if feast.closed else None,
    )


def _meals(scene: Scene, banquet: Banquet, feast: _Feast) -> Iterator[BanquetMeal]:
    sittings: list[dict[str, Any]] = [{"held_on": feast.first_on, "slot": Slot.LUNCH, "heads": feast.heads}]
    if scene.random.random() < 0.3:  # many feasts go on into the evening, with fewer guests
        sittings.append({"held_on": feast.first_on, "slot": Slot.DINNER, "heads": feast.heads * 2 // 3})
    for sitting in sittings:
        tables = -(-sitting["heads"] // 10)
        yield BanquetMeal(division_id=feast.unit.id, banquet_id=banquet.id, tables=tables, **sitting)


def _visit(scene: Scene, banquet: Banquet, feast: _Feast) -> Guidance:
    return Guidance(
        division_id=feast.unit.id,
        banquet_id=banquet.id,
        guided_on=feast.first_on,
        guides=scene.name(),
        passed=frozenset(GuidanceItem),
        signed=True,
    )


DEMONSTRATION = Demonstration("banquets", make)
