"""Ratios and values: cut and never rounded, added in any order, met or not from part and whole."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore.errors import WrongUse
from fscore.evaluation.ratio import PER_THOUSAND, PERCENT, Ratio, State, Unit, Value, cut
from fscore.evaluation.sources import Citation, Op, Rule

HOME = Unit("家")
sizes = st.integers(0, 10**9)
ratios = st.tuples(sizes, sizes).map(lambda pair: Ratio(min(pair), max(pair)))


def target(value: str, op: Op = Op.GE) -> Rule:
    """A target."""
    return Rule("t", Decimal(value), op, "%", date(2023, 1, 1), Citation("某办法"))


@given(st.lists(ratios), st.randoms())
def test_ratios_add_up_in_any_order(found: list[Ratio], random: "st.Random") -> None:  # type: ignore[name-defined]
    """Townships add up to the district, however they are gathered."""
    shuffled = list(found)
    random.shuffle(shuffled)
    total = Ratio.total(shuffled)
    assert total == Ratio.total(found) == Ratio(sum(one.part for one in found), sum(one.whole for one in found))
    half = len(found) // 2
    assert Ratio.total(found[:half]) + Ratio.total(found[half:]) == total


@given(ratios)
def test_what_is_printed_is_never_more_than_what_is(found: Ratio) -> None:
    """At most a tenth less, and 100 only if all are counted."""
    value = Value.of(PERCENT, found.part, found.whole)
    if not found.whole:
        assert (value.state, value.shown, value.number) == (State.NOTHING, None, None)
        return
    assert value.shown is not None
    shown, exact = Fraction(value.shown), Fraction(100 * int(found.part), int(found.whole))
    assert shown <= exact < shown + Fraction(1, 10)
    assert (value.shown == "100.0") == (found.part == found.whole)


@given(ratios, st.integers(0, 1000), st.sampled_from([Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ]))
def test_a_target_is_judged_exactly(found: Ratio, tenths: int, op: Op) -> None:
    """From part and whole, without a division."""
    bound = Decimal(tenths) / 10
    met = Value.of(PERCENT, found.part, found.whole).met(target(str(bound), op))
    if not found.whole:
        assert met is None
        return
    exact, limit = Fraction(100 * int(found.part), int(found.whole)), Fraction(bound)
    expected = {"ge": exact >= limit, "gt": exact > limit, "le": exact <= limit, "lt": exact < limit}
    assert met == expected.get(op.value, exact == limit)


def test_9596_is_not_96() -> None:
    """It prints as 95.9 and misses 96."""
    value = Value.of(PERCENT, 9596, 10000)
    assert value.shown == "95.9"
    assert value.met(target("96")) is False
    assert value.met(target("95.96")) is True
    assert value.met(target("95.96", Op.GT)) is False


@pytest.mark.parametrize(
    ("number", "shown"), [("95.96", "95.9"), ("99.99", "99.9"), ("0.09", "0.0"), ("-0.09", "0.0"), ("5", "5.0")]
)
def test_cut(number: str, shown: str) -> None:
    """Towards zero."""
    assert cut(Decimal(number)) == Decimal(shown)


def test_counts_and_sums_are_shown_as_they_are() -> None:
    """Whole ones whole, others cut; there is no rate of a count."""
    assert Value.of(HOME, 83).shown == "83"
    assert Value.of(HOME, Decimal("50000.00")).shown == "50000"
    assert Value.of(HOME, Decimal("56.39")).shown == "56.3"
    assert Value.of(HOME, 0).state is State.OK
    assert Value.of(PER_THOUSAND, 903, 65000).shown == "13.8"
    assert Value.of(HOME, 1).met(target("1")) is True
    assert Value.of(HOME, 1).met(target("1", Op.GT)) is False


@pytest.mark.parametrize("state", [one for one in State if one is not State.OK])
def test_without_a_number_nothing_is_met_and_nothing_shown(state: State) -> None:
    """Missing is neither zero nor failed."""
    value = Value(PERCENT, state, 3, 4)
    assert (value.number, value.shown, value.met(target("0"))) == (None, None, None)
    assert Value.of(PERCENT, 1, 2).met(None) is None


@pytest.mark.parametrize("pair", [(-1, 2), (1, -2)])
def test_a_ratio_has_no_negative_numbers(pair: tuple[int, int]) -> None:
    """Something was counted wrongly before."""
    with pytest.raises(WrongUse, match="no negative numbers"):
        Ratio(*pair)
