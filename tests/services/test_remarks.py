"""What is unusual about a record is said to whoever reads it, and stands in nobody's way."""

from collections.abc import Iterable
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from fscore import Category, Manifest, hookimpl
from fscore.extension.declarations import Remarks
from fscore.labels import Text, _
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.services.remarks import remarks
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county

VILLAGE = "990101101200"


def shop_in(work: Work) -> Operator:
    """Add a shop without a telephone."""
    return work.add(Operator(division_id=work.division(VILLAGE).id, name="小店", kind=OperatorKind.GROCERY))


def silent(_work: Work, shop: Operator) -> Iterable[str]:
    """Say that a shop has no telephone."""
    return [] if shop.phone else [_("没填电话")]


def broken(_work: Work, _shop: Operator) -> Iterable[str]:
    """Fail."""
    raise RuntimeError("no table")


def opened(find: Any) -> System:
    module = ModuleType("fscore_noting", "Remarks on operators.")

    @hookimpl
    def manifest() -> Manifest:
        return Manifest("noting", "1", "提醒", "Noting", "看一眼。", Category.CONSUMPTION, ">=0")

    @hookimpl
    def register_remarks() -> Iterable[Remarks]:
        return [Remarks(Operator, find)]

    module.__dict__.update(manifest=manifest, register_remarks=register_remarks)
    return county({"noting": module}, today=date(2023, 12, 31))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("JY19901010000001", ["证号“JY19901010000001”最后一位校验码对不上，请再看一眼"]),
        ("川食药小餐01号", ["证号“川食药小餐01号”一般是 JY、YB 或 SC 加 14 位数字，请再看一眼"]),
        ("JY19901010000007", []),
    ],
)
def test_a_number_that_looks_wrong_is_taken_and_said(system: System, number: str, said: list[str]) -> None:
    """Old cards have other numbers: a food licence is never refused for its own."""
    with system.work() as work:
        shop = shop_in(work)
        about = {"operator_id": shop.id, "kind": LicenceKind.FOOD_LICENCE, "issued_on": date(2023, 1, 1)}
        assert remarks(work, work.add(Licence(division_id=shop.division_id, number=number, **about))) == said


def test_plugins_say_what_is_unusual_to_them() -> None:
    system = opened(silent)
    with system.work() as work:
        shop = shop_in(work)
        said = remarks(work, shop)
        assert said == ["没填电话"]
        assert isinstance(said[0], Text), "what a plugin says can be said in English"
        work.change(shop, {"phone": "15400000001"})
        assert remarks(work, shop) == []
        assert remarks(work, work.division(VILLAGE)) == [], "what is said of operators is not said of divisions"
    system.engine.dispose()


def test_a_plugin_that_fails_keeps_nobody_from_the_record() -> None:
    """It is counted as one that failed."""
    system = opened(broken)
    with system.work() as work:
        assert remarks(work, shop_in(work)) == []
    assert system.plugins.failures["noting"].reason == "RuntimeError: no table"
    system.engine.dispose()
