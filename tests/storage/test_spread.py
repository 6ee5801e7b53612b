"""A spread counts each thing once for each unit that reaches it, on both databases, and adds up from below."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, State, Value
from fscore.model.division import Division, Level
from fscore.model.people import Credential, CredentialKind, Person
from fscore.model.period import Period, quarter, year
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.indicators import Share
from fscore.storage.measure import Measure, Question
from fscore.storage.register import existing, townships
from fscore.storage.spread import has_none, quarter_number, spread
from tests.conftest import places

YEAR = year(2023)


def quarters_with_a_certificate(period: Period) -> Share:
    issued = sa.select(Credential).where(col(Credential.issued_on).between(*period.days))
    units = existing(Level.TOWNSHIP, period.last)
    number = quarter_number(period, col(Credential.issued_on))
    return spread(issued, number, units=units, level=Level.TOWNSHIP, on=period.last, times=len(period.quarters()))


def certify(work: Work, place: Division, *days: date) -> None:
    person = work.add(Person(division_id=place.id, name="某人"))
    for day in days:
        work.add(Credential(division_id=place.id, person_id=person.id, kind=CredentialKind.COOK, issued_on=day))


def value(work: Work, place: Division, period: Period = YEAR) -> Value:
    return Measure(work.session, place).value(Question(PERCENT, quarters_with_a_certificate(period)))


def test_two_records_in_one_quarter_count_once_and_first_and_last_day_belong_to_it(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 1, 1), date(2023, 3, 31), date(2023, 4, 1))
        certify(work, there.village, date(2023, 3, 31))
        found = value(work, there.town)
    assert (found.part, found.whole) == (2, 4)


def test_a_quarter_asked_for_alone_is_a_whole_of_one(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 4, 1))
        asked = [value(work, there.town, quarter(2023, which)) for which in (1, 2)]
    assert [(one.part, one.whole) for one in asked] == [(0, 1), (1, 1)]


def test_every_unit_reaches_for_itself_and_the_district_is_their_sum(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 1, 1), date(2023, 4, 1))
        certify(work, there.other_village, date(2023, 1, 1))
        certify(work, there.district, date(2023, 7, 1))
        whole = value(work, there.district)
        rows = Measure(work.session, there.district).by_level(
            Question(PERCENT, quarters_with_a_certificate(YEAR)), Level.TOWNSHIP
        )
    assert (whole.part, whole.whole) == (3, 8)
    assert sorted((row.value.part, row.value.whole) for row in rows) == [(1, 4), (2, 4)]


def test_below_the_units_there_is_nothing_to_measure_and_what_lies_there_is_not_lost(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.village, date(2023, 1, 1))
        below = value(work, there.village)
        rows = Measure(work.session, there.town).by_level(
            Question(PERCENT, quarters_with_a_certificate(YEAR)), Level.VILLAGE
        )
    assert (below.state, below.part) == (State.NOTHING, 0)
    assert [(row.value.part, row.value.whole) for row in rows if row.division is None] == [(1, 4)]
    assert {row.value.state for row in rows if row.division is not None} == {State.NOTHING}


def test_the_record_that_was_written_down_first_stands_for_a_thing(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 3, 31), date(2023, 1, 1))
        part = Measure(work.session, there.town).records(quarters_with_a_certificate(YEAR).part)
    assert [one.issued_on for one in part] == [date(2023, 3, 31)]


def test_the_part_of_one_area_is_what_it_has_of_the_whole_part(any_system: System):
    """Looked at alone, a township, its district and its village list what they would of everything."""
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 4, 1))
        certify(work, there.village, date(2023, 4, 2), date(2023, 1, 1))
        certify(work, there.other_village, date(2023, 4, 1), date(2023, 4, 2))
        share = quarters_with_a_certificate(YEAR)
        assert share.near is not None
        listed = {}
        for place in (there.district, there.town, there.village, there.other_town):
            listed[place.name] = work.all(share.near(place))
            measure = Measure(work.session, place)
            assert measure.records(share.near(place)) == measure.records(share.part)
        assert [len(found) for found in listed.values()] == [3, 2, 2, 1]
        assert {one.division_id for one in listed[there.other_town.name]} == {there.other_village.id}


def test_a_removed_record_reaches_nothing_and_leaves_the_place_to_the_next(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        certify(work, there.town, date(2023, 3, 31), date(2023, 1, 1))
        work.remove(work.all(sa.select(Credential).order_by(col(Credential.id)))[0], "登记错了")
        part = Measure(work.session, there.town).records(quarters_with_a_certificate(YEAR).part)
        found = value(work, there.town)
    assert [one.issued_on for one in part] == [date(2023, 1, 1)]
    assert (found.part, found.whole) == (1, 4)


def test_a_unit_has_nothing_only_if_nothing_lies_in_it_or_below_it(any_system: System):
    there = places(any_system)
    with any_system.work() as work:
        issued = sa.select(Credential).where(col(Credential.kind) == CredentialKind.COOK)
        without = townships(date(2023, 1, 1)).where(has_none(issued, Level.TOWNSHIP, date(2023, 1, 1)))
        assert len(work.all(without)) == 2
        certify(work, there.village, date(2023, 1, 1))
        assert [one.name for one in work.all(without)] == [there.other_town.name]
        certify(work, there.other_town, date(2023, 1, 1))
        assert work.all(without) == []
