"""A field that belongs to a state is there from that state on, and not before."""

from datetime import date
from typing import Annotated

from fscore.model.choice import Choice
from fscore.model.entity import About, describe, entity, record
from fscore.model.record import Record
from fscore.model.stages import fault_of, stage_faults


class Stage(Choice):
    OPEN = "open", "办理中"
    DONE = "done", "已办结"


@record
class Shared(Record):
    state: Annotated[Stage, About("状态")] = Stage.OPEN
    done_on: Annotated[date | None, About("办结日期")] = None


@entity(table="errand", label="事项", title=("name",))
class Errand(Shared):
    name: Annotated[str, About("名称")]
    by: Annotated[str, About("经办人")] = ""


FILLED = {"done_on": (Stage.DONE,), "by": (Stage.DONE,)}


def test_what_a_state_asks_for_is_named_by_its_label():
    errand = Errand(division_id=1, name="甲", state=Stage.DONE, by="李四")
    (fault,) = stage_faults(errand, FILLED)
    assert str(fault) == "状态是“已办结”，就要填“办结日期”"


def test_what_comes_too_early_is_named_too():
    errand = Errand(division_id=1, name="甲", by="李四", done_on=date(2023, 1, 2))
    assert [str(fault) for fault in stage_faults(errand, FILLED)] == [
        "状态是“办理中”，不能填“办结日期”",
        "状态是“办理中”，不能填“经办人”",
    ]


def test_a_record_that_fits_its_state_has_no_fault():
    assert stage_faults(Errand(division_id=1, name="甲"), FILLED) == ()
    done = Errand(division_id=1, name="甲", state=Stage.DONE, by="李四", done_on=date(2023, 1, 2))
    assert stage_faults(done, FILLED) == ()


def test_fields_stand_before_those_shared_with_others_and_those_of_every_record():
    names = [one.name for one in describe(Errand)]
    assert names[:5] == ["name", "by", "state", "done_on", "division_id"]


def test_a_fault_of_one_field_says_its_label_its_value_and_what_else_it_is_given():
    fault = fault_of(
        Errand(division_id=1, name="甲", by="李四"), "by", "“{label}”不能是“{value}”，找{other}", other="王五"
    )
    assert str(fault) == "“经办人”不能是“李四”，找王五"
    assert fault.data["field"] == "by"
