"""The chain of responsibility: who answers on a day, and every gap by its name."""

from datetime import date

import pytest

from fscore.errors import NotFound
from fscore.evaluation.sources import Op
from fscore.evaluation.succession import Part
from fscore.model.division import Division, DivisionKind, Level
from fscore.model.local_rule import LocalRule
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.services.chain import Link, chain, find_target, gone, holders
from fscore.services.division_changes import merge
from fscore.services.divisions import add_division
from fscore.services.network import loads, overlaps, vacancies
from fscore.services.system import System
from fscore.services.work import Work
from tests.conftest import liaison, officer, places

FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)
ON = date(2023, 3, 1)


def appoint(
    work: Work, place: Division, post: Post, name: str, *, first: date = FIRST, last: date | None = None, **more: int
) -> Appointment:
    """Appoint somebody new."""
    person = work.add(Person(division_id=place.id, name=name, phone="15400000001"))
    made = Appointment(division_id=place.id, person_id=person.id, post=post, starts_on=first, ends_on=last, **more)
    return work.add(made)


@pytest.fixture
def system(any_system: System) -> System:
    """A network with one person in each post of one village, its township and its district."""
    there = places(any_system)
    with any_system.work() as work:
        appoint(work, there.village, Post.FIRST_RESPONSIBLE, "村书记")
        appoint(work, there.village, Post.LIAISON, "联络员", last=LAST)
        appoint(work, there.town, Post.GROUP_HEAD, "镇长")
        appoint(work, there.town, Post.OFFICER, "专干")
        appoint(work, there.district, Post.CONTACT, "区联系人")
        work.commit()
    return any_system


def told(links: list[Link]) -> list[tuple[str, str, str | None]]:
    """Level, post, and the person or the gap."""
    return [(link.level.word, link.post.value, link.person or link.gap) for link in links]


FULL = [
    ("village", "first_responsible", "村书记"),
    ("village", "liaison", "联络员"),
    ("township", "group_head", "镇长"),
    ("township", "officer", "专干"),
    ("district", "contact", "区联系人"),
]


@pytest.mark.regime("R04")
def test_from_the_village_to_the_district_in_order(system: System) -> None:
    """Each post with person and telephone; above the village the chain is the rest of it."""
    there = places(system)
    with system.work() as work:
        links = chain(work, there.village, ON)
        assert told(links) == FULL
        assert all((link.phone, link.gap) == ("15400000001", None) for link in links)
        assert told(chain(work, there.town, ON)) == FULL[2:]
        assert told(chain(work, there.district, ON)) == FULL[4:]


def test_whoever_works_in_the_village_sees_the_whole_chain(system: System) -> None:
    """Who answers above is published to all below, also where the database itself guards rows."""
    there = places(system)
    for actor in (liaison(there.village), officer(there.town)):
        with system.work(actor) as work:
            assert told(chain(work, there.village, ON)) == FULL
    with system.work(liaison(there.other_village)) as work:
        assert told(chain(work, there.other_village, ON))[-1] == FULL[-1]


def test_a_group_answers_to_its_village(system: System) -> None:
    """Below the village nobody is appointed."""
    with system.work() as work:
        group = add_division(work, code="99010110120001", name="一组", level=Level.GROUP, parent="990101101200")
        assert told(chain(work, group, ON)) == FULL


def test_first_and_last_day_count(system: System) -> None:
    """On the day after the last one there is a gap, and it is named."""
    there = places(system)
    vacant = ("village", "liaison", "向阳村没有食品安全联络员")
    with system.work() as work:
        assert told(chain(work, there.village, FIRST)) == FULL
        assert told(chain(work, there.village, LAST)) == FULL
        assert told(chain(work, there.village, date(2023, 7, 1)))[1] == vacant
        before = told(chain(work, there.village, date(2022, 12, 31)))
        assert [name for _level, _post, name in before] == [
            "向阳村没有第一责任人",
            "向阳村没有食品安全联络员",
            "青禾镇没有领导小组组长",
            "青禾镇没有食品安全专干",
            "清河区没有区级联系人",
        ]


