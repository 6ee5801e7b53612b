"""Values as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from fscore.model.division import Division
from fscore.model.entity import field
from fscore.model.operators import Licence, Operator, OperatorKind, TownshipProfile
from fscore.model.people import Person
from fscore.model.posts import Appointment
from fscore.services.display import EMPTY, from_trail, heading, mask, plain, short_date, shown, weekday


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (OperatorKind.SCHOOL, "学校"),
        (True, "是"),
        (False, "否"),
        (frozenset({OperatorKind.SCHOOL, OperatorKind.STALL}), "学校、食品小摊点"),
        (date(2023, 4, 3), "2023年4月3日"),
        (datetime(2023, 12, 31, 20, 5, tzinfo=UTC), "2024年1月1日 04:05"),
        (Decimal("1204.50"), "1,204.5"),
        (Decimal("50000.00"), "50,000"),
    ],
)
def test_a_value_is_put_in_words(value: Any, words: str) -> None:
    assert plain(value) == words


@pytest.mark.parametrize(
    ("text", "masked"),
    [("15400000123", "1*********3"), ("990101199001011234", "9****************4"), ("李明", "李*"), ("", "*")],
)
def test_a_mask_leaves_one_character_at_each_end(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_an_amount_has_its_unit_and_a_private_number_its_mask() -> None:
    assert shown(field(TownshipProfile, "farmland"), 26800) == "26,800 亩"
    assert shown(field(TownshipProfile, "year"), 2023) == "2023"
    assert shown(field(Operator, "phone"), "15400000123") == "1*********3"
    assert shown(field(Person, "phone"), "15400000123") == "15400000123"


def test_a_reference_is_shown_by_title_or_by_number_where_nobody_may_know_it() -> None:
    one = field(Licence, "operator_id")
    assert shown(one, 7, {(Operator, 7): "福满饭店"}) == "福满饭店"
    assert shown(one, 7, {(Division, 7): "向阳村"}) == "第 7 号"
    assert shown(one, None) == ""


def test_a_record_is_called_by_its_title() -> None:
    post = Appointment(division_id=1, person_id=1, post="liaison", starts_on="2023-01-01")
    assert heading(post) == "食品安全联络员"


@pytest.mark.parametrize(
    ("name", "kept", "words"),
    [
        ("kind", "school", "学校"),
        ("opened_on", "2023-04-03", "2023年4月3日"),
        ("floor_area", "12.50", "12.5"),
        ("kind", "castle", "castle"),
        ("closed_on", None, EMPTY),
    ],
)
def test_what_the_trail_keeps_is_put_in_words_too(name: str, kept: Any, words: str) -> None:
    assert from_trail(field(Operator, name), kept) == words


def test_days_in_lists_have_no_year() -> None:
    assert (short_date(date(2023, 12, 3)), weekday(date(2023, 12, 31))) == ("12月3日", "星期日")
