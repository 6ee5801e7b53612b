"""The sessions of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.model.period import quarter_of
from fscore.model.posts import Appointment, Post
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore.storage.columns import col
from fscore_training.model import (
    QUARTERLY_AUDIENCE,
    QUARTERLY_TOPICS,
    Attendance,
    Audience,
    SessionKind,
    SessionState,
    Topic,
    TrainingSession,
)


def make(scene: Scene) -> None:
    """Write the sessions of both townships, and the sign-in sheets of those for liaisons."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        sessions = scene.keep(_session(scene, place, one) for one in told)
        liaisons = _liaisons(scene, place)
        scene.keep(
            Attendance(division_id=session.division_id, session_id=session.id, person_id=person.id)
            for session in sessions
            if session.kind is SessionKind.SESSION and Audience.LIAISON in session.audience
            for person in liaisons
        )


def _session(scene: Scene, place: Place, told: Mapping[str, Any]) -> TrainingSession:
    quarterly = told["kind"] == SessionKind.QUARTERLY.value
    day = told["held_on"]
    title = _("{quarter}食堂和餐饮单位卫生知识培训").format(quarter=quarter_of(day))
    return TrainingSession(
        division_id=place.township.id,
        title=told.get("title", title),
        kind=SessionKind.of(told["kind"]),
        planned_on=day,
        held_on=day,
        audience=QUARTERLY_AUDIENCE if quarterly else frozenset(map(Audience.of, told["audience"])),
        topics=QUARTERLY_TOPICS if quarterly else frozenset(map(Topic.of, told["topics"])),
        trainer=scene.name(),
        place=_("{township}会议室").format(township=place.township.name),
        joint_with=told.get("joint_with", ""),
        headcount=told.get("headcount"),
        state=SessionState.RECORDED if "headcount" in told else SessionState.HELD,
    )


def _liaisons(scene: Scene, place: Place) -> list[Person]:
    unit = sa.select(col(Division.id)).where(col(Division.township_id) == place.township.id)
    post = sa.select(Appointment).where(
        col(Appointment.person_id) == col(Person.id),
        col(Appointment.post) == Post.LIAISON,
        col(Appointment.division_id).in_(unit),
    )
    return list(scene.work.all(sa.select(Person).where(post.exists()).order_by(col(Person.id))))


DEMONSTRATION = Demonstration("training", make)