def test_a_missing_level_is_a_named_gap_and_no_shorter_chain(system: System) -> None:
    """A township straight under its city has no district to answer."""
    with system.work() as work:
        add_division(work, code="990200000000", name="无区市", level=Level.CITY, parent="")
        add_division(work, code="990200103000", name="直管镇", level=Level.TOWNSHIP, parent="990200000000")
        village = add_division(work, code="990200103201", name="直管村", level=Level.VILLAGE, parent="990200103000")
        links = chain(work, village, ON)
        assert len(links) == len(FULL)
        assert (links[-1].division, links[-1].gap) == (None, "这里没有区县一级")


def test_an_operator_begins_with_its_principal(system: System) -> None:
    """One who was appointed, else the one in the register, else a gap."""
    there = places(system)
    with system.work() as work:
        shop = work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))
        assert told(chain(work, shop, ON))[0] == ("village", "principal", "福满饭店没有登记负责人")
        work.change(shop, {"principal": "老板", "phone": "15400000002"})
        first = chain(work, shop, ON)[0]
        assert (first.person, first.phone) == ("老板", "15400000002")
        appoint(work, there.village, Post.PRINCIPAL, "经理", operator_id=shop.id)
        links = chain(work, shop, ON)
        assert told(links) == [("village", "principal", "经理"), *FULL], (
            "who answers for a shop holds no post of the village"
        )
        assert told(chain(work, there.village, ON)) == FULL


def test_a_target_is_found_by_code_name_or_number(system: System) -> None:
    """What is neither is named."""
    there = places(system)
    with system.work() as work:
        shop = work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))
        assert find_target(work, "990101101200") == there.village or find_target(work, "990101101200").name == "向阳村"
        assert find_target(work, "福满饭店") is shop
        assert find_target(work, str(shop.id)) is shop
        with pytest.raises(NotFound, match="没有这个区划或经营主体：没有的店"):
            find_target(work, "没有的店")


def test_what_was_removed_holds_no_post(system: System) -> None:
    """Neither a removed appointment nor a removed person answers for anything."""
    there = places(system)
    with system.work() as work:
        extra = appoint(work, there.village, Post.LIAISON, "写错的", last=LAST)
        assert len(holders(work, there.village, Post.LIAISON, ON)) == 2
        work.remove(extra, "写错了")
        assert [one.name for one in holders(work, there.village, Post.LIAISON, ON)] == ["联络员"]
        work.remove(holders(work, there.town, Post.OFFICER, ON)[0], "查无此人")
        assert told(chain(work, there.town, ON))[1] == ("township", "officer", "青禾镇没有食品安全专干")


def test_a_rule_of_the_district_wants_more(system: System) -> None:
    """From its day on, and only there, a village needs two liaisons; one is too few, and the chain says how many."""
    there = places(system)
    with system.work() as work:
        work.add(
            LocalRule(
                division_id=there.town.id,
                code="network.posts.village.liaison",
                value=2,
                op=Op.GE,
                unit="人",
                effective=date(2023, 2, 1),
                title="青禾镇联络员管理办法",
            )
        )
        work.commit()
    with system.work() as work:
        links = [link for link in chain(work, there.village, ON) if link.post is Post.LIAISON]
        assert [(link.person, link.gap) for link in links] == [
            ("联络员", None),
            (None, "向阳村的食品安全联络员还差1名"),
        ]
        assert told(chain(work, there.village, date(2023, 1, 31))) == FULL
        short = {(one.division.name, one.post): (one.wanted, one.held) for one in vacancies(work, there.district, ON)}
        assert short["向阳村", Post.LIAISON] == (2, 1)
        assert short["山口村", Post.LIAISON] == (1, 0)


@pytest.mark.regime("R01", "R02")
def test_vacancies_are_all_posts_that_are_not_held(system: System) -> None:
    """Of an area, on a day, by the rules; what is held is not among them."""
    there = places(system)
    with system.work() as work:
        found = [(one.division.name, one.post.value) for one in vacancies(work, there.town, ON)]
        assert found == [
            ("新田社区", "first_responsible"),
            ("新田社区", "liaison"),
            ("石桥村", "first_responsible"),
            ("石桥村", "liaison"),
        ]
        assert ("向阳村", "liaison") in [
            (one.division.name, one.post.value) for one in vacancies(work, there.town, date(2023, 7, 1))
        ]
        assert ("乱石乡", "officer") in [
            (one.division.name, one.post.value) for one in vacancies(work, there.district, ON)
        ]


