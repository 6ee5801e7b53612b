"""What forms work out and say: by the rules of the place and the day, and only where nobody has written a number."""

from collections.abc import Iterator
from datetime import date

import pytest

from fscore.model.entity import describe, field
from fscore.services.hints import factor, filled_in, notices
from fscore.services.system import System
from fscore.services.work import Work
from tests.conftest import places, small_district

banquets = pytest.importorskip("fscore_banquets.model", reason="the plugins of the workspace are not installed")
DAY = date(2023, 12, 31)
HEADS = field(banquets.BanquetMeal, "heads")


@pytest.fixture
def county() -> Iterator[System]:
    """The small district, with a rule of its own in one township from December on."""
    made = small_district("sqlite://", {"banquets": pytest.importorskip("fscore_banquets")})
    with made.work() as work:
        for code, value, op in (("banquets.table-seats", "8", "eq"), ("banquets.filing-threshold", "50", "ge")):
            values = {"code": code, "value": value, "op": op, "unit": "人", "effective": "2023-12-01", "title": "通知"}
            work.create(made.plugins.entities["local_rule"], {**values, "division_id": places(made).town.id})
        work.commit()
    yield made
    made.engine.dispose()


def _filled(work: Work, values: dict[str, object], day: date = DAY) -> object:
    return filled_in(work, describe(banquets.BanquetMeal), values, day, places(work.system).village).get("heads")


def test_a_number_that_nobody_wrote_is_worked_out_by_the_rule_of_the_place_and_the_day(county: System) -> None:
    with county.work(reading=True) as work:
        assert _filled(work, {"tables": "15"}) == 120
        assert _filled(work, {"tables": "15"}, date(2023, 11, 30)) == 150
        assert _filled(work, {"tables": "15", "heads": "99"}) == "99"
        assert _filled(work, {"tables": "many", "heads": ""}) == ""
        assert _filled(work, {"tables": "", "heads": ""}) == ""


def test_before_any_rule_nothing_is_worked_out_nor_said(county: System) -> None:
    with county.work(reading=True) as work:
        assert factor(work, HEADS, date(2010, 12, 31)) is None
        assert notices(work, HEADS, date(2010, 12, 31)) == ()
        assert _filled(work, {"tables": "15"}, date(2010, 12, 31)) is None


def test_a_notice_names_the_number_in_force_where_the_form_is_filled_in(county: System) -> None:
    there = places(county)
    with county.work(reading=True) as work:
        for place, value in ((there.village, "50"), (there.other_town, "100")):
            first, _second = notices(work, HEADS, DAY, place)
            assert first.text.startswith(f"单餐达到 {value} 人")
            assert first.rule.op.value == "ge"
