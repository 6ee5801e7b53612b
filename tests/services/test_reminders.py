"""Reminders: what is due, late or running out, with who sees to it and the rule behind it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from fscore.evaluation.sources import WORKDAYS, Op
from fscore.evaluation.workdays import limit
from fscore.extension.declarations import Urgency
from fscore.model.division import Level
from fscore.model.local_rule import LocalRule
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.model.switching import SwitchKind
from fscore.services.divisions import add_division
from fscore.services.reminders import Due, reminders
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from tests.conftest import TODAY, officer, places
from tests.extension.misbehaving import NAME, REMINDER, RULE, plugin

TOWN, OTHER, VILLAGE = "990101101000", "990101102000", "990101101200"
District = Callable[[dict[str, Any]], System]


@pytest.fixture
def system(any_district: District) -> System:
    """One business in a village of each township; a liaison in one village."""
    made = any_district(
        {
            NAME: plugin(
                register_reminders=[
                    REMINDER,
                    attrs.evolve(REMINDER, code="misbehaving.was", due=lambda _one, on, _rules: on - timedelta(days=9)),
                ]
            )
        }
    )
    there = places(made)
    turn(made, NAME, SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    with made.work() as work:
        for place in (there.village, there.other_village):
            work.add(Operator(division_id=place.id, name=f"{place.name}饭店", kind=OperatorKind.CATERER))
        for place, post in ((there.village, Post.LIAISON), (there.town, Post.OFFICER)):
            person = work.add(Person(division_id=place.id, name=post.label))
            work.add(Appointment(division_id=place.id, person_id=person.id, post=post, starts_on=date(2023, 1, 1)))
        work.commit()
    return made


def due(work: Work, code: str, area: str = "990101000000", on: date = TODAY) -> list[Due]:
    """The reminders of one code."""
    return [one for one in reminders(work, work.division(area), on) if one.code == code]


def test_who_has_to_see_to_it_and_by_when(system: System) -> None:
    """The liaison of the village, or nobody where the post is vacant; the rule is named."""
    with system.work(reading=True) as work:
        found = {one.division.name: one for one in due(work, "misbehaving.look")}
        assert {name: one.person for name, one in found.items()} == {"向阳村": "食品安全联络员", "山口村": None}
        one = found["向阳村"]
        assert (one.due, one.state, one.rule) == (TODAY + timedelta(days=1), Urgency.DUE, "misbehaving.target")
        assert (one.subject, one.entity, one.title) == ("向阳村饭店", "operator", "看一看")


def test_what_is_late_says_so_and_comes_first(system: System) -> None:
    """Longest overdue first, then in the order of places."""
    with system.work(reading=True) as work:
        found = [one for one in reminders(work, work.division("990101000000"), TODAY) if one.code.startswith(NAME)]
        assert [(one.code, one.state) for one in found] == [
            ("misbehaving.was", Urgency.LATE),
            ("misbehaving.was", Urgency.LATE),
            ("misbehaving.look", Urgency.DUE),
            ("misbehaving.look", Urgency.DUE),
        ]


def test_below_the_village_its_liaison_and_above_the_officer(system: System) -> None:
    """Records of a group, and of the township itself, have somebody too."""
    with system.work() as work:
        group = add_division(work, code=f"{VILLAGE}01", name="一组", level=Level.GROUP, parent=VILLAGE)
        for place in (group, work.division(TOWN)):
            work.add(Operator(division_id=place.id, name=f"{place.name}的店", kind=OperatorKind.STALL))
        found = {one.division.name: one.person for one in due(work, "misbehaving.look")}
        assert (found["一组"], found["青禾镇"]) == ("食品安全联络员", "食品安全专干")


def test_an_area_has_its_own_and_an_officer_no_others(system: System) -> None:
    """Asked for an area, or from a scope, nothing beyond it is shown."""
    there = places(system)
    with system.work(reading=True) as work:
        assert [one.division.name for one in due(work, "misbehaving.look", OTHER)] == ["山口村"]
    with system.work(officer(there.town), reading=True) as work:
        assert [one.division.name for one in due(work, "misbehaving.look", TOWN)] == ["向阳村"]
        assert {one.code for one in reminders(work, there.other_town, TODAY)} <= {"network.vacant"}, (
            "divisions are public"
        )


def test_where_the_module_is_off_nobody_is_reminded(system: System) -> None:
    """In one of two townships only that one."""
    turn(system, NAME, SwitchKind.DISABLE, OTHER)
    with system.work(reading=True) as work:
        assert {one.division.name for one in due(work, "misbehaving.look")} == {"向阳村"}
        assert due(work, "misbehaving.look", OTHER) == []


def test_vacant_posts_of_a_day(system: System) -> None:
    """Every village without a liaison that day, and no other."""
    with system.work(reading=True) as work:
        assert [one.division.name for one in due(work, "network.vacant", TOWN)] == ["新田社区", "石桥村"]
        assert len(due(work, "network.vacant", TOWN, date(2022, 12, 31))) == 3


def _licence(work: Work, number: str, ends: date | None, begins: date = date(2020, 1, 1)) -> Licence:
    shop = work.division(VILLAGE)
    operator = reminders_operator(work)
    return work.add(
        Licence(
            division_id=shop.id,
            operator_id=operator,
            kind=LicenceKind.FOOD_LICENCE,
            number=number,
            issued_on=begins,
            valid_to=ends,
        )
    )


def reminders_operator(work: Work) -> int:
    """A new business."""
    made = Operator(
        division_id=work.division(VILLAGE).id, name=f"店{work.count(sa.select(Operator))}", kind=OperatorKind.CATERER
    )
    return work.add(made).id


def test_licences_that_run_out_within_the_days_of_the_rule(system: System) -> None:
    """On the thirtieth day before, not the one before that; what ran out is late; renewed or closed is no matter."""
    with system.work() as work:
        _licence(work, "soon", TODAY + timedelta(days=30))
        _licence(work, "later", TODAY + timedelta(days=31))
        _licence(work, "gone", TODAY - timedelta(days=1))
        _licence(work, "today", TODAY)
        _licence(work, "for ever", None)
        old = _licence(work, "renewed", TODAY + timedelta(days=5))
        for place, ends in enumerate((TODAY + timedelta(days=400), None)):
            operator = old.operator_id if place == 0 else _licence(work, "renewed without end", TODAY).operator_id
            work.add(
                Licence(
                    division_id=old.division_id,
                    operator_id=operator,
                    kind=old.kind,
                    number=f"new{place}",
                    issued_on=date(2023, 12, 1),
                    valid_to=ends,
                )
            )
        gone = work.get(Operator, _licence(work, "of a shop that closed", TODAY).operator_id)
        work.change(gone, {"status": "歇业", "closed_on": TODAY})
        found = {one.record.number: (one.state, one.due) for one in due(work, "register.licence-expiring")}
        assert found == {
            "GONE": (Urgency.LATE, TODAY - timedelta(days=1)),
            "TODAY": (Urgency.EXPIRING, TODAY),
            "SOON": (Urgency.EXPIRING, TODAY + timedelta(days=30)),
        }


def test_a_reminder_is_silent_from_the_days_of_the_one_that_takes_over(any_district: District) -> None:
    """Thirty days before until eight, so that nobody is told of the same licence twice."""
    second = attrs.evolve(RULE, code=f"{NAME}.second-notice", value=Decimal(7), unit="天")
    told = attrs.evolve(
        REMINDER,
        select=lambda _on, _rules: sa.select(Licence),
        rule="register.licence-warning",
        due="",
        ends="valid_to",
        until=second.code,
    )
    made = any_district({NAME: plugin(register_rules=[RULE, second], register_reminders=[told])})
    turn(made, NAME, SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    with made.work() as work:
        for ahead in (7, 8, 30, 31):
            _licence(work, f"N{ahead}", TODAY + timedelta(days=ahead))
        assert [one.record.number for one in due(work, told.code)] == ["N8", "N30"]


def test_at_most_as_many_of_each_kind_as_are_asked_for(system: System) -> None:
    """A flood of one kind does not drown the others."""
    with system.work(reading=True) as work:
        found = [one.code for one in reminders(work, work.division("990101000000"), TODAY, limit=1)]
        assert sorted(found) == sorted(["misbehaving.look", "misbehaving.was", "network.vacant"])


def test_what_is_not_wanted_is_not_looked_for(system: System) -> None:
    """A page about one record asks for its kind; a plugin that answers nonsense is still only that plugin's failure."""
    looked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        looked.append(statement)

    with system.work(reading=True) as work:
        area = work.division("990101000000")
        event.listen(system.engine, "before_cursor_execute", note)
        found = reminders(work, area, TODAY, speaks_of=lambda cls: cls is Operator)
        event.remove(system.engine, "before_cursor_execute", note)
        assert {one.code for one in found} == {"misbehaving.look", "misbehaving.was"}
        assert not any(" licence " in statement for statement in looked)
        assert reminders(work, area, TODAY, speaks_of=lambda _cls: False) == []