def test_two_in_a_post_for_one_overlap_while_both_hold_it(system: System) -> None:
    """Two liaisons are welcome, two first responsible persons are not; the same person twice is one."""
    there = places(system)
    with system.work() as work:
        second = appoint(work, there.village, Post.FIRST_RESPONSIBLE, "新书记", first=date(2023, 2, 1))
        appoint(work, there.village, Post.LIAISON, "第二个联络员")
        work.add(Appointment(division_id=there.village.id, person_id=second.person_id, post=second.post, starts_on=ON))
        found = overlaps(work, there.district, ON)
        assert [(one.division.name, one.post.value, one.wanted, one.held) for one in found] == [
            ("向阳村", "first_responsible", 1, 2)
        ]
        assert overlaps(work, there.district, date(2023, 1, 31)) == []
        assert not [one for one in vacancies(work, there.district, ON) if one.division.name == "向阳村"]


@pytest.mark.regime("R03")
def test_the_load_of_each_person_is_counted(system: System) -> None:
    """How many posts, in how many places, for how many businesses; whoever has left carries nothing."""
    there = places(system)
    with system.work() as work:
        shops = [
            work.add(Operator(division_id=there.bridge.id, name=name, kind=OperatorKind.STALL))
            for name in ("甲店", "乙店")
        ]
        busy = holders(work, there.village, Post.LIAISON, ON)[0]
        for shop in shops:
            work.add(
                Appointment(
                    division_id=there.bridge.id,
                    person_id=busy.id,
                    post=Post.PRINCIPAL,
                    starts_on=FIRST,
                    operator_id=shop.id,
                )
            )
        first, *rest = loads(work, there.town, ON)
        assert (first.person.name, first.appointments, first.divisions, first.operators) == ("联络员", 3, 2, 2)
        assert [(one.person.name, one.appointments) for one in rest] == [("村书记", 1), ("镇长", 1), ("专干", 1)]
        later = loads(work, there.town, date(2023, 7, 1))
        assert {one.person.name: one.appointments for one in later}["联络员"] == 2


def test_a_division_that_is_not_there_has_nobody(system: System) -> None:
    """Merged away, its posts say so and what follows it, and those above answer as before; before its day likewise."""
    there = places(system)
    with system.work() as work:
        (new,) = merge(
            work,
            ["990101101200", "990101101201"],
            Part("990101101250", "柳岗村", DivisionKind.VILLAGE),
            date(2023, 3, 2),
        ).opened
        village = work.division("990101101200")
        assert told(chain(work, village, ON)) == FULL
        assert gone(work, village, ON) is None
        said = "向阳村2023年3月1日以后已经撤销，由柳岗村接续"
        links = chain(work, village, date(2023, 3, 2))
        assert told(links) == [("village", post, said) for _level, post, _who in FULL[:2]] + FULL[2:]
        assert [link.person for link in links[:2]] == [None, None]
        assert told(chain(work, new, ON))[0] == ("village", "first_responsible", "柳岗村2023年3月2日才设立")
        shop = work.add(
            Operator(division_id=village.id, name="福满饭店", kind=OperatorKind.CATERER, opened_on=date(2022, 5, 1))
        )
        assert told(chain(work, shop, date(2023, 3, 2)))[1:] == told(chain(work, new, date(2023, 3, 2)))
        assert told(chain(work, new, date(2023, 3, 2))) == FULL, "whoever was appointed goes on for the new village"
        assert gone(work, there.town, date(2023, 3, 2)) is None


def test_few_digits_are_an_operator_before_they_are_a_code(system: System) -> None:
    """Its number goes first; without such an operator they are a code without its zeros."""
    there = places(system)
    with system.work() as work:
        shop = work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))
        assert find_target(work, str(shop.id)) is shop
        assert find_target(work, "990101102").name == "乱石乡"
        with pytest.raises(NotFound, match="没有这个区划或经营主体：990199000000"):
            find_target(work, "990199")
