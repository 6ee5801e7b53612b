"""What happens from the filing to the closing of a banquet, and what its sittings make of it."""

from datetime import date, timedelta

import pytest

from fscore.errors import InvalidRecord, NotPossible
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore_banquets.filing import close_banquet, file_banquet, guide_banquet, remarks
from fscore_banquets.model import Banquet, BanquetMeal, BanquetState

FIRST = date(2023, 12, 27)


def village(work: Work, code: str = "990101101200") -> Division:
    return work.division(code)


def filed(work: Work, *heads: int, **values: object) -> Banquet:
    about = {"host": "张三", "kind": "婚宴", "place": "张家院坝", "filed_on": "2023-12-20"}
    slots = ("午餐", "晚餐", "早餐")
    meals = [{"held_on": FIRST, "slot": slot, "heads": count} for slot, count in zip(slots, heads, strict=False)]
    return file_banquet(work, {"division_id": village(work).id, **about, **values}, meals)


def test_the_largest_sitting_is_kept_not_the_sum(work: Work):
    banquet = filed(work, 60, 80)
    assert (banquet.largest_sitting, banquet.first_on, banquet.last_on, banquet.days_ahead) == (80, FIRST, FIRST, 7)


def test_a_sitting_changed_through_any_form_changes_the_banquet(work: Work):
    banquet = filed(work, 60, 80)
    meal = work.get(BanquetMeal, 1)
    work.change(meal, {"heads": 120, "held_on": FIRST + timedelta(days=1)})
    assert (banquet.largest_sitting, banquet.first_on, banquet.last_on) == (120, FIRST, FIRST + timedelta(days=1))


def test_a_sitting_that_is_removed_no_longer_counts(work: Work):
    banquet = filed(work, 60, 80)
    work.remove(work.get(BanquetMeal, 2), "取消晚餐")
    assert banquet.largest_sitting == 60


def test_a_sitting_moved_to_another_banquet_leaves_the_first(work: Work):
    first, second = filed(work, 60, 80), filed(work, 30, host="李四")
    work.change(work.get(BanquetMeal, 2), {"banquet_id": second.id, "held_on": FIRST + timedelta(days=2)})
    assert (first.largest_sitting, second.largest_sitting) == (60, 80)


def test_sittings_written_in_bulk_reach_their_banquets(work: Work):
    unit = village(work).id
    hosts = ["王五", "赵六"]
    banquets = work.insert(
        [Banquet(division_id=unit, host=host, kind="birthday", place="家中", filed_on=FIRST) for host in hosts]
    )
    work.insert(
        [
            BanquetMeal(division_id=unit, banquet_id=one.id, held_on=FIRST, slot="lunch", heads=70 + one.id)
            for one in banquets
        ]
    )
    kept = [work.get(Banquet, one.id) for one in banquets]
    assert [one.largest_sitting for one in kept] == [70 + one.id for one in banquets]


def test_a_changed_filing_day_changes_the_days_ahead(work: Work):
    banquet = filed(work, 60)
    work.change(banquet, {"filed_on": "2023-12-26"})
    assert banquet.days_ahead == 1


def test_what_is_drawn_from_sittings_nobody_writes(work: Work):
    with pytest.raises(InvalidRecord):
        filed(work, 60, largest_sitting=500)


def test_tables_alone_give_the_heads(work: Work):
    values = {
        "division_id": village(work).id,
        "host": "张三",
        "kind": "婚宴",
        "place": "家中",
        "filed_on": "2023-12-20",
    }
    banquet = file_banquet(work, values, [{"held_on": FIRST, "slot": "午餐", "tables": 15}])
    assert banquet.largest_sitting == 150
    counted = file_banquet(
        work, {**values, "host": "李四"}, [{"held_on": FIRST, "slot": "午餐", "tables": "15", "heads": 120}]
    )
    assert counted.largest_sitting == 120


def test_a_filing_without_a_sitting_is_refused(work: Work):
    with pytest.raises(InvalidRecord, match="至少要填一餐"):
        filed(work)


@pytest.mark.parametrize("heads", [0, 5001])
def test_a_sitting_has_one_to_five_thousand_heads(work: Work, heads: int):
    with pytest.raises(InvalidRecord, match="用餐人数"):
        filed(work, heads)


@pytest.mark.parametrize(
    ("heads", "values", "words"),
    [
        (99, {}, []),
        (100, {}, ["单餐100人，备案后要上报"]),
        (1000, {}, ["单餐1000人，备案后要上报"]),
        (1001, {}, ["单餐1001人，备案后要上报", "单餐1001人，请再核对一遍人数"]),
        (50, {"filed_on": "2023-12-26"}, ["晚备案：应当提前 2 天"]),
        (50, {"filed_on": "2023-12-27", "kind": "丧宴"}, ["丧宴晚备案，照收，不算不及时"]),
    ],
)
def test_what_is_unusual_is_remarked_and_never_refused(work: Work, heads: int, values: dict, words: list[str]):
    banquet = filed(work, heads, **values)
    assert remarks(work, banquet) == ["还没受理，受理了才算备案", *words]
    work.change(banquet, {"state": "accepted"})
    assert remarks(work, banquet) == words


def test_what_was_reported_is_no_longer_remarked(work: Work):
    banquet = filed(work, 100)
    work.change(banquet, {"state": "accepted", "reported_on": banquet.filed_on, "reported_to": ["health_centre"]})
    assert remarks(work, banquet) == []


def test_a_liaison_files_in_the_own_village_and_does_not_report(system: System):
    with system.work() as work:
        own = village(work)
    with system.work(Actor("周联络", Role.LIAISON, own)) as work:
        banquet = filed(work, 150)
        with pytest.raises(InvalidRecord):
            work.change(banquet, {"reported_on": "2023-12-21"})


@pytest.mark.regime("R53")
def test_from_filing_to_closing(work: Work):
    banquet = filed(work, 60)
    work.change(banquet, {"state": "已受理"})
    guide_banquet(work, banquet, {"guided_on": FIRST, "guides": "周联络", "passed": "场地卫生、生活用水"})
    assert banquet.state is BanquetState.GUIDED
    close_banquet(work, banquet, ill=0)
    assert (banquet.state, banquet.ill, banquet.closed_on) == (BanquetState.CLOSED, 0, date(2023, 12, 28))


def test_a_banquet_that_was_never_accepted_is_not_closed(work: Work):
    with pytest.raises(NotPossible):
        close_banquet(work, filed(work, 60), ill=0)


def test_closing_asks_how_many_fell_ill(work: Work):
    banquet = filed(work, 60)
    work.change(banquet, {"state": "已受理"})
    work.change(banquet, {"state": "已举办"})
    with pytest.raises(InvalidRecord, match="发病人数"):
        work.change(banquet, {"state": "已办结"})
