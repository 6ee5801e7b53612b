"""Lists of records: pages, filters, search and references, on both databases and within the scope."""

from datetime import date
from typing import Annotated

import pytest
import sqlalchemy as sa

from fscore.errors import InvalidValue
from fscore.evaluation.succession import Part
from fscore.model.division import Division
from fscore.model.entity import About, describe, entity, field
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.people import CONTACT
from fscore.model.record import Record
from fscore.model.roles import Role
from fscore.services import listing
from fscore.services.division_changes import merge
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.columns import col
from tests.conftest import liaison, officer, places


def _shops(system: System, *names: str, elsewhere: str = "山口小吃店") -> None:
    there = places(system)
    with system.work() as work:
        for number, name in enumerate(names):
            opened = date(2020, 1, 1).replace(day=1 + number % 28)
            work.add(Operator(division_id=there.village.id, name=name, kind=OperatorKind.CATERER, opened_on=opened))
        work.add(Operator(division_id=there.other_village.id, name=elsewhere, kind=OperatorKind.STALL))
        work.commit()


def _names(
    work: Work, wanted: dict[str, str] | None = None, text: str = "", sort: str = "", number: int = 1
) -> list[str]:
    select = listing.narrowed(work, Operator, wanted or {}, text).select
    return [one.name for one in listing.page(work, Operator, select, sort=sort, number=number).rows]


def test_a_list_holds_what_the_actor_may_see_and_nothing_else(any_system: System) -> None:
    _shops(any_system, "福满饭店", "平安早餐店")
    there = places(any_system)
    with any_system.work(officer(there.town), reading=True) as work:
        assert set(_names(work)) == {"福满饭店", "平安早餐店"}
    with any_system.work(liaison(there.bridge), reading=True) as work:
        assert _names(work) == []


def test_each_record_is_on_exactly_one_page(any_system: System) -> None:
    _shops(any_system, *(f"饭店{number}" for number in range(47)))
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        found = [name for number in (1, 2, 3) for name in _names(work, number=number)]
        page = listing.page(work, Operator, sa.select(Operator), number=99)
    assert sorted(found) == sorted(f"饭店{number}" for number in range(47))
    assert (page.total, page.more, page.number, page.last, len(page.rows)) == (47, False, 3, 3, 7)


