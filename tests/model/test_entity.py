"""Entities: the one place where a field is described, and what each kind of field takes."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscore import About, Flow, Record, Ref, entity
from fscore.errors import InvalidRecord, InvalidValue, NotPossible, WrongUse
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import about, build, describe, field, listed, readable, record, snake, title, writable
from fscore.model.roles import NOBODY, Role

WHOLES = {"１５": 15, "1,234": 1234, "+7": 7, " 8 ": 8, 9.0: 9, Decimal(3): 3, "-0": 0}
AMOUNTS = {
    "０．５": Decimal("0.5"),
    "1,234.50": Decimal("1234.5"),
    2: Decimal(2),
    0.1: Decimal("0.1"),
    "-1": Decimal(-1),
}


class Grade(Choice):
    """How good."""

    GOOD = "good", "良好"
    BAD = "bad", "较差"
    GONE = "gone", "注销"


GRADES = Flow({Grade.GOOD: frozenset({Grade.BAD, Grade.GONE}), Grade.BAD: frozenset({Grade.GOOD})})


@record
class Shared(Record):
    """Fields that others share."""

    shared: Annotated[str, About("共有")] = ""


@entity(table="sample", label="样本", title=("name", "grade"), dated="day", key=("name",))
class Sample(Shared):
    """One field of each kind."""

    name: Annotated[str, About("名称", max_length=5)]
    whole: Annotated[int | None, About("整数", at_least=-10, at_most=9999)] = None
    amount: Annotated[Decimal | None, About("数额", at_least=Decimal(-1), at_most=Decimal("1234.5"))] = None
    large: Annotated[Decimal | None, About("大数", places=4)] = None
    flag: Annotated[bool | None, About("是否")] = None
    day: Annotated[date | None, About("日期")] = None
    at: Annotated[datetime | None, About("时间")] = None
    grade: Annotated[Grade, About("等级", flow=GRADES)] = Grade.GOOD
    grades: Annotated[frozenset[Grade], About("各等级")] = frozenset()
    code: Annotated[str | None, About("代码", pattern=r"[A-Z]\d+", help="一个字母加数字")] = None
    lines: Annotated[str, About("说明", multiline=True, max_length=2000)] = ""
    secret: Annotated[str, About("密", read=frozenset({Role.OFFICER}), write=NOBODY, listed=False)] = ""
    place: Annotated[int | None, About("地方"), Ref(Division)] = None


def take(name: str, value: Any) -> Any:
    """What the field keeps."""
    return field(Sample, name).accept(value)


def refuse(name: str, value: Any) -> str:
    """Why the field does not take it."""
    with pytest.raises(InvalidValue) as fault:
        take(name, value)
    assert fault.value.data["field"] == name
    assert fault.value.data["label"] == field(Sample, name).about.label
    return str(fault.value)


def test_fields_are_described_in_their_order_with_the_shared_ones_last() -> None:
    """Own fields, then those of the classes above, each once."""
    names = [one.name for one in describe(Sample)]
    assert names[:4] == ["name", "whole", "amount", "large"]
    assert names.index("shared") > names.index("place")
    assert names[names.index("shared") + 1 :] == [one.name for one in describe(Shared)][1:]
    assert len(set(names)) == len(names)
    assert field(Sample, "place").ref is Division
    with pytest.raises(WrongUse, match="no described field 'colour'"):
        field(Sample, "colour")


def test_required_optional_and_defaults() -> None:
    """A field without default that may not be empty is required; the rest has what its declaration says."""
    assert [one.name for one in describe(Sample) if one.required] == ["name", "division_id"]
    made = Sample(division_id=1, name="甲")
    assert (made.whole, made.grade, made.grades, made.lines, made.code) == (None, Grade.GOOD, frozenset(), "", None)
    assert (about(Sample).name, about(Sample).table, about(Sample).scoped) == ("sample", "sample", True)
    assert snake("RuralCookTraining2") == "rural_cook_training2"
    with pytest.raises(WrongUse, match="not an entity"):
        about(Grade)


def test_roles_see_and_write_what_the_declaration_says() -> None:
    """A field may be for fewer roles than its entity, and some are for nobody."""
    assert "secret" in {one.name for one in readable(Sample, Role.OFFICER)}
    assert "secret" not in {one.name for one in readable(Sample, Role.LIAISON)}
    assert readable(Sample, Role.AUDITOR) == ()
    written = {one.name for one in writable(Sample, Role.OFFICER)}
    assert not written & {"secret", "id", "revision", "recorded_by", "recorded_at", "door", "deleted_at", "key"}
    assert writable(Sample, Role.LIAISON) == ()
    assert "secret" not in {one.name for one in listed(Sample, Role.OFFICER)}


def test_a_class_whose_annotations_are_postponed_is_refused() -> None:
    """Its declaration would be text and not what it says."""
    namespace: dict[str, Any] = {"entity": entity, "Record": Record, "Annotated": Annotated, "About": About}
    source = """