def test_a_reminder_that_lists_nothing_harms_no_page_about_a_record(any_district: District) -> None:
    made = any_district({NAME: plugin(register_reminders=[attrs.evolve(REMINDER, select=lambda _on, _rules: None)])})
    turn(made, NAME, SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    with made.work(reading=True) as work:
        assert reminders(work, work.division(TOWN), TODAY, speaks_of=lambda cls: cls is Operator) == []
        assert NAME in work.system.plugins.failures


def test_a_day_is_that_of_the_rule_of_the_place_and_says_what_it_rests_on(any_district: District) -> None:
    """A township's own limit holds for its villages, whoever asks; a year without holidays yet is not passed over."""
    limited = attrs.evolve(RULE, unit=WORKDAYS, title="几个工作日内要看")
    look = attrs.evolve(REMINDER, due=lambda _one, on, rules: limit(on, int(rules.value(RULE.code, on).value)))
    made = any_district({NAME: plugin(register_rules=[limited], register_reminders=[look])})
    turn(made, NAME, SwitchKind.ENABLE, "990101000000", starts_on=date(2023, 1, 1))
    there, friday = places(made), date(2198, 12, 28)
    with made.work() as work:
        own = {"code": RULE.code, "value": 2, "op": Op.LE, "unit": WORKDAYS, "title": "本镇规定"}
        work.create(LocalRule, {"division_id": there.other_town.id, "effective": date(2023, 1, 1), **own})
        for place in (there.village, there.other_village):
            work.add(Operator(division_id=place.id, name=f"{place.name}饭店", kind=OperatorKind.CATERER))
        work.commit()
    with made.work(reading=True) as work:
        found = {one.division.name: (one.due, one.basis, one.doubt[:6]) for one in due(work, REMINDER.code, on=friday)}
    assert found == {
        "向阳村": (date(2198, 12, 31), "几个工作日内要看：1 个工作日", "2198 年"),
        "山口村": (date(2199, 1, 1), "几个工作日内要看：2 个工作日", "2199 年"),
    }