def test_counting_stops_at_the_limit(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    _shops(system, *(f"饭店{number}" for number in range(30)))
    monkeypatch.setattr(listing, "COUNTED", 25)
    with system.work(reading=True) as work:
        page = listing.page(work, Operator, sa.select(Operator), number=9)
    assert (page.total, page.more, page.last) == (25, True, 2)


def test_a_list_is_put_in_order_and_turned_round(any_system: System) -> None:
    _shops(any_system, "乙店", "甲店", "丙店")
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        forwards, backwards = _names(work, sort="opened_on"), _names(work, sort="-opened_on")
        assert forwards == ["乙店", "甲店", "丙店"]
        assert backwards == forwards[::-1]
        assert _names(work, sort="phone") == _names(work) == backwards


def test_filters_take_what_people_write(any_system: System) -> None:
    _shops(any_system, "福满饭店", "平安早餐店")
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        assert len(_names(work, {"kind": "餐饮业经营户"})) == 2
        assert _names(work, {"kind": "school"}) == []
        assert _names(work, {"opened_on-from": "2020年1月2日"}) == ["平安早餐店"]
        assert _names(work, {"opened_on-to": "2020-01-01"}) == ["福满饭店"]
        assert len(_names(work, {"division_id": "990101101200"})) == 2
        assert _names(work, {"division_id": "990101101201"}) == []


def test_a_unit_that_closed_still_finds_what_lay_in_it_and_only_within_ones_own_place(any_system: System) -> None:
    _shops(any_system, "福满饭店", "平安早餐店")
    there = places(any_system)
    with any_system.work() as work:
        work.add(Operator(division_id=there.bridge.id, name="石桥小卖部", kind=OperatorKind.GROCERY))
        merge(work, ["990101101200", "990101101201"], Part("990101101250", "合村"), date(2023, 6, 1))
        town = merge(work, ["990101101000", "990101102000"], Part("990101109000", "大镇"), date(2023, 7, 1)).opened[0]
        village = work.division("990101101250")
    with any_system.work(officer(town), reading=True) as work:
        assert len(_names(work, {"division_id": "990101101200"})) == 2
        assert _names(work, {"division_id": "990101101201"}) == ["石桥小卖部"]
        assert len(_names(work, {"division_id": "990101101250"})) == 3
        assert len(_names(work, {"division_id": "990101101000"})) == 3, "the township as it was on its last day"
        assert _names(work, {"division_id": "990101102000"}) == ["山口小吃店"]
    with any_system.work(liaison(there.other_village), reading=True) as work:
        assert listing.narrowed(work, Operator, {"division_id": "990101101200"}).problems
    with any_system.work(liaison(village), reading=True) as work:
        assert len(_names(work, {"division_id": "990101101200"})) == 2


def test_a_filter_that_makes_no_sense_is_told_and_left_out(system: System) -> None:
    _shops(system, "福满饭店")
    with system.work(officer(places(system).town), reading=True) as work:
        found = listing.narrowed(work, Operator, {"kind": "castle", "division_id": "990101102200", "phone": "1"})
        assert len(found.problems) == 2
        assert "“类别”没有“castle”这一项" in found.problems[0]
        assert found.problems[1] == "没有这个区划：990101102200"
        assert len(work.all(found.select)) == 1


@pytest.mark.parametrize(
    ("text", "found"), [("福满", 1), ("福 饭", 1), ("福 早餐", 0), ("%", 0), ("_", 0), ("\\", 0), ("满x", 0)]
)
def test_a_search_looks_for_every_word_and_takes_wildcards_literally(any_system: System, text: str, found: int) -> None:
    _shops(any_system, "福满饭店")
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        assert len(_names(work, text=text)) == found


def test_no_more_than_five_short_words_are_looked_for() -> None:
    assert listing.terms("一 二 三 四 五 六") == ("一", "二", "三", "四", "五")
    assert listing.terms("店" * 99) == ("店" * 64,)


def test_personal_data_are_neither_searched_nor_filtered_nor_sorted_by() -> None:
    for cls in (Operator, Licence):
        for one in describe(cls):
            if one.about.personal is not None:
                for offered in (listing.searched, listing.filters, listing.sortable):
                    assert one not in offered(cls, Role.OFFICER)


@entity(table="listing_visitor", label="来访人", key=("name",))
class Visitor(Record):
    """A record whose declaration asks for more than may be given: its personal field is to be searched and filtered."""

    name: Annotated[str, About("姓名", filtered=True, searchable=True)]
    mobile: Annotated[str, About("电话", filtered=True, searchable=True, personal=CONTACT)]


def test_a_personal_field_is_not_offered_even_where_its_declaration_asks_for_it() -> None:
    for offered in (listing.searched, listing.filters, listing.sortable):
        names = {one.name for one in offered(Visitor, Role.OFFICER)}
        assert "name" in names
        assert "mobile" not in names


def test_a_list_of_divisions_ends_at_the_own_one(any_system: System) -> None:
    with any_system.work(officer(places(any_system).town), reading=True) as work:
        page = listing.page(work, Division, listing.narrowed(work, Division, {}).select)
    assert [one.name for one in page.rows] == ["青禾镇", "新田社区", "向阳村", "石桥村"]


def test_a_few_are_found_for_choosing_and_never_more_than_twenty(system: System) -> None:
    _shops(system, *(f"饭店{number}" for number in range(30)), elsewhere="饭店外")
    with system.work(officer(places(system).town), reading=True) as work:
        assert len(listing.found(work, Operator, "饭店", limit=10**9)) == listing.MATCHES
        assert listing.found(work, Operator, "饭店外") == []
        assert [one.name for one in listing.found(work, Division, "村")] == ["向阳村", "石桥村"]


def test_a_reference_is_meant_by_its_number_or_by_a_title_that_is_there_once(system: System) -> None:
    _shops(system, "福满饭店", "福满饭店二")
    wanted = field(Licence, "operator_id")
    with system.work(officer(places(system).town), reading=True) as work:
        number = listing.resolved(work, wanted, "福满饭店")
        assert work.get(Operator, number).name == "福满饭店"
        assert listing.resolved(work, wanted, f"随便#{number}") == number
        for text in ("福满", "没有的店", "山口小吃店", "店#99999999999999999999", "店#x"):
            with pytest.raises(InvalidValue) as refused:
                listing.resolved(work, wanted, text)
            assert refused.value.data["field"] == "operator_id"
    with pytest.raises(InvalidValue, match="是不是：福满饭店"), system.work(reading=True) as work:
        listing.resolved(work, wanted, "福满")


def test_another_township_is_no_division_to_be_chosen(system: System) -> None:
    wanted = field(Operator, "division_id")
    there = places(system)
    with system.work(officer(there.town), reading=True) as work:
        assert listing.resolved(work, wanted, f"#{there.village.id}") == there.village.id
        with pytest.raises(InvalidValue):
            listing.resolved(work, wanted, f"#{there.other_village.id}")


def test_places_are_those_of_the_scope_or_none_where_there_are_too_many(system: System) -> None:
    there = places(system)
    with system.work(officer(there.town), reading=True) as work:
        assert [one.name for one in listing.places(work, 10) or ()] == ["青禾镇", "新田社区", "向阳村", "石桥村"]
        assert listing.places(work, 3) is None
    with system.work(liaison(there.village), reading=True) as work:
        assert [one.name for one in listing.places(work, 10) or ()] == ["向阳村"]


def test_titles_of_what_a_page_refers_to_come_with_one_select_for_each_kind(system: System) -> None:
    _shops(system, "福满饭店", "平安早餐店")
    with system.work(officer(places(system).town)) as work:
        shops = work.all(sa.select(Operator).order_by(col(Operator.id)))
        papers = [
            work.add(
                Licence(
                    division_id=shop.division_id,
                    operator_id=shop.id,
                    kind=LicenceKind.FOOD_LICENCE,
                    number=f"JY{shop.id}",
                    issued_on=date(2023, 1, 1),
                )
            )
            for shop in shops
        ]
        asked: list[str] = []
        engine = work.session.get_bind()
        sa.event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        names = listing.titles(work, papers, describe(Licence))
    assert len(asked) == 2
    assert names[Operator, shops[0].id] == "福满饭店"
    assert names[Division, shops[0].division_id] == "向阳村"


def test_what_refers_to_a_business_is_found_in_the_declarations(system: System) -> None:
    with system.work(officer(places(system).town), reading=True) as work:
        found = {(cls.__name__, one.name) for cls, one in listing.referring(work, Operator)}
    assert {("Licence", "operator_id"), ("RegimeAdoption", "operator_id")} <= found


def test_whoever_keeps_the_system_running_is_offered_no_records(system: System) -> None:
    actor = Actor("系统管理员", Role.SYSADMIN, places(system).district)
    with system.work(actor, reading=True) as work:
        assert Operator not in listing.offered(work)
