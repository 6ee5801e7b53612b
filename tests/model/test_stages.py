"""What a field owes to the state of its record and to other fields is declared beside it, and looked after."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest

from fscore.errors import WrongUse
from fscore.model.choice import Choice
from fscore.model.entity import About, describe, entity, fault_of, faults, field, record
from fscore.model.flow import Flow
from fscore.model.record import Record


class Stage(Choice):
    """How far an errand has come."""

    OPEN = "open", "办理中"
    DONE = "done", "已办结"


class Other(Choice):
    """Something that is no state of an errand."""

    DONE = "done", "已办结"


COURSE = Flow.straight(Stage)
DONE = (Stage.DONE,)


@record
class Shared(Record):
    """What errands have in common with others."""

    stage: Annotated[Stage, About("状态", flow=COURSE)] = Stage.OPEN
    done_on: Annotated[date | None, About("办结日期", filled=DONE, after="due_on")] = None
    due_on: Annotated[date | None, About("期限", after="found_on")] = None
    found_on: Annotated[date, About("发现日期")] = date(2023, 5, 2)


@entity(table="errand", label="事项", title=("name",))
class Errand(Shared):
    """An errand."""

    name: Annotated[str, About("名称")]
    by: Annotated[str, About("经办人", filled=DONE)] = ""
    begun_at: Annotated[datetime | None, About("开始时间")] = None
    ended_at: Annotated[datetime | None, About("结束时间", after="begun_at")] = None

    def faults(self) -> tuple[Any, ...]:
        """One that all others come before."""
        return (
            (fault_of(self, "name", "“{label}”不能是“{value}”，找{other}", other="王五"),) if self.name == "乙" else ()
        )


def told(**values: Any) -> list[str]:
    """What is wrong with an errand."""
    return [str(fault) for fault in faults(Errand(division_id=1, **{"name": "甲", **values}))]


FINISHED = {"stage": Stage.DONE, "by": "李四", "done_on": date(2023, 5, 9)}


def test_a_record_that_fits_its_state_has_no_fault():
    assert told() == []
    assert told(**FINISHED) == []


def test_what_a_state_asks_for_is_named_by_its_label():
    assert told(**FINISHED | {"done_on": None}) == ["状态是“已办结”，就要填“办结日期”"]
    assert told(**FINISHED | {"by": ""}) == ["状态是“已办结”，就要填“经办人”"]


def test_what_comes_too_early_is_named_too_in_the_order_of_the_fields():
    assert told(by="李四", done_on=date(2023, 5, 9)) == [
        "状态是“办理中”，不能填“经办人”",
        "状态是“办理中”，不能填“办结日期”",
    ]


@pytest.mark.parametrize(
    ("due_on", "done_on", "wrong"),
    [
        (date(2023, 5, 9), date(2023, 5, 9), []),
        (None, date(2023, 5, 2), []),
        (date(2023, 5, 9), date(2023, 5, 8), ["“办结日期”不能早于“期限”"]),
        (None, date(2023, 5, 1), ["“办结日期”不能早于“发现日期”"]),
        (date(2023, 5, 1), date(2023, 5, 1), ["“期限”不能早于“发现日期”"]),
    ],
)
def test_a_day_does_not_lie_before_the_nearest_one_that_is_known(due_on: date | None, done_on: date, wrong: list[str]):
    assert told(**FINISHED | {"due_on": due_on, "done_on": done_on}) == wrong


def test_a_time_does_not_lie_before_another():
    begun, before = datetime(2023, 5, 2, 8, tzinfo=UTC), datetime(2023, 5, 2, 7, tzinfo=UTC)
    assert told(begun_at=begun, ended_at=before) == ["“结束时间”不能早于“开始时间”"]
    assert told(begun_at=begun, ended_at=begun) == told(ended_at=before) == []


def test_what_the_class_says_itself_comes_last():
    assert told(name="乙", by="李四") == ["状态是“办理中”，不能填“经办人”", "“名称”不能是“乙”，找王五"]


def test_choices_of_the_same_value_are_not_taken_for_each_other():
    """What two classes declare in the same words stays apart, though their states have the same values."""

    class Another(Choice):
        OPEN = "open", "待办"
        DONE = "done", "办完"

    @entity(table="chore", label="杂事", title=())
    class Chore(Record):
        stage: Annotated[Another, About("状态", flow=Flow.straight(Another))] = Another.OPEN
        by: Annotated[str, About("经办人", filled=(Another.DONE,))] = ""

    (state,) = field(Chore, "by").about.filled
    assert state is Another.DONE
    assert [str(fault) for fault in faults(Chore(division_id=1, by="李四"))] == ["状态是“待办”，不能填“经办人”"]


def test_a_fault_of_one_field_says_which():
    (fault,) = faults(Errand(division_id=1, name="乙"))
    assert (fault.data["field"], fault.data["label"], fault.data["value"]) == ("name", "名称", "乙")


def test_fields_stand_before_those_shared_with_others_and_those_of_every_record():
    names = [one.name for one in describe(Errand)]
    assert names[:2] == ["name", "by"]
    assert names[4:9] == ["stage", "done_on", "due_on", "found_on", "division_id"]


def _without_flow() -> type:
    class Torn(Record):
        on: Annotated[date | None, About("日期", filled=DONE)] = None

    return Torn


def _with_two_flows() -> type:
    class Torn(Shared):
        state: Annotated[Stage, About("另一个状态", flow=COURSE)] = Stage.OPEN
        by: Annotated[str, About("经办人", filled=DONE)] = ""

    return Torn


def _with_states_of_another() -> type:
    class Torn(Shared):
        by: Annotated[str, About("经办人", filled=(Other.DONE,))] = ""

    return Torn


def _after_nothing() -> type:
    class Torn(Shared):
        on: Annotated[date | None, About("日期", after="found_no")] = None

    return Torn


def _after_a_time() -> type:
    class Torn(Record):
        at: Annotated[datetime | None, About("时间")] = None
        on: Annotated[date | None, About("日期", after="at")] = None

    return Torn


def _after_itself() -> type:
    class Torn(Record):
        on: Annotated[date | None, About("日期", after="to")] = None
        to: Annotated[date | None, About("日期", after="on")] = None

    return Torn


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        (_without_flow, "Torn.on depends on a state, but its class has 0 fields with a flow instead of one"),
        (_with_two_flows, "Torn.by depends on a state, but its class has 2 fields with a flow instead of one"),
        (_with_states_of_another, "Torn.by depends on <Other.DONE: 'done'>, which is no state of 'stage'"),
        (_after_nothing, "Torn.on comes after 'found_no', which is no field of its class"),
        (_after_a_time, "Torn.on can't come after 'at': both have to be days, or both times"),
        (_after_itself, "Torn.on comes after itself"),
    ],
)
def test_a_declaration_that_can_not_be_kept_is_refused_at_once(declared: Callable[[], type], wrong: str):
    with pytest.raises(WrongUse) as fault:
        entity(table="torn", label="事项", title=())(declared())
    assert str(fault.value) == wrong