from __future__ import annotations

@entity(table='x', label='x')
class Late(Record):
    a: Annotated[str, About('甲')]
"""
    with pytest.raises(WrongUse, match="Late postpones its annotations"):
        exec(source, namespace)


def test_a_type_that_can_not_be_kept_is_refused() -> None:
    """When the class is made or first described, and not when a record is saved."""
    namespace: dict[str, Any] = {
        "__annotations__": {"what": Annotated[list[str], About("什么")]},
        "__module__": __name__,
    }
    odd = type("Odd", (Record,), namespace)
    with pytest.raises(WrongUse, match=r"Odd\.what has a type that can't be kept"):
        entity(table="odd", label="怪")(odd)


@pytest.mark.parametrize(("written", "kept"), WHOLES.items())
def test_whole_numbers_as_people_write_them(written: Any, kept: int) -> None:
    """Full-width, with commas, with a sign."""
    assert take("whole", written) == kept
    assert type(take("whole", written)) is int


@pytest.mark.parametrize(
    "nonsense",
    [
        "１２．５",
        1.5,
        "十",
        "٣",
        "1e3",
        "0x10",
        True,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        [],
        date(2023, 1, 1),
    ],
)
def test_what_is_no_whole_number(nonsense: Any) -> None:
    """Whatever it is, it is refused in Chinese with the label, and nothing else is raised."""
    assert refuse("whole", nonsense).startswith("“整数”要写整数，不是")


@pytest.mark.parametrize(("written", "kept"), AMOUNTS.items())
def test_amounts_as_people_write_them(written: Any, kept: Decimal) -> None:
    """Exact, also from a binary fraction that means a decimal one."""
    assert take("amount", written) == kept
    assert take("amount", written).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "nonsense", ["一百", "1.2.3", "NaN", float("nan"), Decimal("sNaN"), float("-inf"), True, [], ".5"]
)
def test_what_is_no_amount(nonsense: Any) -> None:
    """As for whole numbers."""
    assert refuse("amount", nonsense).startswith("“数额”要写数，不是")


def test_limits_include_their_bounds_and_decimals_are_counted() -> None:
    """The bound itself is taken, the next value is not; a third decimal is not cut off in silence."""
    assert take("whole", -10) == -10
    assert refuse("whole", -11) == "“整数”不能小于 -10，现在是 -11"
    assert take("whole", 9999) == 9999
    assert refuse("whole", 10000) == "“整数”不能大于 9999，现在是 10000"
    assert take("amount", "1234.50") == Decimal("1234.5")
    assert "不能大于" in refuse("amount", "1234.51")
    assert refuse("amount", "0.005") == "“数额”最多 2 位小数"
    assert take("amount", "0.500") == Decimal("0.5")


@pytest.mark.parametrize("number", [10**15, 2**63 // 10**4 + 1, -(10**18), 10**30])
def test_a_number_that_the_column_can_not_hold_is_refused_by_the_field(number: int) -> None:
    """With the field's label, and not by the database later."""
    assert refuse("large", number) == "“大数”的数太大"
    assert take("large", 2**63 // 10**4) == 2**63 // 10**4


@pytest.mark.parametrize("yes", [True, 1, "是", "有", "对", "Yes", "TRUE", "１", "on"])
def test_yes(yes: Any) -> None:
    """In the words of people, forms and programs."""
    assert take("flag", yes) is True


@pytest.mark.parametrize("no", [False, 0, "否", "无", "没有", "no", "False", "０", "off"])
def test_no(no: Any) -> None:
    """As for yes."""
    assert take("flag", no) is False


@pytest.mark.parametrize("nonsense", ["也许", 2, "2", 0.5, []])
def test_neither_yes_nor_no(nonsense: Any) -> None:
    """Nobody guesses."""
    assert refuse("flag", nonsense).startswith("“是否”要写“是”或“否”")


@pytest.mark.parametrize(
    "written", ["2023-04-03", "2023/4/3", "2023.4.3", "2023年4月3日", "２０２３年４月３日", "2023 年 4 月 3 日"]
)
def test_days_as_people_write_them(written: str) -> None:
    """With strokes, dots or characters."""
    assert take("day", written) == date(2023, 4, 3)
    assert take("day", datetime(2023, 4, 3, 12, tzinfo=UTC)) == date(2023, 4, 3)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023年2月30日", "没有这一天"),
        ("2023-13-01", "没有这一天"),
        ("四月三日", "要写日期"),
        ("03/04/2023", "要写日期"),
        ("20230403", "要写日期"),
        (20230403, "要写日期"),
        ("1899-12-31", "年份不对"),
        ("2201-01-01", "年份不对"),
    ],
)
def test_what_is_no_day(written: Any, reason: str) -> None:
    """A day that does not exist, an order that can be read two ways, a year that nobody means."""
    assert reason in refuse("day", written)


