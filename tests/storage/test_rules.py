"""Rules in queries: the database judges each record by the rule of its day and place, as a person would by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import attrs
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from fscore.errors import UnknownCode, WrongUse
from fscore.evaluation.sources import Citation, Op, Rule, RuleBook
from fscore.model.division import Division
from fscore.model.operators import Operator, OperatorKind
from fscore.services.division_changes import recode
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.rules import Rules
from fscore.testing.fixtures import local_rules
from tests.conftest import UNITS, small_district

CODE = "anything.at-all"
FIRST = date(2023, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(8)]
AMOUNTS = [Decimal(number) for number in range(3)]
CODES = [code for code, *_rest in UNITS]
ABOVE = {code: parent for code, _name, _level, parent in UNITS}


def rule(value: int, effective: date, op: Op = Op.GE, **more: object) -> Rule:
    """A version of the one rule of these tests."""
    return Rule(CODE, Decimal(value), op, "人", effective, Citation("某办法"), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    """A record for each place, day and amount."""
    system: System = small_district("sqlite://")
    with system.work() as open_work:
        for code in CODES:
            place = open_work.division(code).id
            records = [
                Operator(
                    division_id=place,
                    name=f"{day:%d}-{amount}",
                    kind=OperatorKind.STALL,
                    opened_on=day,
                    floor_area=amount,
                )
                for day, amount in product(DAYS, AMOUNTS)
            ]
            open_work.insert(records)
        open_work.commit()
        yield open_work
    system.engine.dispose()


versions = st.lists(
    st.builds(
        lambda value, start, op, region, lasts: rule(
            value,
            DAYS[start],
            op,
            region=region,
            superseded=None if lasts is None else DAYS[start] + timedelta(days=lasts),
        ),
        st.integers(0, 2),
        st.integers(0, len(DAYS) - 1),
        st.sampled_from(list(Op)),
        st.sampled_from([None, None, *CODES, "990101999000"]),
        st.none() | st.integers(1, 5),
    ),
    min_size=1,
    max_size=5,
)


def by_hand(book: list[Rule], code: str, day: date, amount: Decimal) -> bool:
    """Look for the nearest place that says anything that day, take what it said last, and compare."""
    ordered = sorted(book, key=lambda one: one.effective)
    while True:
        said = [
            one
            for one in ordered
            if one.region == (code or None)
            and one.effective <= day
            and (one.superseded is None or day < one.superseded)
        ]
        if said:
            last, bound = said[-1].op, said[-1].value
            return {"ge": amount >= bound, "gt": amount > bound, "le": amount <= bound, "lt": amount < bound}.get(
                last.value, amount == bound
            )
        if not code:
            return False
        code = ABOVE[code]


@settings(max_examples=120, deadline=None)
@given(book=versions)
def test_the_database_judges_as_a_person_would(work: Work, book: list[Rule]) -> None:
    """For any versions of a rule, on any day and in any place, query and single question agree with a hand search."""
    places = {code: work.division(code) for code in CODES}
    rules = Rules(RuleBook(book), places)
    held = col(Operator.opened_on)
    judged = rules.met(CODE, col(Operator.floor_area), on=held, division=col(Operator.division_id))
    found = {
        (code, day, amount)
        for code, day, amount in work.session.execute(
            sa.select(col(Division.code), held, col(Operator.floor_area))
            .join(Division, col(Division.id) == col(Operator.division_id))
            .where(judged)
        )
    }
    everything = set(product(CODES, DAYS, AMOUNTS))
    assert found == {one for one in everything if by_hand(book, *one)}
    asked = {(code, day): rules.find(CODE, day, places[code]) for code, day in product(CODES, DAYS)}
    assert found == {one for one in everything if (version := asked[one[0], one[1]]) and version.met(one[2])}


def test_an_older_version_counts_again_when_the_later_one_has_run_out(work: Work) -> None:
    """A version for some days does not end the one that it stood before."""
    book = [rule(0, DAYS[0]), rule(2, DAYS[2], superseded=DAYS[4])]
    rules = Rules(RuleBook(book), {})
    judged = rules.met(CODE, col(Operator.floor_area), on=col(Operator.opened_on), division=col(Operator.division_id))
    small = sa.select(Operator).where(judged, col(Operator.floor_area) == 0, col(Operator.name).like("%-0"))
    days = {one.opened_on for one in work.all(small)}
    assert days == {day for day in DAYS if day not in (DAYS[2], DAYS[3])}


def test_a_record_is_judged_where_it_lies_unless_a_place_is_named(work: Work) -> None:
    """For one day that no record states, the place has to be named."""
    town = work.division("990101101000")
    rules = Rules(RuleBook([rule(0, DAYS[0]), rule(2, DAYS[2], region=town.code)]), {town.code: town})
    amount, place = col(Operator.floor_area), col(Operator.division_id)

    def found(judged: sa.ColumnElement[bool]) -> set[int]:
        return {one.id for one in work.all(sa.select(Operator).where(judged, col(Operator.opened_on) == DAYS[2]))}

    named = found(rules.met(CODE, amount, on=col(Operator.opened_on), division=place))
    assert found(rules.met(CODE, amount, on=col(Operator.opened_on))) == named
    assert found(rules.met(CODE, amount, on=DAYS[2], division=place)) == named
    assert found(rules.met(CODE, amount, on=DAYS[1], division=place)) > named
    with pytest.raises(WrongUse, match=rf"division= the rule '{CODE}' is asked for on a day that no record states"):
        rules.met(CODE, amount, on=DAYS[2])


def test_each_kind_has_a_rule_of_its_own(work: Work) -> None:
    """What no code is named for satisfies nothing."""
    much = attrs.evolve(rule(2, DAYS[0]), code="anything.much")
    rules = Rules(RuleBook([rule(1, DAYS[0]), much]), {})
    place, day, amount = col(Operator.division_id), col(Operator.opened_on), col(Operator.floor_area)

    def amounts(codes: dict[int, str]) -> set[Decimal | None]:
        met = rules.met_by(codes, sa.extract("day", day), amount, on=day, division=place)
        return {one.floor_area for one in work.all(sa.select(Operator).where(met, day == DAYS[0]))}

    assert amounts({DAYS[0].day: CODE, DAYS[1].day: much.code}) == {1, 2}
    assert amounts({DAYS[0].day: much.code, DAYS[1].day: CODE}) == {2}
    assert amounts({DAYS[1].day: CODE}) == amounts({}) == set()


def test_a_rule_that_nobody_made_is_named() -> None:
    """A misspelt code is an error and not a condition that nothing meets."""
    rules = Rules(RuleBook([rule(1, DAYS[3])]), {})
    with pytest.raises(UnknownCode, match=r"other\.code"):
        rules.met("other.code", col(Operator.floor_area), on=col(Operator.opened_on), division=col(Operator.id))
    with pytest.raises(UnknownCode, match=f"规则 {CODE} 在 2023年1月1日 没有施行中的"):
        rules.value(CODE, DAYS[0])
    assert rules.value(CODE, DAYS[3]).value == rules.number(CODE, DAYS[3]) == 1


def test_a_shipped_rule_for_a_place_follows_it_to_its_new_code() -> None:
    """It names the code of the day on which it was written, for the day before and the day after the change."""
    own = [rule(1, FIRST), rule(2, FIRST, region="990101101000")]
    system = small_district("sqlite://", {"local_rules": local_rules(own)})
    with system.work() as work:
        recode(work, "990101101000", "990101109000", date(2023, 6, 1))
        village, other = work.division("990101101200"), work.division("990101102200")
        work.insert(
            [
                Operator(
                    division_id=place.id,
                    name=place.name,
                    kind=OperatorKind.STALL,
                    opened_on=FIRST,
                    floor_area=Decimal(1),
                )
                for place in (village, other)
            ]
        )
        rules = system.rules()
        for day in (FIRST, date(2023, 12, 31)):
            assert [rules.value(CODE, day, place).value for place in (village, other)] == [2, 1]
        judged = rules.met(
            CODE, col(Operator.floor_area), on=col(Operator.opened_on), division=col(Operator.division_id)
        )
        assert [one.name for one in work.all(sa.select(Operator).where(judged))] == [other.name]
    system.engine.dispose()
