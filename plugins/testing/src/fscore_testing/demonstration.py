"""Tests of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.clock import CHINA
from fscore.model.produce import Produce
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_testing.model import (
    Disposal,
    DisposalMethod,
    Item,
    Method,
    Mode,
    Offering,
    Publication,
    Result,
    Retest,
    RetestKind,
    Test,
    TestState,
)

Facts = Mapping[str, Any]
DAY = timedelta(days=1)
ITEMS = {
    Produce.PIG: Item.RACTOPAMINE,
    Produce.POULTRY: Item.CLENBUTEROL,
    Produce.AQUATIC: Item.MALACHITE_GREEN,
}


def _make(scene: Scene) -> None:
    facts = shipped_facts(__package__)
    for prefix, place, told in (("QH", scene.model, facts["model"]), ("LX", scene.messy, facts["messy"])):
        _Year(scene, place, facts, told, prefix).write()


class _Year:
    """One township's year of tests."""

    def __init__(self, scene: Scene, place: Place, facts: Facts, told: Facts, prefix: str) -> None:
        self._scene, self._place, self._facts, self._told, self._prefix = scene, place, facts, told, prefix
        self._count = 0
        self._limit = scene.work.rules.value("testing.pesticide-limit", scene.work.today).value

    def write(self) -> None:
        """Write lots on offer, tests, and what became of those that failed."""
        offerings = self._scene.keep(self._offerings())
        lots = [(one, f"{number:02d}") for one in offerings for number in range(1, one.lots + 1)]
        left_out = set(self._scene.random.sample(range(len(lots)), self._told["untested"]))
        tested = [self._market(*lot) for number, lot in enumerate(lots) if number not in left_out]
        pesticide = [one for one in tested if one["item"] is Item.PESTICIDE]
        wrong = self._told["positives"] + self._told["cleared"]
        over = self._scene.random.sample(pesticide, wrong + self._told["contradicted"])
        for number, one in enumerate(over):
            one.update(self._over_limit(), **(self._failed(one["tested_on"]) if number < wrong else {}))
        for one in over[: self._told["unsealed"]]:
            one["state"] = TestState.RESULTED
        again = [self._invalid(one) for one in self._scene.random.sample(tested, self._told["invalid"])]
        kept = self._scene.keep(Test(**one) for one in (*again, *tested, *self._outside()))
        failed = [test for test in kept if test.result is Result.POSITIVE]
        self._follow([test for test in failed if test.state is not TestState.RESULTED])

    def _offerings(self) -> Iterator[Offering]:
        kinds = [Produce.of(kind) for kind in self._facts["produce"]]
        for place, market in enumerate(self._told["markets"]):
            day = date(self._scene.year, 1, 3 + place)
            turn = place
            while day < self._scene.work.today - DAY * 10:
                yield Offering(
                    division_id=self._place.units[place].id,
                    market=market,
                    offered_on=day,
                    produce=kinds[turn % len(kinds)],
                    lots=self._told["lots"],
                )
                day, turn = day + DAY * self._told["days_apart"], turn + 1

    def _test(self, division_id: int, mode: Mode, produce: Produce, on: date) -> dict[str, Any]:
        self._count += 1
        item = ITEMS.get(produce, Item.PESTICIDE)
        return {
            "division_id": division_id,
            "mode": mode,
            "produce": produce,
            "item": item,
            "sampled_on": on,
            "sample_no": f"{self._prefix}{self._scene.year}{self._count:05d}",
            "sample": self._scene.random.choice(self._facts["produce"][produce.value]),
            "owner": self._scene.name(),
            "state": TestState.CLOSED,
            "tested_on": on,
            "reading": str(self._limit - self._tenths(120, 700)) if item is Item.PESTICIDE else "",
            "result": Result.NEGATIVE,
            "tester": self._scene.name(),
        }

    def _tenths(self, low: int, high: int) -> Decimal:
        return Decimal(self._scene.random.randrange(low, high)) / 10

    def _market(self, offering: Offering, lot: str) -> dict[str, Any]:
        test = self._test(offering.division_id, Mode.MARKET, offering.produce, offering.offered_on)
        return test | {"offering_id": offering.id, "lot": lot}

    def _outside(self) -> Iterator[dict[str, Any]]:
        """Return the samples taken on farms and those that growers brought themselves."""
        for mode, count in ((Mode.ON_FARM, self._told["on_farm"]), (Mode.SUBMITTED, self._told["submitted"])):
            for number in range(count):
                unit = self._place.villages[number % len(self._place.villages)]
                on = self._scene.day(date(self._scene.year, 1, 5), self._scene.work.today - DAY * 10)
                yield self._test(unit.id, mode, (Produce.VEGETABLE, Produce.FRUIT)[number % 2], on)

    def _over_limit(self) -> dict[str, Any]:
        return {"reading": str(self._limit + self._tenths(10, 300))}

    def _failed(self, on: date) -> dict[str, Any]:
        told = datetime.combine(on, time(10, 30), CHINA)
        return {"result": Result.POSITIVE, "state": TestState.SEALED, "informed_at": told}

    def _invalid(self, test: dict[str, Any]) -> dict[str, Any]:
        """Return a first sample of the same lot whose test failed as a test."""
        self._count += 1
        number = f"{self._prefix}{self._scene.year}{self._count:05d}"
        return test | {"sample_no": number, "result": Result.INVALID, "reading": "", "state": TestState.CLOSED}

    def _follow(self, failed: list[Test]) -> None:
        """Run the samples again; destroy and publish the lots of those that failed for good; close what is done."""
        count = self._told["positives"] - self._told["unsealed"]
        standing, cleared = failed[:count], failed[count:]
        self._scene.keep(self._rerun(test, number, passed=test in cleared) for test in failed for number in (1, 2))
        self._scene.keep(self._disposed(test) for test in standing[self._told["left_sealed"] :])
        self._scene.keep(self._asked(test) for test in standing[: self._told["rechecks_asked"]])
        published = standing[self._told["left_sealed"] + self._told["unpublished"] :]
        self._scene.keep(self._published(test) for test in published)
        for test in (*published, *cleared):
            self._scene.work.change(self._scene.work.get(Test, test.id), {"state": TestState.CLOSED})

    def _rerun(self, test: Test, number: int, *, passed: bool) -> Retest:
        return Retest(
            division_id=test.division_id,
            test_id=test.id,
            kind=RetestKind.RERUN,
            number=number,
            method=Method.RAPID,
            tested_on=test.tested_on,
            reading=str(self._limit + self._tenths(-100, -10) if passed else self._limit + self._tenths(10, 100)),
            result=Result.NEGATIVE if passed else Result.POSITIVE,
            tester=test.tester,
        )

    def _asked(self, test: Test) -> Retest:
        """Return a re-inspection that the owner asked for within the hours, and that nobody has reported on."""
        return Retest(
            division_id=test.division_id,
            test_id=test.id,
            kind=RetestKind.RECHECK,
            number=1,
            method=Method.LABORATORY,
            asked_at=None if test.informed_at is None else test.informed_at + timedelta(hours=2),
            tester=self._facts["laboratory"],
        )

    def _disposed(self, test: Test) -> Disposal:
        return Disposal(
            division_id=test.division_id,
            test_id=test.id,
            disposed_on=test.sampled_on + DAY,
            method=DisposalMethod.DESTROY,
            quantity=Decimal(self._scene.random.randrange(50, 400)) / 10,
            witness=self._scene.name(),
        )

    def _published(self, test: Test) -> Publication:
        return Publication(
            division_id=test.division_id,
            test_id=test.id,
            place=self._facts["notice"],
            published_on=test.sampled_on + DAY * 2,
            until=test.sampled_on + DAY * 9,
        )


TESTS = Demonstration("testing", _make)
