"""Assessments of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Demonstration
from fscore.model.division import Division
from fscore.model.period import quarter
from fscore.model.posts import Appointment
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore.storage.columns import col
from fscore_assessment.answers import liaison_posts
from fscore_assessment.assessing import assess
from fscore_assessment.model import (
    Accountability,
    Assessment,
    AssessmentItem,
    AssessmentKind,
    AssessmentState,
    Grade,
)

Facts = Mapping[str, Any]


def make(scene: Scene) -> None:
    """Assess the villages from what is on record, the liaisons by quarter, and open a case."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        for number, unit in enumerate(place.units):
            found = assess(scene.work, unit, told["assessed_on"], told["judged"])
            if number < told["confirmed"]:
                values = {"state": AssessmentState.CONFIRMED, "confirmed_total": found.total}
                scene.work.change(found, {**values, "confirmed_by": facts["confirmer"]})
        checks = scene.keep(_checks(scene, place, told))
        low, high = told["points"]
        scene.keep(
            AssessmentItem(
                division_id=check.division_id,
                assessment_id=check.id,
                name=facts["item"],
                points=Decimal(scene.random.randrange(low, high)),
                most=Decimal(facts["most"]),
            )
            for check in checks
        )
        if "case" in told:
            scene.keep([Accountability(division_id=place.units[0].id, subject=scene.name(), **told["case"])])


def _checks(scene: Scene, place: Place, told: Facts) -> Iterable[Assessment]:
    here = sa.select(col(Division.id)).where(col(Division.township_id) == place.township.id)
    for which in told["quarters"]:
        last = quarter(scene.year, which).last
        posts = liaison_posts(last).where(col(Appointment.division_id).in_(here)).order_by(col(Appointment.id))
        for post in scene.work.all(posts):
            yield Assessment(
                division_id=post.division_id,
                year=scene.year,
                quarter=which,
                kind=AssessmentKind.LIAISON,
                person_id=post.person_id,
                assessed_on=last,
                grade=Grade.PASS,
            )


DEMONSTRATION = Demonstration("assessment", make, after=("pledges",))
