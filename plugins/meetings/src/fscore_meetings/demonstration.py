"""Meetings, plans and duties of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterable, Mapping
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.gates import Gate
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_meetings.model import (
    Decision,
    DecisionState,
    DutyMatrix,
    Meeting,
    MeetingKind,
    MeetingState,
    Plan,
    PlanKind,
    PlanState,
)

Facts = Mapping[str, Any]


def make(scene: Scene) -> None:
    """Write meetings with their decisions, plans of the villages, and the duties of the agencies."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        meetings = scene.keep(_meeting(scene, place, one) for one in told["meeting"])
        pairs = zip(meetings, told["meeting"], strict=True)
        scene.keep(_decision(meeting, one) for meeting, one in pairs if "decision" in one)
        scene.keep(_plans(scene, place, told))
        scene.keep(
            DutyMatrix(division_id=place.township.id, **{**one, "gate": Gate.of(one["gate"])}) for one in facts["duty"]
        )


def _meeting(scene: Scene, place: Place, told: Facts) -> Meeting:
    return Meeting(
        division_id=place.township.id,
        title=told["title"],
        kind=MeetingKind.of(told["kind"]),
        planned_on=told["held_on"],
        held_on=told["held_on"],
        chair=scene.name(),
        agenda=told.get("decision", told["title"]),
        attendees=_("食安办、市场监督管理所、卫生院、农业服务中心、学校、各村（社区）"),
        minutes=told.get("minutes", ""),
        state=MeetingState.MINUTED if "minutes" in told else MeetingState.HELD,
    )


def _decision(meeting: Meeting, told: Facts) -> Decision:
    done_on = told.get("done_on")
    return Decision(
        division_id=meeting.division_id,
        meeting_id=meeting.id,
        task=told["decision"],
        owner=_("食安办"),
        due_on=told["due_on"],
        state=DecisionState.PLANNED if done_on is None else DecisionState.DONE,
        done_on=done_on,
    )


def _plans(scene: Scene, place: Place, told: Facts) -> Iterable[Plan]:
    for unit in place.units[told["without_plan"] :]:
        yield Plan(
            division_id=unit.id,
            title=_("{unit}食品安全工作方案").format(unit=unit.name),
            kind=PlanKind.VILLAGE,
            year=scene.year,
            issuer=_("{unit}{committee}民委员会").format(
                unit=unit.name, committee="居" if unit in place.communities else "村"
            ),
            state=PlanState.ISSUED,
            issued_on=scene.day(*told["issuing"]),
        )


DEMONSTRATION = Demonstration("meetings", make)
