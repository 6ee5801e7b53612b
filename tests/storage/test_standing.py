"""What happened in a period and stands on a day: last days count, that of an end does not, later ones follow."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.period import Period
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.standing import begun, dated, lasts, not_yet, standing, unfollowed
from tests.conftest import places

ENDS = date(2023, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A shop that closed, one that is open, and licences of the first: one followed, one last, one without an end."""
    with system.work() as work:
        place = places(system).village.id
        work.add(Operator(division_id=place, name="长乐饭店", kind=OperatorKind.CATERER))
        shop = work.add(Operator(division_id=place, name="福安副食店", kind=OperatorKind.GROCERY, closed_on=ENDS))
        held = {
            "OLD": (LicenceKind.FOOD_LICENCE, ENDS),
            "NEW": (LicenceKind.FOOD_LICENCE, ENDS + DAY),
            "ENDED": (LicenceKind.PREPACKAGED_FILING, ENDS),
            "FOREVER": (LicenceKind.PREPACKAGED_FILING, None),
        }
        for number, (kind, ends) in held.items():
            more = {"kind": kind, "number": number, "issued_on": date(2022, 1, 1), "valid_to": ends}
            work.create(Licence, {"division_id": place, "operator_id": shop.id, **more})
        yield work


def numbers(work: Work, condition: sa.ColumnElement[bool]) -> set[str]:
    return {one.number for one in work.all(sa.select(Licence).where(condition))}


def test_what_happened_on_the_first_or_last_day_of_a_period_happened_in_it(work: Work):
    before, after = Period(ENDS - DAY, ENDS - DAY), Period(ENDS + DAY, ENDS + DAY)
    periods = (before, Period(before.first, ENDS), Period(ENDS, after.last), after)
    assert [work.count(dated(Operator.closed_on, one)) for one in periods] == [0, 1, 1, 0]
    assert [one.name for one in work.all(dated(Operator.closed_on, periods[1]))] == ["福安副食店"]


def test_what_stands_has_its_first_and_last_day_and_not_that_of_its_end(work: Work):
    """A shop of which nobody knows since when it trades does not stand; ``begun`` is for what was always there."""
    work.add(
        Operator(division_id=1, name="新开副食店", kind=OperatorKind.GROCERY, opened_on=ENDS - DAY, closed_on=ENDS)
    )

    def shops(on: date) -> int:
        return work.count(standing(on, since=Operator.opened_on, ended=Operator.closed_on))

    def papers(on: date) -> int:
        return work.count(standing(on, since=Licence.issued_on, last=Licence.valid_to))

    assert [shops(ENDS - 2 * DAY), shops(ENDS - DAY), shops(ENDS)] == [0, 1, 0]
    assert [papers(date(2021, 12, 31)), papers(ENDS), papers(ENDS + DAY)] == [0, 4, 2]
    assert work.count(standing(ENDS, since=Operator.opened_on)) == 1


def test_what_is_dated_has_happened_on_its_day(work: Work):
    open_on = [
        work.count(sa.select(Operator).where(not_yet(col(Operator.closed_on), day))) for day in (ENDS - DAY, ENDS)
    ]
    assert open_on == [2, 1]


def test_what_began_has_its_first_day(work: Work):
    """A shop of which nobody knows since when it trades has traded all along."""
    work.add(Operator(division_id=1, name="新开副食店", kind=OperatorKind.GROCERY, opened_on=ENDS))
    begun_by = [
        work.count(sa.select(Operator).where(begun(col(Operator.opened_on), day))) for day in (ENDS - DAY, ENDS)
    ]
    assert begun_by == [2, 3]


def test_what_lasts_has_its_last_day(work: Work):
    assert numbers(work, lasts(col(Licence.valid_to), ENDS)) == {"OLD", "NEW", "ENDED", "FOREVER"}
    assert numbers(work, lasts(col(Licence.valid_to), ENDS + DAY)) == {"NEW", "FOREVER"}


def test_a_record_is_followed_by_one_of_its_kind_that_ends_later_or_never(work: Work):
    assert numbers(work, unfollowed(Licence, "operator_id", "kind", by="valid_to")) == {"NEW"}
    assert numbers(work, unfollowed(Licence, "operator_id", "kind", "number", by="valid_to")) == {
        "OLD",
        "NEW",
        "ENDED",
    }


def test_of_two_that_end_on_the_same_day_the_next_field_tells_which_is_later(work: Work):
    """Of several fields the first in which two differ decides."""
    filed = col(Licence.kind) == LicenceKind.PREPACKAGED_FILING
    last = unfollowed(
        Licence, "operator_id", "issued_on", by=("valid_to", "number"), among=lambda one: col(one.valid_to) <= ENDS
    )
    assert numbers(work, sa.and_(last, col(Licence.valid_to) <= ENDS)) == {"OLD"}
    assert numbers(work, sa.and_(last, filed, col(Licence.valid_to) <= ENDS)) == set()


def test_only_what_is_among_those_that_count_follows(work: Work):
    """A food licence that ends later does not follow a filing, if only filings may."""

    def filed(one: type[Licence]) -> sa.ColumnElement[bool]:
        return col(one.kind) == LicenceKind.PREPACKAGED_FILING

    work.remove(work.all(sa.select(Licence).where(col(Licence.number) == "FOREVER"))[0], "登记错了")
    assert numbers(work, unfollowed(Licence, "operator_id", by="valid_to", among=filed)) == {"OLD", "NEW", "ENDED"}
    assert numbers(work, unfollowed(Licence, "operator_id", by="valid_to")) == {"NEW"}