def test_moments_need_a_zone_and_are_kept_in_utc() -> None:
    """Noon in Beijing is four in the morning; without a zone it could be either."""
    noon = datetime(2023, 4, 3, 12, tzinfo=timezone(timedelta(hours=8)))
    assert take("at", noon) == noon
    assert take("at", noon).tzinfo is UTC
    assert take("at", "2023-04-03T12:00:00+08:00") == noon
    assert "没有说明时区" in refuse("at", "2023-04-03 12:00")
    assert "要写日期和时间" in refuse("at", "中午")
    assert "要写日期和时间" in refuse("at", date(2023, 4, 3))


def test_choices_by_value_or_label() -> None:
    """What the list does not have is answered with the list."""
    assert take("grade", "good") is take("grade", "良好") is take("grade", Grade.GOOD) is Grade.GOOD
    assert refuse("grade", "很好") == "“等级”没有“很好”这一项，请从这些里选：良好、较差、注销"
    assert refuse("grade", 1).startswith("“等级”没有“1”这一项")
    assert take("grades", "良好、bad") == take("grades", [Grade.BAD, "良好"]) == {Grade.GOOD, Grade.BAD}
    assert refuse("grades", "良好，很好").startswith("“各等级”没有“很好”这一项")
    assert "各等级" in refuse("grades", 5)


def test_text_limits() -> None:
    """Length in characters, one line unless more are wanted, a form if one is asked for."""
    assert take("name", "一二三四五") == "一二三四五"
    assert refuse("name", "一二三四五六") == "“名称”最多 5 个字，现在 6 个"
    assert refuse("name", "一\n二") == "“名称”只写一行"
    assert take("lines", "一\r\n二") == "一\n二", "as the text area of a page sends it"
    assert take("code", "Ａ１５") == "A15"
    assert refuse("code", "a15") == "“代码”不合要求：一个字母加数字"
    assert refuse("name", 5).startswith("“名称”要写文字")


def test_signs_that_can_not_be_kept_are_refused_in_any_field() -> None:
    """A control character is named by its number."""
    assert refuse("name", "甲\x07") == "“名称”里有不能保存的字符 U+0007，请删掉"
    assert "U+0000" in refuse("whole", "1\x00")
    assert take("name", "\ue7c7村") == "\ue7c7村"


@pytest.mark.parametrize("empty", [None, "", "  ", "　"])
def test_empty(empty: Any) -> None:
    """A required field wants something; an optional one has nothing, a text with a default is empty."""
    assert refuse("name", empty) == "“名称”要填"
    assert take("whole", empty) is None
    assert take("code", empty) is None
    assert take("day", empty) is None
    if isinstance(empty, str):
        assert take("lines", empty) == ""


def test_validation_holds_for_making_and_for_changing() -> None:
    """A record never holds what its fields refuse."""
    made = Sample(division_id=1, name="　甲１")
    assert made.name == "甲1"
    with pytest.raises(InvalidValue, match="“名称”最多 5 个字"):
        made.name = "一二三四五六"
    with pytest.raises(InvalidValue):
        Sample(division_id=1, name="")
    assert made.name == "甲1"
    assert title(made) == "甲1 良好"
    assert title(attrs.evolve(made, grade="较差")) == "甲1 较差"


def test_states_follow_their_table() -> None:
    """A step that the table lacks is refused with those that it has; a final state is final."""
    made = Sample(division_id=1, name="甲")
    made.grade = Grade.GOOD
    made.grade = "较差"  # type: ignore[assignment] - as a form brings it
    assert made.grade is Grade.BAD
    with pytest.raises(NotPossible, match="“等级”不能从“较差”改成“注销”，接下来只能是：良好"):
        made.grade = Grade.GONE
    assert made.grade is Grade.BAD
    made.grade = Grade.GOOD
    made.grade = Grade.GONE
    with pytest.raises(NotPossible, match="“等级”已经是“注销”，不能再改成“良好”"):
        made.grade = Grade.GOOD
    assert Sample(division_id=1, name="甲", grade=Grade.GONE).grade is Grade.GONE, "a record may begin in any state"


def test_all_faults_of_a_record_come_at_once() -> None:
    """Not only the first."""
    with pytest.raises(InvalidRecord) as found:
        build(Sample, {"name": "一二三四五六", "whole": "十", "grade": "很好"})
    assert [one.data["field"] for one in found.value.faults] == ["name", "whole", "grade", "division_id"]
    made = build(Sample, {"name": "甲", "whole": "１５", "division_id": "3"})
    assert (made.whole, made.division_id) == (15, 3)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.binary(),
    st.lists(st.text()),
)


@given(anything, st.sampled_from([one.name for one in describe(Sample)]))
def test_whatever_comes_is_taken_or_refused_with_a_reason(value: Any, name: str) -> None:
    """A field raises nothing but its own error, and what it took once it takes again unchanged."""
    try:
        kept = take(name, value)
    except InvalidValue as fault:
        said = str(fault)
    else:
        said = "kept"
        assert take(name, kept) == kept
    assert said
