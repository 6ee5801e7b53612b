"""By when a reminder is due: by its rule, or by the day that stands on the record."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from fscore.errors import WrongUse
from fscore.evaluation.sources import Citation, Op, Rule, RuleBook
from fscore.extension.declarations import Reminder, Urgency, again, at_once, in_state, lacking, reminder
from fscore.extension.own.network import first_responsible, officers
from fscore.model.operators import Licence
from fscore.model.people import Person
from fscore.model.period import year_of
from fscore.model.posts import Appointment, Post
from fscore.model.rectification import Rectification, RectificationState
from fscore.services.system import System
from fscore.storage.rules import Rules
from tests.conftest import places

CODE, NOTICE = "kites.within", "kites.notice"
RULES = Rules(
    RuleBook(
        Rule(code, Decimal(days), Op.LE, "天", date(2023, 1, 1), Citation("某办法"))
        for code, days in ((CODE, 7), (NOTICE, 3))
    ),
    {},
)
TODAY = date(2023, 6, 20)
KITE = SimpleNamespace(flown_on=date(2023, 6, 1), landed_on=None)


@pytest.mark.parametrize(
    ("declared", "day"),
    [
        ({}, date(2023, 6, 27)),
        ({"since": "flown_on"}, date(2023, 6, 8)),
        ({"since": "landed_on"}, date(2023, 6, 27)),
        ({"since": ("landed_on", "flown_on")}, date(2023, 6, 8)),
        ({"due": "flown_on"}, date(2023, 6, 1)),
        ({"due": "landed_on"}, TODAY),
        ({"ends": "flown_on"}, date(2023, 6, 1)),
        ({"ends": year_of}, date(2023, 12, 31)),
        ({"due": at_once}, TODAY),
        ({"due": lambda kite, _on, _rules: kite.flown_on.replace(day=30)}, date(2023, 6, 30)),
    ],
)
def test_the_day_is_reckoned_from_a_field_or_found_in_it(declared: dict[str, Any], day: date):
    """Where a field is empty, today stands for it."""
    reminder = Reminder("kites.land", "收风筝", lambda _on, _rules: None, CODE, **declared)
    assert reminder.day(KITE, TODAY, RULES) == day


def test_what_began_before_there_was_a_rule_is_reckoned_by_the_one_of_today():
    reminder = Reminder("kites.land", "收风筝", lambda _on, _rules: None, CODE, since="flown_on")
    old = SimpleNamespace(flown_on=date(2022, 12, 20))
    assert reminder.day(old, TODAY, RULES) == date(2022, 12, 27)


def licences(_on: date, _rules: Rules) -> "sa.Select[Licence]":
    return sa.select(Licence)


@pytest.mark.parametrize(
    ("declared", "condition"),
    [
        ({"ends": "valid_to"}, "licence.valid_to <= '2023-06-27'"),
        ({"ends": "valid_to", "notice": NOTICE}, "licence.valid_to <= '2023-06-23'"),
        ({"since": "issued_on", "notice": NOTICE}, "licence.issued_on <= '2023-06-16'"),
        (
            {"since": ("valid_to", "issued_on"), "notice": NOTICE},
            "coalesce(licence.valid_to, licence.issued_on) <= '2023-06-16'",
        ),
    ],
)
def test_a_record_is_told_of_so_many_days_before_its_day(declared: dict[str, Any], condition: str):
    """Sixteen days into June seven of a limit have gone, if three more are to go from the 20th."""
    found = Reminder("kites.land", "收风筝", licences, CODE, **declared).wanted(TODAY, RULES)
    assert condition in text(found)


@pytest.mark.parametrize(
    ("declared", "on", "told"),
    [
        ({"ends": year_of}, date(2023, 12, 24), True),
        ({"ends": year_of}, date(2023, 12, 23), False),
        ({"ends": year_of, "notice": NOTICE}, date(2023, 12, 27), False),
        ({"notice": CODE}, TODAY, True),
        ({"notice": NOTICE}, TODAY, False),
    ],
)
def test_what_is_lacking_is_told_of_once_the_end_of_its_time_is_near(
    declared: dict[str, Any],
    on: date,
    told: bool,  # noqa: FBT001 - a case
):
    """The end of the year, or of a limit that runs from today."""
    found = Reminder("kites.land", "收风筝", licences, CODE, **declared).wanted(on, RULES)
    assert ("false" not in text(found)) is told


def test_a_function_becomes_a_reminder_and_another_takes_over_where_it_ends():
    first = reminder(
        code="kites.tell", title="收风筝", rule=CODE, ends="valid_to", until=NOTICE, urgency=Urgency.EXPIRING
    )(licences)
    last = again(first, code="kites.tell-again", title="快收风筝")
    assert last == Reminder("kites.tell-again", "快收风筝", licences, NOTICE, ends="valid_to")
    assert "valid_to > '2023-06-23'" in text(first.wanted(TODAY, RULES))
    assert "valid_to <= '2023-06-23'" in text(last.wanted(TODAY, RULES))


def test_what_is_in_some_states_is_selected():
    states = (RectificationState.FOUND, RectificationState.ORDERED)
    assert "rectification.state IN ('found', 'ordered')" in text(in_state(Rectification, *states)(TODAY, RULES))
    over = in_state(Rectification, *states, over=("closed_on", "due_on"))(TODAY, RULES)
    assert "coalesce(rectification.closed_on, rectification.due_on) < '2023-06-20'" in text(over)


def test_who_lacks_what_an_indicator_counts_is_selected(system: System):
    """Whoever it measures and does not count on the day; one that measures nobody has nobody to tell."""
    there = places(system)
    with system.work() as work:
        person = work.add(Person(division_id=there.village.id, name="某人"))
        held = {"post": Post.FIRST_RESPONSIBLE, "starts_on": TODAY, "ends_on": TODAY}
        work.add(Appointment(division_id=there.village.id, person_id=person.id, **held))
        found = {
            day: {one.name for one in work.all(lacking(first_responsible)(day, work.rules))}
            for day in (TODAY, TODAY + timedelta(days=1))
        }
        with pytest.raises(WrongUse, match="Nobody lacks officers: it counts no records out of others of their kind"):
            lacking(officers)(TODAY, work.rules)
    others = {there.bridge.name, there.community.name, there.other_village.name}
    assert found == {TODAY: others, TODAY + timedelta(days=1): {there.village.name, *others}}


def text(found: "sa.Select[Any]") -> str:
    return str(found.compile(compile_kwargs={"literal_binds": True}))
