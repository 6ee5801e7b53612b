"""Rules of a day and a place."""

from datetime import date
from decimal import Decimal

import pytest

from fscore.errors import UnknownCode
from fscore.evaluation.sources import Citation, Op, Rule, RuleBook

CITY, TOWN = "990100000000", "990101101000"


def rule(value: int, effective: date, **more: object) -> Rule:
    """A version."""
    return Rule("filing.threshold", Decimal(value), Op.GE, "人", effective, Citation("某办法"), **more)  # type: ignore[arg-type]


BOOK = RuleBook(
    [
        rule(300, date(2023, 7, 1), region=TOWN),
        rule(150, date(2023, 1, 1)),
        rule(100, date(2011, 1, 1), superseded=date(2023, 1, 1)),
        rule(200, date(2020, 1, 1), region=CITY, superseded=date(2024, 1, 1)),
        rule(160, date(2025, 1, 1)),
    ]
)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (Op.GE, False, True, True),
        (Op.GT, False, False, True),
        (Op.LE, True, True, False),
        (Op.LT, True, False, False),
        (Op.EQ, False, True, False),
    ],
)
def test_what_each_comparison_includes(op: Op, *, below: bool, at: bool, above: bool) -> None:
    """以上 and 以下 include the number, 超过 and 不满 do not."""
    made = Rule("t", Decimal(100), op, "人", date(2023, 1, 1), Citation("某办法"))
    assert (made.met(99), made.met(100), made.met(101)) == (below, at, above)
    assert (made.met(Decimal("99.99")), made.met(Decimal("100.00")), made.met(Decimal("100.01"))) == (below, at, above)


@pytest.mark.parametrize(
    ("day", "around", "value"),
    [
        (date(2010, 12, 31), (), None),
        (date(2011, 1, 1), (), 100),
        (date(2022, 12, 31), (), 100),
        (date(2023, 1, 1), (), 150),
        (date(2022, 12, 31), (TOWN, CITY), 200),
        (date(2019, 12, 31), (TOWN, CITY), 100),
        (date(2023, 6, 30), (TOWN, CITY), 200),
        (date(2023, 7, 1), (TOWN, CITY), 300),
        (date(2023, 7, 1), (CITY,), 200),
        (date(2024, 1, 1), (CITY,), 150),
        (date(2024, 12, 31), (), 150),
        (date(2025, 1, 1), (), 160),
        (date(2024, 1, 1), (TOWN, CITY), 300),
        (date(2023, 7, 1), ("990102000000",), 150),
    ],
)
def test_the_nearest_place_decides_and_there_the_latest_version(
    day: date, around: tuple[str, ...], value: int | None
) -> None:
    """A first day counts, a last day is the one before; elsewhere the general rule holds."""
    found = BOOK.find("filing.threshold", day, around)
    assert (None if found is None else found.value) == value


def test_a_book_knows_its_codes() -> None:
    """An unknown one is named."""
    assert "filing.threshold" in BOOK
    assert "other" not in BOOK
    assert [one.effective.year for one in BOOK] == [2011, 2020, 2023, 2023, 2025]
    with pytest.raises(UnknownCode, match="No rule has the code 'other'"):
        BOOK.find("other", date(2023, 1, 1))


def test_versions_and_citations_name_themselves() -> None:
    """As a document prints them."""
    assert rule(1, date(2023, 1, 1)).version == "filing.threshold/2023-01-01"
    assert rule(1, date(2023, 1, 1), region=TOWN).version == f"filing.threshold@{TOWN}/2023-01-01"
    assert str(Citation("某办法", "某令第1号", "第三条")) == "《某办法》（某令第1号）第三条"
    assert str(Citation("某办法")) == "《某办法》"
